import { serverNow } from "../api/clock.ts";
import type { Language } from "../shared/language.ts";

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago something was, or how soon it is: `12 minutes ago`, `in 2 hours`. */
export function ago(language: Language, at: string, now = serverNow()): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS[2];
  const count = Math.trunc(seconds / length);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(count, unit);
}
