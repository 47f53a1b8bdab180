import type { Words } from "../../shared/language.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { zh } from "./words/zh.ts";

export type OfferWords = typeof en;
export const WORDS: Words<OfferWords> = { en, es, "zh-Hans": zh };
