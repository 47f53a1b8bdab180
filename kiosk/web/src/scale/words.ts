import type { Words } from "../shared/language.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { zh } from "./words/zh.ts";

export type ScaleWords = typeof en;
export const WORDS: Words<ScaleWords> = { en, es, "zh-Hans": zh };
