import { html, nothing, type TemplateResult } from "lit";
import type { Money } from "../messages.ts";
import type { Scale } from "../scale.ts";
import { ICONS } from "./icons.ts";

/** What it costs by the rules of the agent, or why that cannot be said yet; and the label. */
export function priceView(scale: Scale): TemplateResult {
  const { words, formats, agent } = scale;
  const { goods, weight } = agent;
  const total = goods && !scale.stopped ? weight?.total : undefined;
  return html`<section class="costs" aria-label=${words.price}>
    <p class="what"><span>${words.price}</span>${goods ? html`<span class="of">${goods.name}</span>` : nothing}</p>
    <p class="total" role="status">${
      total != null && goods ? formats.money(total, goods.unitPrice.currencyCode) : words.unknown
    }</p>
    ${goods ? unitPrice(scale, goods.unitPrice, goods.listPrice) : nothing}
    ${goods?.cached ? html`<p class="notice aged">${words.cached(formats.time(goods.askedAt))}</p>` : nothing}
    ${news(scale, total)}
    ${printButton(scale, total)}
    ${rules(scale)}
  </section>`;
}

function unitPrice({ words, formats, agent }: Scale, unit: Money, list: Money): TemplateResult {
  const now = formats.money(unit.minorUnits, unit.currencyCode);
  const before = formats.money(list.minorUnits, list.currencyCode);
  const offers = agent.goods?.offersIn.join(" · ");
  return html`<p class="unit">
    <b>${words.perKilogram(now)}</b>
    ${
      unit.minorUnits < list.minorUnits
        ? html`<span class="hidden-visually">${words.insteadOf(before)}</span><s aria-hidden="true">${before}</s>
          ${offers && html`<span class="small">${offers}</span>`}`
        : nothing
    }
  </p>`;
}

/** One thing at a time: what came of the label, what is kept, else what is missing. */
function news(scale: Scale, total: number | null | undefined): TemplateResult | typeof nothing {
  const { words, sale, agent } = scale;
  const { outcome, kept } = sale;
  if (kept && outcome?.kind !== "busy")
    return html`<div class="notice warn kept" role="alert">
      <p><b>${words.kept(kept.number)}</b> ${kept.refused.message}</p>
      ${waits(scale) ? nothing : html`<button type="button" class="button" @click=${() => sale.again(kept.number)}>${words.printAgain(kept.number)}</button>`}
    </div>`;
  switch (outcome?.kind) {
    case "printed":
      return html`<p class="notice done" role="status">${ICONS.steady}<span><b>${words.printed(outcome.number)}</b>
        ${agent.weight?.finished ? words.takeOff : nothing}</span></p>`;
    case "refused":
      return html`<p class="notice warn" role="alert"><span><b>${outcome.refused.message}</b> ${outcome.refused.hint}</span></p>`;
    case "away":
      return html`<p class="notice warn" role="alert">${words.printUnknown}</p>`;
  }
  if (total != null) return nothing;
  const why = reason(scale);
  return why ? html`<p class="because">${why}</p>` : nothing;
}

/** Whether a label that did not come out is the next thing to do: nothing else is being sold. */
function waits({ sale, agent }: Scale): boolean {
  return sale.kept !== undefined && (!agent.goods || agent.weight?.finished === true);
}

function printButton(scale: Scale, total: number | null | undefined): TemplateResult {
  const { words, sale, agent } = scale;
  const busy = sale.outcome?.kind === "busy";
  const again = waits(scale) ? sale.kept?.number : undefined;
  const may = again !== undefined || (total != null && !agent.weight?.finished);
  const word = again === undefined ? words.print : words.printAgain(again);
  return html`<button
    type="button"
    class="button main print"
    ?disabled=${!may || busy || agent.hello?.printer === false}
    @click=${() => (again === undefined ? scale.doing.print() : sale.again(again))}
  >${ICONS.print}${busy ? words.printing : word}</button>`;
}

function reason({ words, formats, agent }: Scale): string {
  const { weight, goods, hello } = agent;
  if (weight?.finished) return words.takeOff;
  if (!goods) return words.chooseFirst;
  const state = weight?.state ?? "unknown";
  if (state !== "below-minimum") return words.because[state];
  const least = words.grams(formats.number(hello?.plate.minimum ?? 0));
  return words.because[state](least);
}

/** Whose sums these are; that nobody certified them is said in words. */
function rules({ words, agent }: Scale): TemplateResult | typeof nothing {
  const { metrology } = agent.hello ?? {};
  if (!metrology) return nothing;
  return html`<details class="rules small">
    <summary>${metrology.notice} ${words.rules(metrology.version, metrology.hash.slice(0, 8))}</summary>
    <code>${metrology.hash}</code>
  </details>`;
}
