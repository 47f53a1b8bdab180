import { html, nothing } from "lit";
import { serverNow } from "../api/clock.ts";
import { ApiError, ask } from "../api/graphql.ts";
import { LiveLink } from "../api/live.ts";
import type { Operation } from "../api/operation.ts";
import { Stores } from "../api/stores.graphql.ts";
import { ScreenElement } from "../shared/element.ts";
import { Formats } from "../shared/language.ts";
import { Shown } from "../shared/shown.ts";
import "../shared/story/offer.ts";
import type { Refusal } from "./adding.ts";
import {
  PhoneCart,
  type PhoneCartSubscription,
  PhoneChanged,
  PhoneRemoved,
} from "./phone.graphql.ts";
import { context, keepCart, keptCart, language, voice } from "./visit.ts";
import { words } from "./words.ts";

type Cart = NonNullable<PhoneCartSubscription["cartUpdates"]["cart"]>;
type Line = Cart["lines"][number];

/** The cart of this phone, live: also what a screen or another tab puts in. */
class CartOfPhone extends ScreenElement {
  static override properties = {
    _cart: { state: true },
    _away: { state: true },
    _over: { state: true },
    _refusal: { state: true },
    _formats: { state: true },
  };
  declare _cart: Cart | undefined;
  /** Since when the network is away. */
  declare _away: Date | undefined;
  declare _over: boolean;
  declare _refusal: Refusal | undefined;
  declare _formats: Formats;
  #live: LiveLink | undefined;
  #shown = new Shown(voice);

  constructor() {
    super();
    this._over = false;
    this._formats = new Formats(language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
    void this.#learnZone();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#look);
    this.#close();
  }

  async #learnZone(): Promise<void> {
    const { stores } = await ask(voice, Stores, {}).catch(() => ({ stores: [] }));
    const zone = stores.find(({ id }) => id === keptCart()?.storeId)?.timeZone;
    if (zone) this._formats = new Formats(language, zone);
  }

  #look = (): void => {
    if (document.hidden) this.#close();
    const kept = keptCart();
    if (document.hidden || this.#live || !kept) return;
    const live = new LiveLink(voice);
    this.#live = live;
    live.addEventListener("link", () => {
      this._away = live.link === "away" ? (this._away ?? serverNow()) : undefined;
    });
    const variables = { id: kept.id, context: context(kept.storeId) };
    live.watch(PhoneCart, variables, ({ cartUpdates: { cart } }) => this.#told(cart));
  };

  #close(): void {
    this.#live?.close();
    this.#live = undefined;
  }

  #told(cart: Cart | null): void {
    this._over = cart === null;
    this._cart = cart ?? undefined;
    keepCart(cart ?? undefined);
    if (cart?.pricing) this.#shown.tell("cart", cart.pricing.offers, cart.pricing.exposureTokens);
  }

  override render() {
    const { _cart: cart } = this;
    if (this._over) return html`<p class="notice">${words.cartOver}</p>`;
    if (!keptCart()) return html`<p class="notice">${words.cartEmpty}</p>`;
    return html`
      <div role="status">
        ${this._away ? html`<p class="notice">${words.away(this._formats.time(this._away))}</p>` : nothing}
        ${this._refusal ? html`<p class="notice warn">${said(this._refusal)}</p>` : nothing}
        ${!cart && !this._away ? html`<p class="notice">${words.cartLoading}</p>` : nothing}
      </div>
      ${cart && this.#content(cart)}
    `;
  }

  #content(cart: Cart) {
    const { lines, pricing, total, status } = cart;
    if (lines.length === 0) return html`<p class="notice">${words.cartEmpty}</p>`;
    const due = pricing?.total ?? total;
    const saved = pricing && pricing.discount.minorUnits > 0 ? pricing.discount : undefined;
    const open = status === "OPEN";
    return html`
      ${open ? nothing : html`<p class="notice">✓ ${words.paid}</p>`}
      <section class="card">
        <ul class="lines">${lines.map((line) => this.#line(cart, line, open))}</ul>
        <dl class="due">
          ${saved && html`<div><dt>${words.saved}</dt><dd>− ${this._formats.money(saved.minorUnits, saved.currencyCode)}</dd></div>`}
          <div class="total"><dt>${words.total}</dt><dd>${this._formats.money(due.minorUnits, due.currencyCode)}</dd></div>
        </dl>
        <p class="small">${words.atTill}</p>
      </section>
      ${pricing ? this.#offers(pricing) : nothing}
    `;
  }

  #offers({ offers, hints }: NonNullable<Cart["pricing"]>) {
    if (offers.length + hints.length === 0) return nothing;
    const formats = this._formats;
    return html`<section class="offers">
      <h2>${words.cartOffers}</h2>
      ${offers.map((offer) => html`<fl-offer .offer=${offer} .formats=${formats}></fl-offer>`)}
      ${hints.map((hint) => html`<fl-offer .hint=${hint} .formats=${formats}></fl-offer>`)}
    </section>`;
  }

  #line(cart: Cart, line: Line, open: boolean) {
    const { name, quantity, weightGrams, blocked, subtotal } = line;
    const weight = weightGrams && `${this._formats.number(weightGrams / 1000, 3)} kg`;
    return html`<li class=${blocked ? "blocked" : nothing}>
      <b>${name}</b>
      <span class="costs">${this._formats.money(subtotal.minorUnits, subtotal.currencyCode)}</span>
      ${blocked ? html`<p class="why">${words.blocked[blocked]}</p>` : nothing}
      <span class="amount">
        ${weight || nothing}
        ${
          open && !weight
            ? html`<button type="button" class="button step" aria-label=${words.less(name)} aria-disabled=${quantity <= 1}
                @click=${() => quantity > 1 && void this.#change(cart, line, quantity - 1)}>−</button>
              <output aria-label=${words.quantity(name)}>${quantity}</output>
              <button type="button" class="button step" aria-label=${words.more(name)}
                @click=${() => void this.#change(cart, line, quantity + 1)}>+</button>`
            : nothing
        }
        ${open || weight ? nothing : quantity}
      </span>
      ${
        open
          ? html`<button type="button" class="button quiet step out" aria-label=${words.remove(name)}
              @click=${() => void this.#remove(cart, line)}>✕</button>`
          : nothing
      }
    </li>`;
  }

  async #change(cart: Cart, { id: lineId }: Line, quantity: number): Promise<void> {
    const input = { cartId: cart.id, lineId, quantity };
    const answer = await this.#asked(PhoneChanged, { input });
    this.#refused(answer?.changeCartLine);
  }

  async #remove(cart: Cart, { id: lineId }: Line): Promise<void> {
    const answer = await this.#asked(PhoneRemoved, { input: { cartId: cart.id, lineId } });
    this.#refused(answer?.removeFromCart);
  }

  /** Undefined where nobody answers; what changed comes by itself. */
  async #asked<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
  ): Promise<Result | undefined> {
    try {
      return await ask(voice, operation, variables);
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }

  #refused(answer: { __typename: string; message?: string; hint?: string | null } | undefined) {
    if (!answer) this._refusal = "away";
    else if (answer.message) this._refusal = { message: answer.message, hint: answer.hint ?? null };
    else this._refusal = undefined;
  }
}

function said(refusal: Refusal): string {
  if (refusal === "away") return words.notNow;
  return [refusal.message, refusal.hint].filter(Boolean).join(" ");
}

customElements.define("fl-cart", CartOfPhone);
