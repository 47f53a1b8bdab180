import type { Words } from "../shared/language.ts";

const en = {
  title: "Marketing",
  mayNot: "This desk is for marketing. Your account works at another one: log in as somebody else.",
};

const es: typeof en = {
  title: "Marketing",
  mayNot:
    "Este puesto es para marketing. Su cuenta trabaja en otro: entre con una cuenta de marketing.",
};

const zh: typeof en = {
  title: "营销",
  mayNot: "这里是营销工作台，您的账号属于其他岗位，请换一个账号登录。",
};

export const WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
