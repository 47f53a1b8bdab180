import type { Voice } from "../api/graphql.ts";
import type { ScanContext } from "../api/schema.ts";
import { chooseLanguage } from "../shared/language.ts";

/** The page's language; the server chose it. */
export const language = chooseLanguage([document.documentElement.lang]);

/** Nobody in particular, in the page's language. */
export const voice: Voice = { language: () => language, token: () => undefined };

/** A cart of this phone. Its id is the right to use it: never part of an address. */
export interface KeptCart {
  readonly id: string;
  readonly storeId: string;
  readonly units: number;
}

/** Milliseconds that a phone believes to be in the same store. */
const SAME_STORE = 3 * 3_600_000;

/** Tells this page of a change to the cart; other tabs get `storage`. */
export const CART_CHANGED = "freshlens-cart";

/** What this phone keeps under a name; undefined where it keeps nothing, or may not. */
export function kept<Value>(name: string): Value | undefined {
  try {
    return JSON.parse(localStorage.getItem(`freshlens-${name}`) ?? "null") ?? undefined;
  } catch {
    return undefined; // storage is switched off, or holds something else
  }
}

/** Keep a value; undefined forgets it. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`freshlens-${name}`);
    else localStorage.setItem(`freshlens-${name}`, JSON.stringify(value));
  } catch {
    // storage is switched off: what is kept holds for this page only
  }
}

export const keptCart = () => kept<KeptCart>("cart");

export function keepCart(cart: KeptCart | undefined): void {
  keep("cart", cart && { id: cart.id, storeId: cart.storeId, units: cart.units });
  dispatchEvent(new Event(CART_CHANGED));
}

/** The store of the address, else the one that this phone was in within the last hours. */
export function storeHere(): string | undefined {
  const asked = new URLSearchParams(location.search).get("store");
  if (asked) return asked;
  const last = kept<{ id: string; at: number }>("store");
  return last && Date.now() - last.at < SAME_STORE ? last.id : undefined;
}

export function keepStore(id: string): void {
  keep("store", { id, at: Date.now() });
}

/** Where it is scanned, and beside which cart. */
export function context(storeId: string | undefined): ScanContext {
  const cart = keptCart();
  return {
    language,
    ...(storeId && { storeId }),
    ...(cart && cart.storeId === storeId && { cartId: cart.id }),
  };
}

/** An address of ours with the store and the language of this visit. */
export function addressOf(path: string, more: Record<string, string> = {}): string {
  const store = storeHere();
  const query = new URLSearchParams({ ...more, ...(store && { store }), lang: language });
  return `${path}?${query}`;
}
