import { html, type TemplateResult } from "lit";
import type { Language } from "../../shared/language.ts";
import { type Offer, titleOf } from "./base.ts";
import { WORDS } from "./words.ts";

/** Which offer: those not ended, by title. */
export function offerChoice(
  offers: readonly Offer[],
  chosen: string,
  language: Language,
  choose: (id: string) => void,
): TemplateResult {
  const words = WORDS[language];
  const shown = offers
    .filter(({ status, id }) => status !== "ENDED" || id === chosen)
    .toSorted((one, other) => titleOf(one).localeCompare(titleOf(other), language));
  return html`<label class="field">${words.offer}
    <select required @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${chosen === ""}>${words.choose}</option>
      ${shown.map(
        (offer) => html`<option value=${offer.id} ?selected=${offer.id === chosen}>
          ${titleOf(offer)} (${words.status[offer.status]})</option>`,
      )}
    </select></label>`;
}
