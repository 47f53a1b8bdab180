import type { Words } from "../shared/language.ts";

const en = {
  loading: "Loading…",
  away: "The server does not answer. We keep trying.",
  old: (time: string) => `The server does not answer. This list is of ${time}.`,
  failed: "That did not get through. Nothing you typed is lost: try again.",
  again: "Try again",
  more: "Show more",
  cancel: "Cancel",
};

const es: typeof en = {
  loading: "Cargando…",
  away: "El servidor no responde. Seguimos intentándolo.",
  old: (time) => `El servidor no responde. Esta lista es de las ${time}.`,
  failed: "No ha llegado. Lo que ha escrito no se pierde: inténtelo de nuevo.",
  again: "Volver a intentarlo",
  more: "Mostrar más",
  cancel: "Cancelar",
};

const zh: typeof en = {
  loading: "正在加载…",
  away: "服务器没有响应，正在不断重试。",
  old: (time) => `服务器没有响应。此列表是 ${time} 的情况。`,
  failed: "没有提交成功。您输入的内容没有丢失，请再试一次。",
  again: "重试",
  more: "显示更多",
  cancel: "取消",
};

export const COMMON_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
