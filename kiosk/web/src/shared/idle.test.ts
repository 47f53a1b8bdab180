import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Idle } from "./idle.ts";

const warned = vi.fn();
const ended = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => vi.useRealTimers());

it("asks after 45 seconds, counts 20 down and ends", () => {
  new Idle(warned, ended).touched();
  vi.advanceTimersByTime(44_999);
  expect(warned).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(warned).toHaveBeenLastCalledWith(20);
  vi.advanceTimersByTime(19_000);
  expect(warned).toHaveBeenLastCalledWith(1);
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(ended).toHaveBeenCalledOnce();
  expect(warned).toHaveBeenLastCalledWith(undefined);
});

it("begins anew at each touch, also while it asks", () => {
  const idle = new Idle(warned, ended);
  idle.touched();
  vi.advanceTimersByTime(50_000);
  idle.touched();
  expect(warned).toHaveBeenLastCalledWith(undefined);
  vi.advanceTimersByTime(64_999);
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ended).toHaveBeenCalledOnce();
});

it("waits for nothing once stopped", () => {
  const idle = new Idle(warned, ended);
  idle.touched();
  idle.stop();
  vi.advanceTimersByTime(120_000);
  expect(warned).not.toHaveBeenCalled();
  expect(ended).not.toHaveBeenCalled();
});
