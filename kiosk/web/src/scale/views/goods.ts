import { html, nothing, type TemplateResult } from "lit";
import { serverNow } from "../../api/clock.ts";
import { goodsPrice } from "../../shared/story/price.ts";
import type { Goods } from "../messages.ts";
import type { Scale } from "../scale.ts";
import type { Scan } from "../told.ts";
import { ICONS } from "./icons.ts";

/** What lies on the scale: how fresh it is, where it is from, and its offers. */
export function goodsView(scale: Scale, goods: Goods): TemplateResult {
  const { words, formats, told } = scale;
  const { scan, asOf } = told;
  return html`<section class="lies" aria-label=${words.goods}>
    <div class="actions">
      <button type="button" class="button" @click=${scale.doing.clear}>${ICONS.back}${words.other}</button>
      ${scan?.origin.steps.length ? html`<button type="button" class="button" @click=${scale.openJourney}>${words.journey}</button>` : nothing}
    </div>
    ${asOf && html`<p class="notice">${words.asOf(formats.time(asOf))}</p>`}
    ${
      scan
        ? html`<fl-verdict .scan=${scan} .formats=${formats} .now=${serverNow()}></fl-verdict>${origin(scale, scan)}${offers(scale, scan)}`
        : html`<h1>${goods.name}</h1><p class="small">${told.refusal ?? words.looking}</p>`
    }
  </section>`;
}

function origin({ words, formats }: Scale, { origin }: Scan): TemplateResult | typeof nothing {
  const from = origin.sources.map((place) => formats.place(place)).join(", ");
  return from
    ? html`<p class="origin"><span class="small">${words.from}</span> <b>${from}</b></p>`
    : nothing;
}

function offers({ words, formats }: Scale, scan: Scan): TemplateResult | typeof nothing {
  const { offers, offerHints } = scan;
  if (!offers?.length && !offerHints?.length) return nothing;
  return html`<div class="offers compact">
    <h2>${words.offers}</h2>
    ${offers?.map((offer) => html`<fl-offer .offer=${offer} .price=${goodsPrice(scan)} .formats=${formats}></fl-offer>`)}
    ${offerHints?.map((hint) => html`<fl-offer .hint=${hint} .formats=${formats}></fl-offer>`)}
  </div>`;
}

/** The map and every step, over everything else. */
export function journeyDialog({
  words,
  formats,
  told,
  journey,
  closePanels,
}: Scale): TemplateResult {
  const { scan } = told;
  return html`<dialog class="panel journey" aria-labelledby="journey-title" @close=${closePanels}>
    <div class="top">
      <h2 id="journey-title">${words.journey}</h2>
      <button type="button" class="button" @click=${closePanels}>${words.close}</button>
    </div>
    ${
      journey && scan
        ? html`<fl-journey .origin=${scan.origin} .formats=${formats}></fl-journey>
          <fl-timeline .origin=${scan.origin} .thing=${scan.lot?.id} .formats=${formats}></fl-timeline>`
        : nothing
    }
  </dialog>`;
}

/** Before everything else: these goods are not sold. */
export function stopView(
  { words, doing: { clear } }: Scale,
  what: { readonly name?: string | undefined; readonly message: string; readonly hint: string },
): TemplateResult {
  return html`<section class="stop-sale state-do-not-eat" role="alert">
    ${ICONS.stop}
    <h1>${words.stopTitle}</h1>
    ${what.name && html`<p class="name">${what.name}</p>`}
    <p class="do">${what.hint}</p>
    <p>${what.message}</p>
    <button type="button" class="button" @click=${clear}>${words.stopBack}</button>
  </section>`;
}

/** What was chosen is not to be had: why, and what to do. */
export function refusedView(
  { words, doing: { clear } }: Scale,
  { message, hint }: { readonly message: string; readonly hint: string },
): TemplateResult {
  return html`<section class="refused" role="alert">
    ${ICONS.puzzled}
    <h1>${message}</h1>
    <p class="hint">${hint}</p>
    <button type="button" class="button main" @click=${clear}>${words.back}</button>
  </section>`;
}
