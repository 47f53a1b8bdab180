import { expect, it } from "vitest";
import { draftOf, emptyDraft, inputOf, sumOf, withoutVariant, withVariant } from "./draft.ts";
import type { ExperimentFragment } from "./experiments.graphql.ts";

const CARD: ExperimentFragment = {
  key: "card",
  name: "Which card?",
  variants: ["title", "reason"],
  weights: [0.3, 0.7],
  coverage: 0.25,
  seed: "s",
  hashVersion: 1,
  namespace: { id: "cards", since: 0, until: 0.5 },
  status: "DRAFT",
  presentation: [{ "app.card": "title" }, { "app.card": "reason", "kiosk.card": "big" }],
};

it("comes back as it was, with what the form does not show", () => {
  const { status: _, ...given } = CARD;
  expect(inputOf(draftOf(CARD))).toEqual(given);
});

it("leaves equal shares to the server, thirds too", () => {
  expect(inputOf(withVariant(emptyDraft())).weights).toEqual([]);
  expect(inputOf(draftOf({ ...CARD, weights: [] })).weights).toEqual([]);
});

it("shares anew, and takes the places along, where variants come and go", () => {
  const three = withVariant(draftOf(CARD));
  expect(sumOf(three)).toBeCloseTo(100, 1);
  expect(three.slots[0]!.values).toEqual(["title", "reason", ""]);
  const two = withoutVariant(three, 1);
  expect(two.variants).toEqual([
    { name: "title", share: 50 },
    { name: "", share: 50 },
  ]);
  expect(two.slots[1]!.values).toEqual(["", ""]);
});
