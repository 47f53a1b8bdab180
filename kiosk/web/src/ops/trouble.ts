import { html, nothing, type TemplateResult } from "lit";
import type { DeskView } from "../shared/view.ts";
import type { Asked } from "./asked.ts";
import { COMMON_WORDS } from "./common.words.ts";

/** What stands above an answer that has not come, or is no longer of now; nothing when all is well. */
export function trouble(view: DeskView, asked: Asked<unknown>): TemplateResult | typeof nothing {
  const words = COMMON_WORDS[view.language];
  if (asked.refusal) {
    return html`<p class="notice warn" role="alert"><span>${asked.refusal}</span>
      <button class="button" @click=${asked.again}>${words.again}</button></p>`;
  }
  if (asked.away) {
    const said = asked.at ? words.old(view.formats.time(asked.at)) : words.away;
    return html`<p class="notice warn">${said}</p>`;
  }
  return asked.value === undefined ? html`<p class="notice">${words.loading}</p>` : nothing;
}
