import { html, nothing, type TemplateResult } from "lit";
import { serverNow } from "../../api/clock.ts";
import { goodsPrice } from "../../shared/story/index.ts";
import { STORY_WORDS } from "../../shared/story/words.ts";
import type { Kiosk } from "../kiosk.ts";
import type { Item, Story, Verdict } from "../scanning.ts";
import { hearButton } from "./hear.ts";
import { ICONS } from "./icons.ts";

/** The chapters of the story, in the order of their tabs. */
const CHAPTERS = ["origin", "temperature", "keeping", "reviews", "recipes"] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** The verdict, what it costs today, and the story in chapters. */
export function itemView(kiosk: Kiosk, item: Item, scan: Verdict): TemplateResult {
  const { words, formats } = kiosk;
  return html`<main class="item">
    <div class="answer">
      ${item.asOf && html`<p class="notice as-of">${ICONS.away}${words.asOf(formats.time(item.asOf))}</p>`}
      <fl-verdict .scan=${scan} .formats=${formats} .now=${serverNow()}></fl-verdict>
      ${scan.unsuitable && html`<p class="notice warn">${scan.unsuitable}</p>`}
      ${buying(kiosk, item, scan)}
      ${item.story && !item.asOf ? offers(kiosk, item.story) : nothing}
    </div>
    <section class="story" aria-labelledby="story">
      <h2 class="hidden-visually" id="story">${words.story}</h2>
      ${story(kiosk, item)}
    </section>
  </main>`;
}

function buying(kiosk: Kiosk, item: Item, scan: Verdict): TemplateResult {
  const { words, formats, cart, language } = kiosk;
  const { price, identity, freshness, product } = scan;
  const { priceInCode, netWeightGrams } = identity;
  const forSale = price && !["DO_NOT_EAT", "EXPIRED"].includes(freshness.state);
  const said = cart.said?.about === item.code ? cart.said : undefined;
  return html`<div class="buying">
    <p class="price">
      ${priceInCode && html`<b>${formats.money(priceInCode.minorUnits, priceInCode.currencyCode)}</b> ${words.labelPrice}`}
      ${
        price && !priceInCode
          ? html`<b>${formats.money(price.amount.minorUnits, price.amount.currencyCode)}</b> ${words.pricePer[price.per]}`
          : nothing
      }
      ${netWeightGrams && html`<span>${words.weight(formats.number(netWeightGrams / 1000, 3))}</span>`}
      ${product.isSample ? html`<span class="small">${words.sample}</span>` : nothing}
    </p>
    <div class="actions">
      ${hearButton(kiosk, [product.name, STORY_WORDS[language].states[freshness.state], freshness.explanation])}
      ${
        forSale
          ? html`<button type="button" class="button main" @click=${() => cart.add(item.code)}>${ICONS.plus}${words.addToCart}</button>`
          : nothing
      }
    </div>
    ${said && html`<p class="notice ${said.added ? "" : "warn"}" role="status">${said.added ? ICONS.check : nothing}${saidOf(kiosk, said)}</p>`}
  </div>`;
}

function saidOf({ words }: Kiosk, said: NonNullable<Kiosk["cart"]["said"]>): string {
  if (said.added) return words.added;
  return said.refusal ? `${said.refusal.message} ${said.refusal.hint ?? ""}` : words.cartAway;
}

function offers({ words, formats }: Kiosk, story: Story): TemplateResult | typeof nothing {
  const { offers, offerHints } = story;
  if (!offers?.length && !offerHints?.length) return nothing;
  return html`<section class="offers">
    <h2>${words.itemOffers}</h2>
    <div class="cards compact">
      ${offers?.map((offer) => html`<fl-offer .offer=${offer} .price=${goodsPrice(story)} .formats=${formats}></fl-offer>`)}
      ${offerHints?.map((hint) => html`<fl-offer .hint=${hint} .formats=${formats}></fl-offer>`)}
    </div>
  </section>`;
}

function story(kiosk: Kiosk, item: Item): TemplateResult {
  const { words, chapter } = kiosk;
  return html`
    <div class="tabs" role="tablist" aria-label=${words.story} @keydown=${(event: KeyboardEvent) => roam(kiosk, event)}>
      ${CHAPTERS.map(
        (each) => html`<button
          type="button"
          role="tab"
          id="tab-${each}"
          aria-controls="chapter"
          aria-selected=${each === chapter}
          tabindex=${each === chapter ? 0 : -1}
          @click=${() => {
            kiosk.chapter = each;
          }}
        >${words[each]}</button>`,
      )}
    </div>
    <div class="chapter" role="tabpanel" id="chapter" aria-labelledby="tab-${chapter}" tabindex="0">
      ${item.story ? told(kiosk, item, item.story) : html`<p class="small coming">${item.asOf ? words.storyAway : words.storyComing}</p>`}
    </div>
  `;
}

function told(kiosk: Kiosk, item: Item, story: Story): TemplateResult {
  const { formats, voice } = kiosk;
  switch (kiosk.chapter) {
    case "origin":
      return html`
        <fl-journey .origin=${story.origin} .formats=${formats}></fl-journey>
        <fl-timeline .origin=${story.origin} .thing=${story.lot?.id} .formats=${formats}></fl-timeline>
      `;
    case "temperature":
      return html`<fl-temperature
        .points=${story.temperatures}
        .excursions=${story.freshness.excursions}
        .limit=${story.limitCelsius}
        .formats=${formats}
      ></fl-temperature>`;
    case "keeping":
      return html`<fl-what-if
        .voice=${voice}
        .code=${item.code}
        .context=${kiosk.context()}
        .kept=${story.freshness.assumedCelsius}
        .formats=${formats}
      ></fl-what-if>`;
    case "reviews":
      return html`<fl-reviews .reviews=${story.reviews} .formats=${formats}></fl-reviews>`;
    case "recipes":
      return html`<fl-recipes .recipes=${story.recipes} .voice=${voice} .formats=${formats}></fl-recipes>`;
  }
}

/** Arrow keys go from tab to tab. */
function roam(kiosk: Kiosk, event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = (CHAPTERS.indexOf(kiosk.chapter) + step + CHAPTERS.length) % CHAPTERS.length;
  kiosk.chapter = CHAPTERS[next]!;
  kiosk.querySelector<HTMLElement>(`#tab-${kiosk.chapter}`)?.focus();
}
