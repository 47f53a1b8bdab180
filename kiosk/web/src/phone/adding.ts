import { ApiError, ask } from "../api/graphql.ts";
import { newKey } from "../shared/key.ts";
import { PhoneAdded, PhoneCartBegun } from "./phone.graphql.ts";
import { keepCart, keptCart, language, voice } from "./visit.ts";

/** Why not, in the server's words; `away` where nobody answered. */
export type Refusal = { readonly message: string; readonly hint?: string | null } | "away";

/** Names what is being added: sent again after a cut, it is added once. */
let key = newKey();

/** Put a code into this phone's cart of that store; undefined when it is in. */
export async function addToCart(
  storeId: string,
  code: string,
  weightGrams?: number,
): Promise<Refusal | undefined> {
  try {
    const refusal = (await add(storeId, code, weightGrams)) ?? undefined;
    key = newKey();
    return refusal;
  } catch (error) {
    if (error instanceof ApiError) return "away";
    throw error;
  }
}

async function add(storeId: string, code: string, weightGrams?: number): Promise<Refusal | null> {
  const kept = keptCart();
  let cartId = kept?.storeId === storeId ? kept.id : undefined;
  for (;;) {
    const begun = cartId === undefined;
    if (begun) {
      const { createCart } = await ask(voice, PhoneCartBegun, { input: { storeId, language } });
      if (createCart.__typename === "CartRefusal") return createCart;
      keepCart(createCart);
      cartId = createCart.id;
    }
    const input = {
      cartId: cartId!,
      code,
      idempotencyKey: key,
      ...(weightGrams && { weightGrams }),
    };
    const { addToCart: added } = await ask(voice, PhoneAdded, { input });
    if (added.__typename === "AddedToCart") {
      keepCart(added.cart);
      return null;
    }
    const over = added.reason === "UNKNOWN_CART" || added.reason === "CHECKED_OUT";
    if (begun || !over) return added;
    cartId = undefined; // its day is over, or it was paid: the next one begins
  }
}
