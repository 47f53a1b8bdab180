import type { Words } from "../shared/language.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { zh } from "./words/zh.ts";

export type KioskWords = typeof en;
export const WORDS: Words<KioskWords> = { en, es, "zh-Hans": zh };
