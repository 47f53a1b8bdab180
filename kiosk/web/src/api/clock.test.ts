import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// The module keeps what it heard: each test has its own.
type Clock = typeof import("./clock.ts");
let clock: Clock;
const NOON = Date.parse("2026-11-22T12:00:00Z");

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON, toFake: ["Date", "performance"] });
  vi.resetModules();
  clock = await import("./clock.ts");
});
afterEach(() => vi.useRealTimers());

function answered(serverTime: number, tookMilliseconds = 10): void {
  const asked = performance.now();
  vi.advanceTimersByTime(tookMilliseconds);
  const date = new Date(serverTime).toUTCString();
  clock.heard(new Response(null, { headers: { Date: date } }), asked);
}

describe("the server's time", () => {
  it("is the device's own before the first answer", () => {
    expect(clock.clockOffsetSeconds()).toBeUndefined();
    expect(clock.serverNow().getTime()).toBe(NOON);
    expect(clock.clockIsWrong()).toBe(false);
  });

  it.each([
    ["an hour ahead", -3600, 3600],
    ["an hour behind", 3600, -3600],
  ])("stays right on a device that is %s", (_, server, offset) => {
    answered(NOON + server * 1000);
    expect(Math.abs((clock.clockOffsetSeconds() ?? 0) - offset)).toBeLessThan(1);
    expect(clock.clockIsWrong()).toBe(true);
    vi.advanceTimersByTime(60_000);
    const away = clock.serverNow().getTime() - (NOON + server * 1000 + 60_000);
    expect(Math.abs(away)).toBeLessThan(600);
  });

  it("takes a difference that the header cannot tell for none", () => {
    answered(NOON - 400);
    expect(clock.clockOffsetSeconds()).toBe(0);
  });

  it("believes a quick answer rather than a slow one", () => {
    answered(NOON - 3600_000, 10);
    answered(NOON, 8000);
    expect(Math.abs((clock.clockOffsetSeconds() ?? 0) - 3600)).toBeLessThan(1);
  });

  it("notices a clock that somebody set, and that it is right again", () => {
    answered(NOON);
    vi.setSystemTime(NOON + 7200_000);
    expect(Math.abs((clock.clockOffsetSeconds() ?? 0) - 7200)).toBeLessThan(1);
    expect(Math.abs(clock.serverNow().getTime() - NOON)).toBeLessThan(600);
    vi.setSystemTime(NOON);
    expect(clock.clockOffsetSeconds()).toBe(0);
  });

  it("does not learn from an answer without a date", () => {
    clock.heard(new Response(null), performance.now());
    expect(clock.clockOffsetSeconds()).toBeUndefined();
  });
});
