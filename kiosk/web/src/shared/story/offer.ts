import { html, nothing } from "lit";
import { StoryElement } from "./element.ts";
import type {
  OfferCardFragment,
  OfferHintCardFragment,
  ShelfPriceFragment,
} from "./story.graphql.ts";
import "./offer.css";

/**
 * An offer that applies (`offer`), or one that nearly does (`hint`).
 *
 * `price` is what the goods it is about cost without it (`goodsPrice`): they then show what they cost
 * with the offer. The headline, the reason and what is missing are the server's words.
 */
export class Offer extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    offer: { attribute: false },
    hint: { attribute: false },
    price: { attribute: false },
  };
  declare offer: OfferCardFragment | undefined;
  declare hint: OfferHintCardFragment | undefined;
  declare price: ShelfPriceFragment | undefined;

  override render() {
    if (this.offer) return this.#applied(this.offer);
    if (!this.hint) return nothing;
    return html`<article class="offer near">
      <p class="kind">${this.words.almost}</p>
      <h3>${this.hint.title}</h3>
      <p class="missing">${this.hint.hint}</p>
    </article>`;
  }

  #applied(offer: OfferCardFragment) {
    const { words, formats } = this;
    return html`<article class="offer">
      <p class="kind">${words.offer}</p>
      <h3>${offer.title}</h3>
      ${this.#saving(offer)}
      ${offer.description && html`<p>${offer.description}</p>`}
      <p class="reason">${offer.reason}</p>
      <p class="small">
        ${offer.points > 0 ? html`<span>+ ${words.points(offer.points)}</span>` : nothing}
        ${offer.until && html`<span>${words.until(formats.dateTime(offer.until))}</span>`}
      </p>
    </article>`;
  }

  #saving({ saving }: OfferCardFragment) {
    const { words, formats, price } = this;
    if (saving === null) return nothing;
    const costs = price ? price.amount.minorUnits - saving.minorUnits : -1;
    if (!price || costs < 0 || price.amount.currencyCode !== saving.currencyCode) {
      const saved = formats.money(saving.minorUnits, saving.currencyCode);
      return html`<p class="price"><b>${words.saves(saved)}</b></p>`;
    }
    const before = formats.money(price.amount.minorUnits, price.amount.currencyCode);
    const now = formats.money(costs, price.amount.currencyCode);
    return html`<p class="price">
      <b>${words.per[price.per](now)}</b>
      <span><span class="hidden-visually">${words.insteadOf(before)}</span><s aria-hidden="true">${before}</s></span>
    </p>`;
  }
}

customElements.define("fl-offer", Offer);

declare global {
  interface HTMLElementTagNameMap {
    "fl-offer": Offer;
  }
}
