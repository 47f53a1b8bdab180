import { describe, expect, it } from "vitest";
import { Formats } from "../../shared/language.ts";
import { burnFinding, courseOf } from "./burn.ts";
import { floorFinding } from "./floor.ts";
import { funnelFinding } from "./funnel.ts";
import { summed } from "./report.ts";
import type { ActivityFragment, BurnFragment } from "./reports.graphql.ts";

const EN = new Formats("en", "Europe/Madrid");

describe("the funnel in words", () => {
  const numbers = (shown: number | null, redemptions: number) => ({
    impressions: { zoneId: null, suppressed: shown === null, shown, withheld: null },
    scans: 0,
    adds: 0,
    redemptions,
  });

  it.each([
    [200, 50, "Shown 200 ×, used 50 ×: 25% (between 19.5% and 31.4%)."],
    [10, 30, "Shown 10 ×, used 30 ×: often without having been seen on a screen."],
    [
      null,
      3,
      "Fewer than 5 visits met it on a screen, so we do not tell how often. It was used 3 ×.",
    ],
    [0, 0, "No screen has shown it in these days. It was used 0 ×."],
  ])("shown %j, used %d", (shown, used, words) => {
    expect(funnelFinding(numbers(shown, used), EN)).toBe(words);
  });
});

describe("a budget", () => {
  const burn: BurnFragment = {
    kind: "USAGE",
    limit: 100,
    currencyCode: null,
    used: 60,
    left: 40,
    pace: "ENDS",
    perDay: 15,
    ends: "2026-11-23",
    earliest: "2026-11-22",
    latest: "2026-11-25",
    days: [
      { day: "2026-11-19", used: 20 },
      { day: "2026-11-20", used: 10 },
      { day: "2026-11-21", used: 5 },
    ],
  };

  it("is drawn from what is used now, back over the days and on to its end", () => {
    expect(courseOf(burn)).toEqual({
      days: ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"],
      used: [45, 55, 60, null, null],
      pace: [null, null, 60, 75, 90],
    });
  });

  it("has no pace where nobody can tell one", () => {
    const unknown = { ...burn, pace: "TOO_LITTLE_DATA", perDay: null, ends: null } as const;
    expect(courseOf(unknown).pace).toEqual([null, null, null]);
  });

  it.each([
    [{}, "At this pace the budget ends on Nov 23 (between Nov 22 and Nov 25)."],
    [
      { latest: null },
      "At this pace the budget ends on Nov 23 (not before Nov 22, and maybe never).",
    ],
    [{ earliest: "2026-11-23", latest: "2026-11-23" }, "At this pace the budget ends on Nov 23."],
    [{ pace: "OUTLASTS" as const }, "At this pace the budget lasts longer than the offer."],
  ])("%j", (change, words) => {
    expect(burnFinding({ ...burn, ...change }, EN)).toBe(words);
  });
});

describe("the floor in words", () => {
  const zone = (
    name: string,
    heat: "HOT" | "USUAL" | "DEAD" | "TOO_LITTLE_DATA",
    visits?: number,
  ) => ({
    name,
    heat,
    activity: visits === undefined ? null : ({ visits } as ActivityFragment),
  });

  it.each([
    [
      [zone("Fish", "HOT", 60), zone("Tills", "DEAD", 9)],
      "Fish is the busiest zone (60 visits). Dead: Tills.",
    ],
    [
      [zone("Fish", "USUAL", 60), zone("Tills", "USUAL")],
      "Fish is the busiest zone (60 visits). No zone is dead.",
    ],
    [
      [zone("Fish", "TOO_LITTLE_DATA", 9)],
      "There were fewer than 50 visits: too few to call a zone busy or dead.",
    ],
    [[zone("Fish", "TOO_LITTLE_DATA", 0)], "Nobody was noticed in this store in these days."],
  ])("%#", (zones, words) => {
    expect(floorFinding({ zones }, EN)).toBe(words);
  });
});

it("never adds up two currencies", () => {
  const amounts = [
    { minorUnits: 150, currencyCode: "EUR" },
    { minorUnits: 900, currencyCode: "CNY" },
    { minorUnits: 50, currencyCode: "EUR" },
  ];
  expect(summed(EN, amounts)).toBe("€2.00 and ¥9.00");
  expect(summed(EN, [])).toBe("0");
});
