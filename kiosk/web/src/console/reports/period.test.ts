import { describe, expect, it } from "vitest";
import { dayIn, daysAfter, daysOf, daysUpTo, lengthOf, sensible } from "./period.ts";

describe("dayIn", () => {
  it.each([
    ["Asia/Shanghai", "2026-11-22"],
    ["Europe/Madrid", "2026-11-21"],
  ])("it is another day in %s", (zone, day) => {
    expect(dayIn(zone, new Date("2026-11-21T20:00:00Z"))).toBe(day);
  });
});

describe("periods", () => {
  it("count their ends", () => {
    const week = daysUpTo("2026-03-02", 7);
    expect(week).toEqual({ first: "2026-02-24", last: "2026-03-02" });
    expect(lengthOf(week)).toBe(7);
    expect(daysOf(week)[5]).toBe("2026-03-01");
  });

  it("go on over the days on which clocks change", () => {
    expect(daysAfter("2026-03-28", 2)).toBe("2026-03-30");
  });

  it.each([
    [{ first: "2026-03-02", last: "2026-03-02" }, true],
    [{ first: "2026-03-02", last: "2026-03-01" }, false],
    [{ first: "2025-01-01", last: "2026-03-01" }, false],
    [{ first: "", last: "2026-03-01" }, false],
  ])("%j: %s", (period, good) => {
    expect(sensible(period)).toBe(good);
  });
});
