import type { Words } from "../../shared/language.ts";

const en = {
  title: "Reviews",
  waiting: (count: number) => (count === 1 ? "1 review waits." : `${count} reviews wait.`),
  none: "No review waits for a decision.",
  stars: (stars: number) => `${stars} of 5 stars`,
  verified: "Verified purchase",
  noText: "Stars without words.",
  approve: "Show it",
  hide: "Hide it",
};

const es: typeof en = {
  title: "Opiniones",
  waiting: (count) => (count === 1 ? "1 opinión espera." : `${count} opiniones esperan.`),
  none: "Ninguna opinión espera una decisión.",
  stars: (stars) => `${stars} de 5 estrellas`,
  verified: "Compra verificada",
  noText: "Estrellas sin palabras.",
  approve: "Publicar",
  hide: "Ocultar",
};

const zh: typeof en = {
  title: "评价",
  waiting: (count) => `有 ${count} 条评价待审核。`,
  none: "没有待审核的评价。",
  stars: (stars) => `${stars} 星（共 5 星）`,
  verified: "已购买",
  noText: "只有星级，没有文字。",
  approve: "显示",
  hide: "隐藏",
};

export const REVIEW_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
