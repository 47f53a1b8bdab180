import type { Words } from "./language.ts";

const en = {
  title: "Log in",
  name: "Name",
  password: "Password",
  submit: "Log in",
  ended: "Your session has ended. Nothing you typed is lost: log in and go on.",
  offline: "The server does not answer. Check the network, then try again.",
  failed: "That did not work. Try again in a moment.",
  language: "Language",
};

const es: typeof en = {
  title: "Iniciar sesión",
  name: "Nombre",
  password: "Contraseña",
  submit: "Entrar",
  ended: "Su sesión ha terminado. No se ha perdido nada de lo que escribió: entre y continúe.",
  offline: "El servidor no responde. Compruebe la red y vuelva a intentarlo.",
  failed: "No ha funcionado. Vuelva a intentarlo en un momento.",
  language: "Idioma",
};

const zh: typeof en = {
  title: "登录",
  name: "用户名",
  password: "密码",
  submit: "登录",
  ended: "登录已过期。您填写的内容都还在，重新登录即可继续。",
  offline: "服务器没有响应。请检查网络后重试。",
  failed: "登录未成功，请稍后再试。",
  language: "语言",
};

export const WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
