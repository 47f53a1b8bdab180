import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Dwell } from "./dwell.ts";

const longer = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => vi.useRealTimers());

it("counts in steps from the first sign of somebody", () => {
  const dwell = new Dwell(longer);
  dwell.begin();
  vi.advanceTimersByTime(14_000);
  dwell.begin();
  expect(dwell.seconds).toBe(0);
  vi.advanceTimersByTime(1000);
  expect([dwell.seconds, longer.mock.calls.length]).toEqual([15, 1]);
  vi.advanceTimersByTime(50_000);
  expect([dwell.seconds, longer.mock.calls.length]).toEqual([60, 3]);
  vi.advanceTimersByTime(3_600_000);
  expect([dwell.seconds, longer.mock.calls.length]).toEqual([600, 6]);
});

it("begins at nothing for the next person", () => {
  const dwell = new Dwell(longer);
  dwell.begin();
  vi.advanceTimersByTime(20_000);
  dwell.end();
  vi.advanceTimersByTime(60_000);
  expect([dwell.seconds, longer.mock.calls.length]).toEqual([0, 1]);
  dwell.begin();
  vi.advanceTimersByTime(15_000);
  expect(dwell.seconds).toBe(15);
});
