import { language } from "./visit.ts";

const CATALOGUES = {
  en: () => import("./words/en.ts"),
  "zh-Hans": () => import("./words/zh.ts"),
  es: () => import("./words/es.ts"),
};

/** The page's language never changes without a new page: only its own words are loaded. */
export const { words } = await CATALOGUES[language]();
