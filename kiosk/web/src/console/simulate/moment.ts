import { html, nothing, type PropertyDeclarations } from "lit";
import type { OfferTrigger } from "../../api/schema.ts";
import { Asked } from "../asked.ts";
import { answered } from "../waiting.ts";
import { SimulationView } from "./base.ts";
import { offerChoice } from "./choice.ts";
import { exampleView } from "./result.ts";
import { runView } from "./run.ts";
import { FindGoods, type FindGoodsQuery, GoodsPrice, MadeUpPlaces } from "./simulate.graphql.ts";

type Found = FindGoodsQuery["findProducts"][number];

/** Goods in the basket: `price` in minor units, for a piece, or for a kilogram where `grams` is set. */
interface Goods {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
  readonly grams: number | undefined;
  readonly daysLeft: number | undefined;
}

const PAUSE = 200;
const TRIGGERS: readonly OfferTrigger[] = [
  "CART_CHANGED",
  "SCAN",
  "ZONE_ENTER",
  "ZONE_DWELL",
  "ZONE_EXIT",
  "KIOSK_OPEN",
  "CODE_ENTERED",
];

/** An offer tried on a basket that the marketer makes up, in the desk's store. */
export class SimulateMoment extends SimulationView {
  static override properties: PropertyDeclarations = {
    offer: {},
    goods: { state: true },
    found: { state: true },
    trouble: { state: true },
  };

  declare offer: string;
  declare goods: readonly Goods[];
  declare found: readonly Found[] | undefined;
  /** Why the last goods were not added. */
  declare trouble: string;
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #places = new Asked(
    this,
    () => [this.language, this.store.id],
    (signal) => this.desk.session.ask(MadeUpPlaces, { storeId: this.store.id }, signal),
  );

  constructor() {
    super();
    this.offer = "";
    this.goods = [];
    this.found = undefined;
    this.trouble = "";
  }

  protected override render() {
    return answered(this.offers, this.language, (offers) => {
      const { words, formats } = this;
      const { state } = this.run;
      return html`
        <form class="card moment-form" @submit=${this.#start}>
          ${offerChoice(offers, this.offer, this.language, (id) => {
            this.offer = id;
          })}
          ${this.#basket()} ${this.#circumstances()}
          <button class="button main">${words.tryIt}</button>
        </form>
        ${runView(state, () => this.run.stop(), formats)}
        ${
          state.is === "done"
            ? html`<section class="figures wide" aria-live="polite">${state.found.examples.map(
                (each) => exampleView(each, this.names, formats),
              )}</section>`
            : nothing
        }
      `;
    });
  }

  #basket() {
    const { words } = this;
    return html`<div class="goods">
      <label class="field">${words.find}
        <input type="search" autocomplete="off" @input=${this.#type} /></label>
      <ul class="found">${
        this.found?.length === 0
          ? html`<li class="small">${words.foundNothing}</li>`
          : this.found?.map(
              (each) => html`<li><button
                type="button"
                class="button quiet"
                aria-label=${words.add(each.name)}
                @click=${() => this.#add(each)}
              >+ ${each.name}</button></li>`,
            )
      }</ul>
      <p role="alert" class="wrong">${this.trouble}</p>
      ${
        this.goods.length
          ? html`<ul class="goods-list">${this.goods.map((each, at) => this.#line(each, at))}</ul>`
          : html`<p class="small">${words.empty}</p>`
      }
    </div>`;
  }

  #line(goods: Goods, at: number) {
    const { words, formats } = this;
    const number = (label: string, key: "quantity" | "grams" | "daysLeft", least: number) =>
      html`<label class="field">${label}
        <input
          type="number"
          min=${least}
          max="99999"
          .value=${String(goods[key] ?? "")}
          @change=${(event: Event) => this.#change(at, key, event.target as HTMLInputElement)}
        /></label>`;
    return html`<li>
      <span>${goods.name} <small class="small">${formats.money(goods.price, this.store.currencyCode)}${goods.grams === undefined ? "" : " / kg"}</small></span>
      ${number(words.quantity, "quantity", 1)}
      ${goods.grams === undefined ? nothing : number(words.weight, "grams", 1)}
      ${number(words.daysLeft, "daysLeft", 0)}
      <button
        type="button"
        class="button quiet"
        aria-label=${words.remove(goods.name)}
        @click=${() => {
          this.goods = this.goods.filter((each) => each !== goods);
        }}
      >×</button>
    </li>`;
  }

  #circumstances() {
    const { words } = this;
    const { floorPlan, segments } = this.#places.value ?? { floorPlan: null, segments: [] };
    return html`<div class="circumstances">
      <label class="field">${words.moment}
        <select name="trigger">${TRIGGERS.map(
          (each) => html`<option value=${each}>${words.trigger[each]}</option>`,
        )}</select></label>
      <label class="field">${words.zone}
        <select name="zone"><option value="">${words.anywhere}</option>${floorPlan?.zones.map(
          ({ id, name }) => html`<option value=${id}>${name}</option>`,
        )}</select></label>
      <label class="field">${words.dwell}
        <input type="number" name="dwell" min="0" max="7200" value="30" /></label>
      ${
        segments.length
          ? html`<fieldset><legend>${words.segments}</legend>${segments
              .filter(({ retired }) => !retired)
              .map(
                ({ id, name }) =>
                  html`<label class="check"><input type="checkbox" name="segment" value=${id} /> ${name}</label>`,
              )}</fieldset>`
          : nothing
      }
      <label class="check"><input type="checkbox" name="code" /> ${words.withCode}</label>
    </div>`;
  }

  readonly #type = (event: Event) => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(async () => {
      if (!text) {
        this.found = undefined;
        return;
      }
      try {
        this.found = (await this.desk.session.ask(FindGoods, { text })).findProducts;
      } catch (error) {
        this.trouble = String((error as Error).message);
      }
    }, PAUSE);
  };

  async #add(found: Found): Promise<void> {
    const code = found.gtin ?? found.id;
    const context = { storeId: this.store.id };
    try {
      const { scan } = await this.desk.session.ask(GoodsPrice, { code, context });
      const price = scan.__typename === "Scan" ? scan.price : null;
      if (!price) {
        this.trouble =
          scan.__typename === "ScanRefusal" ? scan.message : this.words.noPrice(found.name);
        return;
      }
      this.trouble = "";
      this.found = undefined;
      this.querySelector<HTMLInputElement>("input[type=search]")!.value = "";
      this.call([[found.id, found.name]], []);
      const goods: Goods = {
        id: found.id,
        name: found.name,
        price: price.amount.minorUnits,
        quantity: 1,
        grams: price.per === "KILOGRAM" ? 500 : undefined,
        daysLeft: undefined,
      };
      this.goods = [...this.goods, goods];
    } catch (error) {
      this.trouble = String((error as Error).message);
    }
  }

  #change(at: number, key: "quantity" | "grams" | "daysLeft", field: HTMLInputElement): void {
    if (!field.reportValidity()) return;
    const value = field.value === "" ? undefined : Math.round(Number(field.value));
    this.goods = this.goods.map((each, place) =>
      place === at ? { ...each, [key]: key === "quantity" ? (value ?? 1) : value } : each,
    );
  }

  readonly #start = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const zone = String(given.get("zone") ?? "");
    const segments = given.getAll("segment").map(String);
    const known = this.#places.value?.segments ?? [];
    this.call(
      [],
      known.map(({ id, name }) => [id, name] as const),
    );
    this.run.run({
      offerId: this.offer,
      days: 0,
      moments: [
        {
          storeId: this.store.id,
          trigger: given.get("trigger") as OfferTrigger,
          zoneId: zone || null,
          dwellSeconds: zone ? Number(given.get("dwell")) : 0,
          segments: segments.length ? segments : null,
          codes: given.has("code") ? [this.offer] : [],
          lines: this.goods.map((each) => ({
            productId: each.id,
            unitPrice:
              each.grams === undefined ? each.price : Math.round((each.price * each.grams) / 1000),
            quantity: each.quantity,
            weightGrams: each.grams ?? null,
            daysLeft: each.daysLeft ?? null,
          })),
        },
      ],
    });
  };
}

customElements.define("fl-simulate-moment", SimulateMoment);
