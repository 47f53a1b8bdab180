import { expect, it } from "vitest";
import { duration, inMinutes } from "./duration.ts";

it.each([
  ["P2DT6H", { days: 2, hours: 6, minutes: 0 }],
  ["PT30M", { days: 0, hours: 0, minutes: 30 }],
  ["P3D", { days: 3, hours: 0, minutes: 0 }],
  ["PT0M", { days: 0, hours: 0, minutes: 0 }],
])("%s is %j", (text, expected) => {
  expect(duration(text)).toEqual(expected);
});

it("adds up to minutes", () => {
  expect(inMinutes(duration("P1DT1H1M"))).toBe(1501);
});
