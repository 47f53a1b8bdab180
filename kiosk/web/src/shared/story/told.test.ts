import { describe, expect, it } from "vitest";
import { type Gap, inPlaces, type Step, told } from "./told.ts";

const FJORD = { name: "Fjord farm", country: "NO", latitude: 60.4, longitude: 6.3 };
const HUB = { name: "Hub", country: "FR", latitude: 48.8, longitude: 2.4 };
const TRUCK = { name: "Truck 7", country: "FR", latitude: null, longitude: null };
const SHOP = { name: "Shop", country: "ES", latitude: 40.4, longitude: -3.7 };

function step(hour: number, place: Step["place"], thing = "lot"): Step {
  const at = `2026-06-12T${String(hour).padStart(2, "0")}:00:00Z`;
  return {
    at,
    activity: "Shipped",
    place,
    recordedBy: null,
    recordedAt: at,
    eventHash: "ni:///sha-256;cafe",
    thing,
  };
}

function gap(at: string | null, thing = "lot"): Gap {
  return { kind: "TIME_UNACCOUNTED", message: "Nobody knows.", thing, at };
}

function story(steps: Step[], gaps: Gap[] = []) {
  return told({ complete: gaps.length === 0, sources: [], steps, gaps });
}

describe("told", () => {
  it("puts a gap right after the last step before it opens", () => {
    const { items } = story([step(1, FJORD), step(9, SHOP)], [gap("2026-06-12T01:00:00Z")]);
    expect(items.map((item) => ("gap" in item ? "gap" : item.step.place?.name))).toEqual([
      "Fjord farm",
      "gap",
      "Shop",
    ]);
  });

  it("begins with a gap before everything recorded", () => {
    expect(story([step(1, FJORD)], [gap(null)]).items[0]).toHaveProperty("gap");
  });

  it("leads from pin to pin; a truck has none", () => {
    const { pins, legs } = story([step(1, FJORD), step(2, TRUCK), step(3, HUB), step(9, SHOP)]);
    expect(pins.map(({ name }) => name)).toEqual(["Fjord farm", "Hub", "Shop"]);
    expect(legs).toEqual([
      { from: 0, to: 1, known: true },
      { from: 1, to: 2, known: true },
    ]);
  });

  it("does not know a way on which a gap lies", () => {
    const { legs } = story([step(1, FJORD), step(9, SHOP)], [gap("2026-06-12T04:00:00Z")]);
    expect(legs).toEqual([{ from: 0, to: 1, known: false }]);
  });

  it("knows a way where the gap is another thing's", () => {
    const { legs } = story([step(1, FJORD), step(9, SHOP)], [gap("2026-06-12T04:00:00Z", "other")]);
    expect(legs[0]?.known).toBe(true);
  });

  it("leads an ingredient to what it was made into", () => {
    const { legs } = story([step(1, FJORD, "milk"), step(5, HUB), step(9, SHOP)]);
    expect(legs).toContainEqual({ from: 0, to: 1, known: true });
  });
});

describe("inPlaces", () => {
  it("tells what follows at one place together, and a gap apart", () => {
    const { items } = story(
      [step(1, FJORD), step(2, FJORD), step(8, FJORD), step(9, SHOP)],
      [gap("2026-06-12T02:00:00Z")],
    );
    expect(inPlaces(items).map((entry) => ("gap" in entry ? "gap" : entry.steps.length))).toEqual([
      2,
      "gap",
      1,
      1,
    ]);
  });
});
