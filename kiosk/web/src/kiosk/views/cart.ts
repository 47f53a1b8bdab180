import { html, nothing, type TemplateResult } from "lit";
import "../../shared/story/index.ts";
import type { Cart } from "../cart.ts";
import type { Kiosk } from "../kiosk.ts";
import { ICONS } from "./icons.ts";

/** The cart of whoever stands here, and the code that brings a phone to it. */
export function cartView(kiosk: Kiosk): TemplateResult {
  const { words, cart } = kiosk;
  const { now } = cart;
  return html`<main class="cart">
    <h1>${words.cartTitle}</h1>
    ${cart.joined ? html`<p class="notice" role="status">${ICONS.check}${words.cartPaired}</p>` : pairing(kiosk)}
    ${now?.lines.length ? content(kiosk, now) : html`<p class="empty">${words.cartEmpty}</p>`}
    <p class="small">${words.cartForgotten}</p>
    <button type="button" class="button" @click=${() => kiosk.showCart(false)}>${words.close}</button>
  </main>`;
}

function pairing({ words, cart }: Kiosk): TemplateResult {
  if (!cart.invitation && cart.wrong) {
    const { wrong } = cart;
    return html`<p class="notice warn" role="status">${wrong === "away" ? words.cartAway : wrong.message}</p>`;
  }
  return html`<section class="card pair">
    <fl-qr .symbol=${cart.invitation?.qr} .label=${words.cartQr}></fl-qr>
    <div>
      <h2>${words.cartPair}</h2>
      <p>${words.cartPairHow}</p>
    </div>
  </section>`;
}

function content({ words, formats }: Kiosk, { lines, pricing, total }: Cart): TemplateResult {
  const due = pricing?.total ?? total;
  const saved = pricing && pricing.discount.minorUnits > 0 ? pricing.discount : undefined;
  return html`
    <ul class="lines">
      ${lines.map(
        (line) => html`<li>
          <span>${line.weightGrams ? words.weight(formats.number(line.weightGrams / 1000, 3)) : words.quantity(line.quantity)}</span>
          <b>${line.name}</b>
          <span>${formats.money(line.subtotal.minorUnits, line.subtotal.currencyCode)}</span>
          ${line.blocked && html`<p class="blocked">${ICONS.stop}${words.notForSale[line.blocked]}</p>`}
        </li>`,
      )}
    </ul>
    <p class="due">
      ${saved && html`<span class="saved">${words.saved(formats.money(saved.minorUnits, saved.currencyCode))}</span>`}
      <span>${words.total}</span> <b>${formats.money(due.minorUnits, due.currencyCode)}</b>
    </p>
    ${
      pricing
        ? html`<div class="cards compact">
          ${pricing.offers.map((offer) => html`<fl-offer .offer=${offer} .formats=${formats}></fl-offer>`)}
          ${pricing.hints.map((hint) => html`<fl-offer .hint=${hint} .formats=${formats}></fl-offer>`)}
        </div>`
        : nothing
    }
  `;
}
