import { describe, expect, it } from "vitest";
import { goodsPrice } from "./price.ts";

const PER_KILOGRAM = { amount: { minorUnits: 399, currencyCode: "EUR" }, per: "KILOGRAM" } as const;
const IDENTITY = {
  gtin: null,
  lot: null,
  serial: null,
  plu: "4011",
  expiry: null,
  bestBefore: null,
  digitalLink: null,
  netWeightGrams: null,
  priceInCode: null,
};

function price(identity: object) {
  const scan = { identity: { ...IDENTITY, ...identity }, price: PER_KILOGRAM };
  return goodsPrice(scan as unknown as Parameters<typeof goodsPrice>[0]);
}

describe("goodsPrice", () => {
  it("is a kilogram's where nothing says the weight", () => {
    expect(price({})).toEqual(PER_KILOGRAM);
  });

  it("is the piece's where the code says its weight, rounded half up", () => {
    expect(price({ netWeightGrams: 1250 })?.amount.minorUnits).toBe(499); // 498.75
  });

  it("is the one on the label before any other", () => {
    const priceInCode = { minorUnits: 425, currencyCode: "EUR" };
    expect(price({ priceInCode, netWeightGrams: 1250 })).toEqual({
      amount: priceInCode,
      per: "EACH",
    });
  });
});
