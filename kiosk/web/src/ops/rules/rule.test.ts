import { expect, it } from "vitest";
import { asKind, concerns, minutesOf, newRule, telling } from "./rule.ts";

it("loses what another kind does not know", () => {
  const warm = { ...newRule("s1"), clear: 4.5, windowHours: 24 };
  expect(asKind(warm, "SILENCE")).toMatchObject({
    threshold: null,
    clear: null,
    windowHours: null,
    delayMinutes: 0,
    clearDelayMinutes: 0,
    intervals: 3,
  });
  expect(asKind(warm, "DOOR_OPEN")).toMatchObject({ threshold: 1, clear: null, delayMinutes: 30 });
  expect(asKind(asKind(warm, "SILENCE"), "LOW_TEMPERATURE")).toMatchObject({
    threshold: 5,
    delayMinutes: 30,
  });
});

it("tells levels in the order of their times, or never", () => {
  const rule = telling(newRule("s1"), "MANAGER", undefined);
  expect(minutesOf(rule, "MANAGER")).toBeUndefined();
  expect(telling(rule, "MANAGER", 45).escalation.map(({ level }) => level)).toEqual([
    "MANAGER",
    "AREA",
  ]);
});

it("concerns a store as a whole, by a place of it, or as one of all", () => {
  const rule = newRule("s1");
  expect(concerns(rule, "s1", [])).toBe(true);
  expect(concerns(rule, "s2", ["case"])).toBe(false);
  expect(concerns({ ...rule, placeIds: ["case"] }, "s2", ["case"])).toBe(true);
  expect(concerns({ ...rule, placeIds: [] }, "s2", [])).toBe(true);
});
