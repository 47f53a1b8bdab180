import type { Words } from "../shared/language.ts";

const en = {
  title: "Operations",
  mayNot:
    "This board is for store operations. Your account works at another desk: log in as somebody else.",
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  away: (time: string) => `The server does not answer. What you see is of ${time}.`,
  clock: "This computer's clock is wrong. Times here are the server's.",
  waiting: "not taken on:",
};

const es: typeof en = {
  title: "Operaciones",
  mayNot:
    "Este panel es para las operaciones de la tienda. Su cuenta trabaja en otro puesto: entre con otra cuenta.",
  connecting: "Conectando…",
  live: "En directo",
  reconnecting: "Reconectando…",
  away: (time) => `El servidor no responde. Lo que ve es de las ${time}.`,
  clock: "El reloj de este equipo no va bien. Las horas de aquí son las del servidor.",
  waiting: "sin atender:",
};

const zh: typeof en = {
  title: "运营",
  mayNot: "这里是门店运营看板，您的账号属于其他岗位，请换一个账号登录。",
  connecting: "正在连接…",
  live: "实时",
  reconnecting: "正在重新连接…",
  away: (time) => `服务器没有响应。您看到的是 ${time} 的情况。`,
  clock: "这台电脑的时钟不准。这里的时间以服务器为准。",
  waiting: "未受理：",
};

export const WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
