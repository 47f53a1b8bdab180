import { describe, expect, it } from "vitest";
import { fitting, type Weighable, withRecent } from "./finding.ts";

function goods(name: string, plu: string | null, gtin: string | null = null): Weighable {
  const amount = { minorUnits: 199, currencyCode: "EUR" };
  return { product: { gtin, name, category: null }, price: { amount, per: "KILOGRAM" }, plu };
}

const GOODS = [
  goods("Salmón atlántico", "1204"),
  goods("Plátanos a granel", "4011"),
  goods("大西洋三文鱼柳", null, "09521234000105"),
];
const names = (typed: string, recent: string[] = []) =>
  fitting(GOODS, typed, recent).map(({ product }) => product.name);

describe("fitting", () => {
  it.each([
    ["", 3],
    ["atlantico salm", 1],
    ["PLÁTANOS", 1],
    ["三文鱼", 1],
    ["12", 1],
    ["9521", 1],
    ["204", 0],
    ["kiwi", 0],
  ])("finds by parts of the name and beginnings of numbers: %s", (typed, many) => {
    expect(names(typed)).toHaveLength(many);
  });

  it("puts those picked lately first, and keeps the order of the others", () => {
    expect(names("", ["4011"])).toEqual([
      "Plátanos a granel",
      "Salmón atlántico",
      "大西洋三文鱼柳",
    ]);
  });

  it("shows nothing that cannot be asked for", () => {
    expect(fitting([goods("Nameless", null)], "", [])).toEqual([]);
  });
});

it("remembers what was picked lately once, the newest first, and not for ever", () => {
  expect(withRecent(["a", "b"], "b")).toEqual(["b", "a"]);
  expect(withRecent([..."abcdefgh"], "i")).toEqual([..."iabcdefg"]);
});
