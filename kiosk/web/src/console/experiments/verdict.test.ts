import { describe, expect, it } from "vitest";
import type { ComparedFragment } from "../reports/reports.graphql.ts";
import { standing, verdictOf } from "./verdict.ts";

const bounds = (low: number, high: number) => ({ relative: (low + high) / 2, low, high, p: 0.5 });

function compared(...conversions: (ReturnType<typeof bounds> | null)[]): ComparedFragment {
  const arms = ["no offer", "ten", "twenty"].map((name, variant) => ({
    variant,
    name,
    units: 100,
    conversions: 10,
    revenueMinorUnits: 1000,
  }));
  const uplifts = conversions.map((conversion, at) => ({
    variant: at + 1,
    conversion,
    revenue: null,
  }));
  return { cut: "ALL", key: "", currencyCode: "EUR", suppressed: false, arms, uplifts };
}

describe("a variant beside the control", () => {
  it.each([
    [null, "early"],
    [bounds(-0.1, 0.2), "open"],
    [bounds(0, 0.2), "open"],
    [bounds(0.01, 0.2), "better"],
    [bounds(-0.2, -0.01), "worse"],
  ])("%j is %s", (interval, stands) => {
    expect(standing(interval)).toBe(stands);
  });
});

describe("the verdict", () => {
  it("names what is better and what is worse", () => {
    const overall = [compared(bounds(0.1, 0.2), bounds(-0.3, -0.1))];
    expect(verdictOf({ sampleRatioAlarm: false, overall })).toEqual({
      is: "decided",
      better: ["ten"],
      worse: ["twenty"],
    });
  });

  it("is open while one interval has 0 in it, early while there is none", () => {
    const open = [compared(bounds(-0.1, 0.2), null)];
    expect(verdictOf({ sampleRatioAlarm: false, overall: open }).is).toBe("open");
    expect(verdictOf({ sampleRatioAlarm: false, overall: [compared(null)] }).is).toBe("early");
    expect(verdictOf({ sampleRatioAlarm: false, overall: [] }).is).toBe("early");
  });

  it("trusts nothing where the split is not the planned one", () => {
    const overall = [compared(bounds(0.1, 0.2))];
    expect(verdictOf({ sampleRatioAlarm: true, overall }).is).toBe("alarm");
  });
});
