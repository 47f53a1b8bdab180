import type { ScanVerdictFragment, ShelfPriceFragment } from "./story.graphql.ts";

/**
 * What the scanned goods cost before offers: the piece of weighed or priced goods (rounded half up),
 * else one of them, or a kilogram of what is weighed later. Savings beside a scan are about the same.
 */
export function goodsPrice({
  price,
  identity: { priceInCode, netWeightGrams },
}: ScanVerdictFragment): ShelfPriceFragment | undefined {
  if (priceInCode) return { amount: priceInCode, per: "EACH" };
  if (price?.per !== "KILOGRAM" || netWeightGrams === null) return price ?? undefined;
  const { minorUnits, currencyCode } = price.amount;
  const piece = Math.floor((minorUnits * netWeightGrams) / 1000 + 0.5);
  return { amount: { minorUnits: piece, currencyCode }, per: "EACH" };
}
