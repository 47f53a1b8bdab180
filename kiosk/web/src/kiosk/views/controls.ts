import { html, nothing, type TemplateResult } from "lit";
import { languageButtons } from "../../shared/languages.ts";
import type { Kiosk } from "../kiosk.ts";
import { ICONS } from "./icons.ts";

/** At the bottom, where every hand reaches: home, a number by hand, languages, size, cart. */
export function controls(kiosk: Kiosk): TemplateResult {
  const { words, language, larger, cart, cartOpen } = kiosk;
  const units = cart.now?.units ?? 0;
  return html`<nav class="controls" aria-label=${words.controls}>
    <button type="button" class="button quiet" @click=${kiosk.startOver}>${ICONS.home}<span>${words.home}</span></button>
    <button type="button" class="button quiet" aria-haspopup="dialog" @click=${kiosk.typeIn}>${ICONS.keypad}<span>${words.typeIn}</span></button>
    ${languageButtons(language, words.language, kiosk.speak)}
    <button
      type="button"
      class="button quiet size"
      aria-label="A+ ${words.larger}"
      aria-pressed=${larger}
      @click=${() => {
        kiosk.larger = !larger;
      }}
    >A+</button>
    <button
      type="button"
      class="button quiet"
      aria-pressed=${cartOpen}
      @click=${() => kiosk.showCart(!cartOpen)}
    >${ICONS.cart}<span>${words.cart}</span> ${units ? html`<b class="count">${units}</b>` : nothing}</button>
  </nav>`;
}
