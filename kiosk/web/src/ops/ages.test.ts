import { expect, it } from "vitest";
import { ago } from "./ages.ts";

const NOON = new Date("2026-11-22T12:00:00Z");

it.each([
  ["en", "2026-11-22T11:48:10Z", "11 minutes ago"],
  ["en", "2026-11-22T11:59:30Z", "this minute"],
  ["en", "2026-11-22T10:00:00Z", "2 hours ago"],
  ["en", "2026-11-22T12:30:00Z", "in 30 minutes"],
  ["es", "2026-11-20T12:00:00Z", "anteayer"],
  ["zh-Hans", "2026-11-22T11:00:00Z", "1小时前"],
] as const)("%s: %s is %s", (language, at, said) => {
  expect(ago(language, at, NOON)).toBe(said);
});
