import type { Words } from "../language.ts";

const en = {
  table: "As a table",
  download: "Download (CSV)",
  tooFew: "fewer than 5",
  unknown: "unknown",
  noDifference: "no difference",
};

const es: typeof en = {
  table: "Ver como tabla",
  download: "Descargar (CSV)",
  tooFew: "menos de 5",
  unknown: "se desconoce",
  noDifference: "sin diferencia",
};

const zh: typeof en = {
  table: "以表格查看",
  download: "下载 (CSV)",
  tooFew: "少于 5",
  unknown: "未知",
  noDifference: "无差异",
};

export const CHART_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
