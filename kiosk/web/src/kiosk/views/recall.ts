import { html, type TemplateResult } from "lit";
import type { Kiosk } from "../kiosk.ts";
import type { Verdict } from "../scanning.ts";
import { hearButton } from "./hear.ts";
import { ICONS } from "./icons.ts";

/** Before everything else: do not eat it, and what to do. The rest comes only when asked for. */
export function recallView(
  kiosk: Kiosk,
  { product, lot }: Verdict,
  recall: NonNullable<Verdict["recall"]>,
): TemplateResult {
  const { words, formats } = kiosk;
  return html`<main class="recall state-do-not-eat">
    <div class="told" role="alert">
    ${ICONS.stop}
    <h1>${words.recallTitle}</h1>
    <p class="what">${product.name}${lot && html` · ${words.lot(lot.lot)}`}</p>
    <h2>${words.recallDo}</h2>
    <p class="do">${recall.instructions}</p>
    <h2>${words.recallWhy}</h2>
    <p>${recall.reason}</p>
    <p class="small">${words.recallSince(formats.dateTime(recall.since))}</p>
    </div>
    <div class="actions">
      ${hearButton(kiosk, [words.recallTitle, product.name, recall.instructions])}
      <button
        type="button"
        class="button"
        @click=${() => {
          kiosk.detailsOf = recall.since;
        }}
      >${words.recallDetails}</button>
    </div>
  </main>`;
}
