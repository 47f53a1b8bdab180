import { expect, it } from "vitest";
import type { FreshnessState } from "../../api/schema.ts";
import { department, type LotLeft, shortestFirst, taskOf } from "./order.ts";

const lot = (state: FreshnessState, remaining: string | null, category = "fish/fresh"): LotLeft =>
  ({ product: { category }, freshness: { state, remaining } }) as LotLeft;

it("puts what must go first, then what keeps for the shortest time", () => {
  const unknown = lot("UNKNOWN", null);
  const good = lot("GOOD", "P3D");
  const soon = lot("SOON", "P1DT2H");
  const last = lot("LAST_DAY", "PT5H");
  const expired = lot("EXPIRED", "PT0H");
  expect(shortestFirst([unknown, good, soon, last, expired])).toEqual([
    expired,
    last,
    soon,
    good,
    unknown,
  ]);
});

it("says what to do only where something is to be done", () => {
  expect(taskOf(lot("DO_NOT_EAT", null))).toBe("REMOVE");
  expect(taskOf(lot("SOON", "P1D"))).toBe("MARK_DOWN");
  expect(taskOf(lot("FRESH", "P9D"))).toBeUndefined();
});

it("knows the department of a category path", () => {
  expect(department(lot("GOOD", "P1D", "produce/leafy"))).toBe("produce");
});
