import type { Words } from "../language.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { zh } from "./words/zh.ts";

export const STORY_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
