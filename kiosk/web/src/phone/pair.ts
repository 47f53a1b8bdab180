import { html, nothing } from "lit";
import { ApiError, ask } from "../api/graphql.ts";
import { ScreenElement } from "../shared/element.ts";
import { newKey } from "../shared/key.ts";
import { PhonePaired } from "./phone.graphql.ts";
import { addressOf, keepCart, keepStore, keptCart, voice } from "./visit.ts";
import { words } from "./words.ts";

const INVITATION = "freshlens-invitation";

interface Invitation {
  readonly token: string;
  /** The same each time this invitation is sent: it is taken up once. */
  readonly key: string;
}

type Outcome = "asking" | "paired" | "none" | "away" | { message: string; hint?: string | null };

/** Takes up the invitation behind the `#` of the address, which no server has seen. */
class Pair extends ScreenElement {
  static override properties = { _outcome: { state: true } };
  declare _outcome: Outcome;
  #invitation: Invitation | undefined;

  constructor() {
    super();
    this._outcome = "asking";
    this.#invitation = invitation();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#takeUp();
  }

  async #takeUp(): Promise<void> {
    const invited = this.#invitation;
    if (!invited) {
      this._outcome = "none";
      return;
    }
    this._outcome = "asking";
    const own = keptCart()?.id;
    const input = {
      token: invited.token,
      idempotencyKey: invited.key,
      ...(own && { cartId: own }),
    };
    try {
      const { pairCart } = await ask(voice, PhonePaired, { input });
      if (pairCart.__typename === "Cart") {
        keepCart(pairCart);
        keepStore(pairCart.storeId);
        this._outcome = "paired";
      } else {
        this._outcome = pairCart;
      }
      sessionStorage.removeItem(INVITATION);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this._outcome = "away";
    }
  }

  override render() {
    return html`<section class="card" role="status">${this.#telling()}</section>`;
  }

  #telling() {
    const outcome = this._outcome;
    if (outcome === "asking") return html`<p>${words.pairing}</p>`;
    if (outcome === "none") return html`<p>${words.noToken}</p>`;
    if (outcome === "paired") {
      return html`<h2>✓ ${words.paired}</h2>
        <p>${words.pairedWhy}</p>
        <a class="button main" href=${addressOf("/cart")}>${words.toCart}</a>`;
    }
    if (outcome === "away") {
      return html`<p>${words.notNow}</p>
        <button type="button" class="button main" @click=${() => void this.#takeUp()}>${words.again}</button>`;
    }
    return html`<h2>${words.notPaired}</h2>
      <p>${outcome.message}</p>
      ${outcome.hint ? html`<p class="do">${outcome.hint}</p>` : nothing}`;
  }
}

/** From the address, which then holds it no more; else from before a reload. */
function invitation(): Invitation | undefined {
  const token = location.hash.slice(1);
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
    const made = { token, key: newKey() };
    sessionStorage.setItem(INVITATION, JSON.stringify(made));
    return made;
  }
  return JSON.parse(sessionStorage.getItem(INVITATION) ?? "null") ?? undefined;
}

customElements.define("fl-pair", Pair);
