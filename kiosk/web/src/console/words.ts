import type { Words } from "../shared/language.ts";

const en = {
  title: "Marketing",
  store: "Store",
  language: "Language",
  views: "Views",
  logOut: "Log out",
  away: "The server does not answer. We keep trying.",
  missing: "This part could not be loaded. Check the network.",
  again: "Try again",
  mayNot: "This desk is for marketing. Your account works at another one: log in as somebody else.",
};

const es: typeof en = {
  title: "Marketing",
  store: "Tienda",
  language: "Idioma",
  views: "Secciones",
  logOut: "Cerrar sesión",
  away: "El servidor no responde. Seguimos intentándolo.",
  missing: "No se ha podido cargar esta parte. Compruebe la red.",
  again: "Volver a intentarlo",
  mayNot:
    "Este puesto es para marketing. Su cuenta trabaja en otro: entre con una cuenta de marketing.",
};

const zh: typeof en = {
  title: "营销",
  store: "门店",
  language: "语言",
  views: "栏目",
  logOut: "退出登录",
  away: "服务器没有响应，正在不断重试。",
  missing: "这一部分未能加载，请检查网络。",
  again: "重试",
  mayNot: "这里是营销工作台，您的账号属于其他岗位，请换一个账号登录。",
};

export const WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
