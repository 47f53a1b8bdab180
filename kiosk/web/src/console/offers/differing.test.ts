import { describe, expect, it } from "vitest";
import { Formats } from "../../shared/language.ts";
import { differing, fieldTold, merged, proposed, valueTold } from "./differing.ts";
import { BLANK } from "./document.ts";
import { BENEFITS, CONDITIONS } from "./fields.ts";
import { benefitTold, conditionTold, goodsTold, scheduleTold, type Tongue } from "./telling.ts";
import { WORDS } from "./words.ts";

const BASE = { ...BLANK, copy: { en: { title: "Fish" } }, schedule: { starts: "2026-11-01" } };
const MINE = { ...BASE, copy: { en: { title: "Fresh fish" } }, priority: 2 };
const THEIRS = {
  ...BASE,
  copy: { en: { title: "Fish today" }, es: { title: "Pescado" } },
  schedule: { starts: "2026-11-02" },
};

function tongue(language: "en" | "es" | "zh-Hans" = "en"): Tongue {
  return {
    words: WORDS[language],
    formats: new Formats(language),
    currency: "EUR",
    name: (_, id) => id,
  };
}

describe("two who write at once", () => {
  it("are told the fields in which they differ", () => {
    expect(differing(MINE, THEIRS)).toEqual([
      "copy.en.title",
      "copy.es.title",
      "schedule.starts",
      "priority",
    ]);
    expect(differing({ ...MINE, version: 1 }, { ...MINE, version: 2 })).toEqual([]);
  });

  it("keep what only one of them changed, and mine where both did", () => {
    expect(differing(MINE, THEIRS).map((path) => proposed(path, BASE, MINE))).toEqual([
      "mine",
      "theirs",
      "theirs",
      "mine",
    ]);
    expect(merged(THEIRS, MINE, ["copy.en.title", "priority"])).toEqual({
      ...THEIRS,
      copy: { en: { title: "Fresh fish" }, es: { title: "Pescado" } },
      priority: 2,
    });
  });

  it("read names of fields and values, not paths", () => {
    expect(fieldTold("copy.es.title", tongue())).toBe("Title (es)");
    expect(fieldTold("schedule.starts", tongue())).toBe("First day");
    expect(valueTold("schedule.starts", THEIRS, tongue())).toEqual(["Nov 2, 2026"]);
    expect(valueTold("priority", THEIRS, tongue())).toEqual([]);
  });
});

describe("a rule in words", () => {
  it("says groups as an outline", () => {
    const condition = {
      kind: "all",
      parts: [
        { kind: "cart_spend", amount: 2000 },
        { kind: "not", part: { kind: "returning", returning: true } },
      ],
    };
    expect(valueTold("condition", { ...BASE, condition }, tongue())).toEqual([
      "All of these:",
      "\u2003The cart comes to €20.00 or more",
      "\u2003Not:",
      "\u2003\u2003The shopper has been here before",
    ]);
  });

  it("says which goods are meant", () => {
    const selector = {
      categories: ["fish/fresh", "meat"],
      except_gtins: ["1"],
      days_left_at_most: 2,
    };
    expect(goodsTold(selector, tongue())).toBe(
      "fish/fresh or meat, except 1, with 2 days left or less",
    );
    expect(goodsTold(undefined, tongue("es"))).toBe("todo");
  });

  it("says when it runs", () => {
    const hours = [{ since: "17:00:00", until: "19:30:00", days: ["SAT", "FRI"] }];
    expect(scheduleTold({ ...BASE, schedule: { ends: "2026-12-24", hours } }, tongue())).toBe(
      "until Dec 24, 2026, 17:00–19:30, Fri, Sat",
    );
    expect(scheduleTold(BLANK, tongue("zh-Hans"))).toBe("长期");
  });

  it.each(["en", "es", "zh-Hans"] as const)("has a sentence for every kind (%s)", (language) => {
    const told = tongue(language);
    for (const [kind, { begins }] of Object.entries(CONDITIONS)) {
      const { text } = conditionTold({ kind, ...begins }, told);
      expect(text).not.toBe(told.words.keptAsIs);
      expect(told.words.kind[kind]).toBeTruthy();
    }
    for (const [kind, { begins }] of Object.entries(BENEFITS)) {
      const text = benefitTold({ kind, ...begins }, told);
      expect(text).not.toMatch(/undefined|NaN|\?/);
      expect(text).not.toBe(told.words.keptAsIs);
      expect(told.words.kind[kind]).toBeTruthy();
    }
    expect(conditionTold({ kind: "moon_phase" }, told).text).toBe(told.words.keptAsIs);
  });
});
