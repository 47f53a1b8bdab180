import type { Words } from "./language.ts";

const en = {
  store: "Store",
  language: "Language",
  views: "Views",
  logOut: "Log out",
  away: "The server does not answer. We keep trying.",
  missing: "This part could not be loaded. Check the network.",
  again: "Try again",
};

const es: typeof en = {
  store: "Tienda",
  language: "Idioma",
  views: "Secciones",
  logOut: "Cerrar sesión",
  away: "El servidor no responde. Seguimos intentándolo.",
  missing: "No se ha podido cargar esta parte. Compruebe la red.",
  again: "Volver a intentarlo",
};

const zh: typeof en = {
  store: "门店",
  language: "语言",
  views: "栏目",
  logOut: "退出登录",
  away: "服务器没有响应，正在不断重试。",
  missing: "这一部分未能加载，请检查网络。",
  again: "重试",
};

export const FRAME_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
