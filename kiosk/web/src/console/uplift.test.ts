import { expect, it } from "vitest";
import { Formats } from "../shared/language.ts";
import { upliftFinding } from "./uplift.ts";

const arm = (variant: number, name: string) => ({
  variant,
  name,
  units: 100,
  conversions: 20,
  revenueMinorUnits: 1,
});

it.each([
  [[0.1, 0.02, 0.2], "“ten”: 10% more buyers (between 2% and 20%)."],
  [[-0.1, -0.2, -0.02], "“ten”: 10% fewer buyers (between 2% and 20%)."],
  [[0.01, -0.2, 0.3], "“ten”: no difference can be told yet (between −20% and +30%)."],
  [undefined, "“ten”: too little is known yet."],
])("%j", (bounds, words) => {
  const [relative, low, high] = bounds ?? [];
  const conversion = bounds ? { relative: relative!, low: low!, high: high!, p: 0.01 } : null;
  const compared = {
    cut: "ALL" as const,
    key: "",
    currencyCode: "EUR",
    suppressed: false,
    arms: [arm(0, "none"), arm(1, "ten")],
    uplifts: [{ variant: 1, conversion, revenue: null }],
  };
  expect(upliftFinding(compared, new Formats("en"))).toBe(words);
});
