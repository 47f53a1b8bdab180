import { serverNow } from "../api/clock.ts";
import { ApiError, ask } from "../api/graphql.ts";
import { newKey } from "../shared/key.ts";
import type { Session } from "../shared/standing.ts";
import {
  KioskAdded,
  KioskCart,
  KioskCartBegun,
  type KioskCartSubscription,
  KioskPairing,
  type KioskPairingMutation,
} from "./cart.graphql.ts";

export type Cart = NonNullable<KioskCartSubscription["cartUpdates"]["cart"]>;
export type Invitation = Extract<KioskPairingMutation["startPairing"], { __typename: "Pairing" }>;
type Refusal = { readonly message: string; readonly hint?: string | null };

/** What came of adding something. */
export interface Said {
  /** The code that was to be added. */
  readonly about: string;
  readonly added: boolean;
  /** Why not, in words; undefined where nobody answered. */
  readonly refusal: Refusal | undefined;
}

/** Milliseconds before its end at which an invitation is replaced. */
const EARLY = 10_000;

/**
 * A cart for as long as somebody stands here. A phone joins it by the QR code that is shown; what
 * the phone had in its own cart moves over, and the cart goes on living on the phone.
 */
export class CartHere {
  /** As the server last said. */
  now: Cart | undefined;
  invitation: Invitation | undefined;
  /** Whether a phone has joined it. */
  joined = false;
  /** Why there is no invitation, in words; `away` where nobody answered. */
  wrong: Refusal | "away" | undefined;
  said: Said | undefined;
  #id: string | undefined;
  #revision = 0;
  #invitedAt = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #stop = () => {};
  /** Names what is being added: sent again after a cut, it is added once. */
  #keys = new Map<string, string>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Show a code that phones can scan, for as long as it is wanted. */
  async invite(): Promise<void> {
    clearTimeout(this.#again);
    const id = await this.#begun();
    if (!id) return;
    const answer = await asked(ask(this.#session.voice, KioskPairing, { input: { cartId: id } }));
    if (id !== this.#id) return;
    const invited = answer?.startPairing;
    if (invited?.__typename !== "Pairing") {
      this.wrong = invited ?? "away";
    } else {
      this.wrong = undefined;
      this.invitation = invited;
      this.#invitedAt = this.#revision;
      const left = Date.parse(invited.expiresAt) - serverNow().getTime() - EARLY;
      this.#again = setTimeout(() => void this.invite(), left);
    }
    this.#session.changed();
  }

  /** The code is not shown any more. */
  uninvite(): void {
    clearTimeout(this.#again);
    this.invitation = undefined;
  }

  /** Put what was scanned into the cart. */
  async add(code: string): Promise<void> {
    const id = await this.#begun();
    const idempotencyKey = this.#keys.get(code) ?? newKey();
    this.#keys.set(code, idempotencyKey);
    const input = { cartId: id ?? "", code, idempotencyKey };
    const answer = id ? await asked(ask(this.#session.voice, KioskAdded, { input })) : undefined;
    if (id !== this.#id) return;
    if (answer) this.#keys.delete(code);
    const refusal = answer?.addToCart.__typename === "CartRefusal" ? answer.addToCart : undefined;
    this.said = { about: code, added: Boolean(answer) && !refusal, refusal };
    this.#session.changed();
  }

  /** In the language of now. */
  watchAgain(): void {
    if (this.#id) this.#watch(this.#id);
  }

  forget(): void {
    this.#stop();
    this.uninvite();
    this.#keys.clear();
    this.#id = this.now = this.wrong = this.said = undefined;
    this.joined = false;
  }

  async #begun(): Promise<string | undefined> {
    if (this.#id) return this.#id;
    const { storeId, language } = this.#session.context();
    const input = { storeId: storeId ?? "", language: language ?? null };
    const answer = await asked(ask(this.#session.voice, KioskCartBegun, { input }));
    if (answer?.createCart.__typename !== "Cart") {
      this.wrong = answer?.createCart ?? "away";
      this.#session.changed();
      return undefined;
    }
    this.#id = answer.createCart.id;
    this.#revision = answer.createCart.revision;
    this.#watch(this.#id);
    return this.#id;
  }

  #watch(id: string): void {
    this.#stop();
    const variables = { id, context: this.#session.context() };
    this.#stop = this.#session.live.watch(KioskCart, variables, ({ cartUpdates: { cart } }) => {
      if (!cart) {
        this.forget();
      } else {
        if (this.invitation && cart.revision > this.#invitedAt) {
          this.joined = true;
          this.uninvite();
        }
        this.now = cart;
        this.#revision = cart.revision;
      }
      this.#session.changed();
    });
  }
}

/** Undefined where nobody answers. */
async function asked<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
