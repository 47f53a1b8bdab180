import { expect, it } from "vitest";
import { mostUrgentFirst, nextStep, toldBy } from "./order.ts";

const alarm = (
  severity: "CRITICAL" | "MAJOR" | "WARNING",
  raisedAt: string,
  acknowledgedAt: string | null = null,
) => ({ severity, raisedAt, acknowledgedAt });

it("puts what nobody takes care of first, then the worst, then the newest", () => {
  const taken = alarm("CRITICAL", "2026-11-22T12:00:00Z", "2026-11-22T12:01:00Z");
  const old = alarm("MAJOR", "2026-11-22T10:00:00Z");
  const newer = alarm("MAJOR", "2026-11-22T11:00:00Z");
  const warning = alarm("WARNING", "2026-11-22T12:00:00Z");
  expect(mostUrgentFirst([taken, old, warning, newer])).toEqual([newer, old, warning, taken]);
});

it("knows who was told and who is next", () => {
  const steps = [
    { level: "MANAGER", minutes: 30 },
    { level: "AREA", minutes: 120 },
  ] as const;
  const raisedAt = "2026-11-22T12:00:00Z";
  expect(toldBy("MANAGER")).toEqual(["SHELF", "MANAGER"]);
  expect(nextStep({ level: "SHELF", raisedAt }, steps)).toEqual({
    level: "MANAGER",
    at: new Date("2026-11-22T12:30:00Z"),
  });
  expect(nextStep({ level: "MANAGER", raisedAt }, steps)?.level).toBe("AREA");
  expect(nextStep({ level: "AREA", raisedAt }, steps)).toBeUndefined();
});
