import { describe, expect, it } from "vitest";
import { asInput, at, BLANK, put, same } from "./document.ts";
import { BENEFITS, CONDITIONS, missing } from "./fields.ts";

const OFFER = {
  ...BLANK,
  id: "fish",
  version: 3,
  copy: { en: { title: "Fish" } },
  max_combined_percent: 70,
  condition: {
    kind: "all",
    parts: [
      { kind: "cart_spend", amount: 2000, selector: { except_gtins: ["1"] } },
      { kind: "not", part: { kind: "returning", returning: true } },
      { kind: "moon_phase", is_full: true },
    ],
  },
};

describe("put", () => {
  it("changes one place and leaves the rest as it was", () => {
    const changed = put(OFFER, "condition.parts[1].part.returning", false);
    expect(at(changed, "condition.parts[1].part.returning")).toBe(false);
    expect(at(changed, "condition.parts[0]")).toBe(OFFER.condition.parts[0]);
    expect(at(OFFER, "condition.parts[1].part.returning")).toBe(true);
  });

  it("takes away a field, or a member of a list", () => {
    expect(put(OFFER, "max_combined_percent", undefined)).not.toHaveProperty(
      "max_combined_percent",
    );
    expect(at(put(OFFER, "condition.parts[0]", undefined), "condition.parts")).toHaveLength(2);
  });

  it("makes what leads there", () => {
    expect(at(put(BLANK, "schedule.hours[0].since", "09:00:00"), "schedule")).toEqual({
      hours: [{ since: "09:00:00" }],
    });
  });
});

describe("asInput", () => {
  it("says the document as the API takes it, kinds it does not know included", () => {
    expect(asInput(OFFER)).toEqual({
      copy: [{ language: "en", title: "Fish" }],
      benefits: [{ percent: { value: "10" } }],
      maxCombinedPercent: 70,
      condition: {
        all: [
          { cartSpend: { amount: 2000, selector: { exceptGtins: ["1"] } } },
          { not: { returning: { returning: true } } },
          { moonPhase: { isFull: true } },
        ],
      },
    });
  });
});

describe("same", () => {
  it("looks past the order of fields, not of lists", () => {
    expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(same({ b: [1, 2] }, { b: [2, 1] })).toBe(false);
  });
});

describe("missing", () => {
  it("names the places that must be filled in, however deep", () => {
    const condition = {
      kind: "any",
      parts: [
        { kind: "not", part: { kind: "category", among: [] } },
        { kind: "hours", windows: [{ since: "09:00:00" }] },
      ],
    };
    expect(missing({ ...BLANK, benefits: [{ kind: "percent" }], condition })).toEqual([
      "benefits[0].value",
      "condition.parts[0].part.among",
      "condition.parts[1].windows[0].until",
    ]);
  });

  it("finds nothing in what begins with sensible values", () => {
    const names = new Set(["gift"]);
    for (const [kind, { begins }] of Object.entries(BENEFITS)) {
      if (names.has(kind)) continue;
      expect(missing({ ...BLANK, benefits: [{ kind, ...begins }] })).toEqual([]);
    }
    expect(Object.keys(CONDITIONS)).toHaveLength(17);
  });
});
