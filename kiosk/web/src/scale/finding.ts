import type { SoldByWeightQuery } from "./scale.graphql.ts";

export type Weighable = SoldByWeightQuery["soldByWeight"][number];

/** So many are remembered as picked lately. */
const MOST_RECENT = 8;

/** What the agent is asked for: the number in the store, else that on the goods. */
export function codeOf({ plu, product }: Weighable): string {
  return plu ?? product.gtin ?? "";
}

/**
 * The goods that fit what is typed: all its words are in the name, whatever capitals and accents,
 * or a PLU or GTIN begins with it. Those of `recent` (codes, the newest first) come first.
 */
export function fitting(
  goods: readonly Weighable[],
  typed: string,
  recent: readonly string[],
): Weighable[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const found = goods.filter(
    (each) =>
      codeOf(each) &&
      (words.every((word) => folded(each.product.name).includes(word)) ||
        begins(each.plu, typed) ||
        begins(each.product.gtin?.replace(/^0+/, ""), typed)),
  );
  const rank = (each: Weighable) => {
    const at = recent.indexOf(codeOf(each));
    return at < 0 ? recent.length : at;
  };
  return found.sort((one, other) => rank(one) - rank(other)); // stable: else the server's order
}

/** The codes picked lately after another one was. */
export function withRecent(recent: readonly string[], code: string): string[] {
  return [code, ...recent.filter((each) => each !== code)].slice(0, MOST_RECENT);
}

function begins(number: string | null | undefined, typed: string): boolean {
  const digits = typed.trim();
  return digits !== "" && (number?.startsWith(digits) ?? false);
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
