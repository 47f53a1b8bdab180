import { expect, it } from "vitest";
import { wilson } from "./wilson.ts";

it.each([
  [0, 10, 0, 0.2775],
  [5, 10, 0.2366, 0.7634],
  [10, 10, 0.7225, 1],
  [50, 1000, 0.0381, 0.0653],
])("%d of %d lies in %f to %f", (hits, tries, low, high) => {
  expect(wilson(hits, tries)!.low).toBeCloseTo(low, 3);
  expect(wilson(hits, tries)!.high).toBeCloseTo(high, 3);
});

it("knows no share of nothing, nor more than all", () => {
  expect(wilson(0, 0)).toBeUndefined();
  expect(wilson(3, 2)).toBeUndefined();
});
