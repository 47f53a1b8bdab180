import { describe, expect, it } from "vitest";
import { extremes, runs } from "./runs.ts";

const TEN_MINUTES = 600;

function every(seconds: number, count: number, from = 0) {
  return Array.from({ length: count }, (_, place) => ({
    at: from + place * seconds,
    celsius: place,
  }));
}

describe("runs", () => {
  it("is one while readings come as usual", () => {
    expect(runs(every(TEN_MINUTES, 5)).runs).toHaveLength(1);
  });

  it("ends where three readings are missing, and the hole says from when to when", () => {
    const before = every(TEN_MINUTES, 5);
    const after = every(TEN_MINUTES, 5, 10 * TEN_MINUTES);
    const found = runs([...before, ...after]);
    expect(found.runs).toEqual([before, after]);
    expect(found.holes).toEqual([[4 * TEN_MINUTES, 10 * TEN_MINUTES]]);
  });

  it("forgives a late reading", () => {
    const readings = [...every(TEN_MINUTES, 5), { at: 7 * TEN_MINUTES, celsius: 1 }];
    expect(runs(readings).holes).toEqual([]);
  });

  it("of nothing is nothing", () => {
    expect(runs([])).toEqual({ runs: [], holes: [] });
  });
});

describe("extremes", () => {
  it("are the coldest and the warmest, the first of equals", () => {
    const [cold, warm] = [
      { at: 1, celsius: -1 },
      { at: 3, celsius: 9 },
    ];
    expect(extremes([{ at: 0, celsius: 2 }, cold, { at: 2, celsius: -1 }, warm])).toEqual({
      coldest: cold,
      warmest: warm,
    });
  });
});
