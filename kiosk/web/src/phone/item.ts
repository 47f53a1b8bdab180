import { html, nothing } from "lit";
import { serverNow } from "../api/clock.ts";
import { ask } from "../api/graphql.ts";
import type { LiveLink } from "../api/live.ts";
import { Stores, type StoresQuery } from "../api/stores.graphql.ts";
import { ScreenElement } from "../shared/element.ts";
import { Formats } from "../shared/language.ts";
import { Shown } from "../shared/shown.ts";
import { goodsPrice } from "../shared/story/price.ts";
import { addToCart, type Refusal } from "./adding.ts";
import { PhoneItem, type PhoneItemSubscription } from "./phone.graphql.ts";
import { refreshPage } from "./refreshing.ts";
import {
  addressOf,
  CART_CHANGED,
  context,
  keepStore,
  language,
  storeHere,
  voice,
} from "./visit.ts";
import { words } from "./words.ts";

type Result = PhoneItemSubscription["scanUpdates"]["result"];
type Scan = Extract<Result, { __typename: "Scan" }>;

const NOT_FOR_SALE = ["DO_NOT_EAT", "EXPIRED"];

/**
 * What a script adds to an item's page: its store, offers, the cart, what-if; and it keeps the page
 * true. The attributes are the server's.
 */
class Item extends ScreenElement {
  static override properties = {
    code: {},
    state: {},
    recall: {},
    store: {},
    zone: {},
    weigh: { type: Boolean },
    _scan: { state: true },
    _stores: { state: true },
    _choosing: { state: true },
    _away: { state: true },
    _changed: { state: true },
    _adding: { state: true },
    _said: { state: true },
    _whatIf: { state: true },
  };
  declare code: string;
  declare state: string;
  declare recall: string;
  /** The store that the page is about; empty where it is about none. */
  declare store: string;
  declare zone: string;
  declare weigh: boolean;
  declare _scan: Scan | undefined;
  declare _stores: StoresQuery["stores"];
  declare _choosing: boolean;
  /** Since when the network is away. */
  declare _away: Date | undefined;
  declare _changed: boolean;
  declare _adding: boolean;
  declare _said: Refusal | "added" | undefined;
  declare _whatIf: boolean;
  #live: LiveLink | undefined;
  /** The context that is watched. */
  #watched = "";
  #formats: Formats | undefined;
  #shown = new Shown(voice);
  /** A page that the service worker kept is older than any answer. */
  #pageIsOld = document.documentElement.dataset.kept !== undefined;

  constructor() {
    super();
    this._stores = [];
    this._choosing = this._changed = this._adding = this._whatIf = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#look);
    addEventListener(CART_CHANGED, this.#watchAgain);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#look);
    removeEventListener(CART_CHANGED, this.#watchAgain);
    this.#close();
  }

  async #begin(): Promise<void> {
    const here = storeHere();
    if (!this.store && here) await this.#goTo(here);
    this.#look();
    if (!this._stores.length) {
      const found = await ask(voice, Stores, {}).catch(() => undefined);
      this._stores = found?.stores ?? [];
    }
  }

  /** The same page for a store: its prices, its clock. */
  async #goTo(store: string): Promise<void> {
    const address = new URL(location.href);
    address.searchParams.set("store", store);
    if (!(await refreshPage(address.href))) return;
    history.replaceState(null, "", address);
    keepStore(store);
  }

  /** Live while somebody looks. */
  #look = (): void => {
    if (document.hidden) this.#close();
    else void this.#watch();
  };

  /** The page reads without it: so it is loaded last. */
  async #watch(): Promise<void> {
    const loaded = await import("../api/live.ts").catch(() => undefined);
    if (!loaded || this.#live || document.hidden || !this.isConnected) return;
    const live = new loaded.LiveLink(voice);
    this.#live = live;
    live.addEventListener("link", () => {
      if (live.link === "away") this._away ??= serverNow();
      else if (live.link === "live") this._away = undefined;
    });
    const variables = { code: this.code, context: context(this.store) };
    this.#watched = JSON.stringify(variables.context);
    live.watch(PhoneItem, variables, ({ scanUpdates: { result } }) => void this.#told(result));
  }

  #close(): void {
    this.#live?.close();
    this.#live = undefined;
  }

  /** Another cart, or another store: other offers. */
  #watchAgain = (): void => {
    if (JSON.stringify(context(this.store)) === this.#watched) return;
    this.#close();
    this.#look();
  };

  async #told(result: Result): Promise<void> {
    if (result.__typename !== "Scan") return;
    const { freshness, recall } = result;
    const known = this.state === freshness.state && Boolean(this.recall) === Boolean(recall);
    if ((!known || this.#pageIsOld) && (await refreshPage())) {
      this._changed = !known;
      this.#pageIsOld = false;
      document.querySelector("main > .notice.warn")?.remove();
    }
    this._scan = result;
    if (result.offers?.length || result.offerHints?.length) {
      await import("../shared/story/offer.ts");
      this.#shown.tell(this.code, result.offers ?? [], result.exposureTokens);
    }
  }

  get #inStore(): Formats {
    if (this.#formats?.timeZone !== (this.zone || undefined)) this.#formats = undefined;
    this.#formats ??= new Formats(language, this.zone || undefined);
    return this.#formats;
  }

  override render() {
    return html`
      <div role="status">
        ${this._away ? html`<p class="notice">${words.away(this.#inStore.time(this._away))}</p>` : nothing}
        ${this._changed ? html`<p class="notice">${words.updated}</p>` : nothing}
      </div>
      ${this.#offers()}
      ${this.store && !this._choosing ? this.#buying() : this.#chooseStore()}
      ${this.#leftOut()}
    `;
  }

  #offers() {
    if (!this._scan?.offers?.length && !this._scan?.offerHints?.length) return nothing;
    const { offers, offerHints } = this._scan;
    const price = goodsPrice(this._scan);
    return html`<section class="offers">
      <h2 class="hidden-visually">${words.offers}</h2>
      ${offers?.map((offer) => html`<fl-offer .offer=${offer} .price=${price} .formats=${this.#inStore}></fl-offer>`)}
      ${offerHints?.map((hint) => html`<fl-offer .hint=${hint} .formats=${this.#inStore}></fl-offer>`)}
    </section>`;
  }

  #buying() {
    const name = this._stores.find(({ id }) => id === this.store)?.name;
    return html`<section class="card buying">
      ${this.#sale()}
      <div class="said" role="status">${this.#saying()}</div>
      <p class="small in-store">
        ${name && html`<span>${words.inStore(name)}</span>`}
        <button type="button" class="link" @click=${() => this.#choose()}>${words.otherStore}</button>
      </p>
    </section>`;
  }

  #sale() {
    const state = this._scan?.freshness.state ?? this.state;
    if (this.recall || this._scan?.recall || NOT_FOR_SALE.includes(state)) {
      return html`<p class="do">${words.notForSale}</p>`;
    }
    return html`<form class="add" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      ${
        this.weigh
          ? html`<label class="field">
            <span>${words.weight}</span>
            <input name="weight" type="number" inputmode="numeric" min="1" max="100000" step="1" />
          </label>`
          : nothing
      }
      <button class="button main" aria-disabled=${this._adding}>
        ${this._adding ? words.adding : words.addToCart}
      </button>
    </form>`;
  }

  #saying() {
    const said = this._said;
    if (said === undefined) return nothing;
    if (said === "added") {
      return html`<p class="notice">✓ ${words.added} <a href=${addressOf("/cart")}>${words.toCart}</a></p>`;
    }
    if (said === "away") return html`<p class="notice warn">${words.notNow}</p>`;
    return html`<p class="notice warn">${said.message} ${said.hint}</p>`;
  }

  #chooseStore() {
    if (!this._stores.length) return nothing;
    return html`<section class="card">
      <label class="field">
        <b>${words.store}</b>
        <span class="small">${words.storeWhy}</span>
        <select @change=${(event: Event) => void this.#chosen((event.target as HTMLSelectElement).value)}>
          <option value="">${words.chooseStore}</option>
          ${this._stores.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === this.store}>${name}</option>`,
          )}
        </select>
      </label>
    </section>`;
  }

  #leftOut() {
    const scan = this._scan;
    if (!scan || this.recall || NOT_FOR_SALE.includes(scan.freshness.state)) return nothing;
    return html`<section class="card">
      <details class="what-if" @toggle=${(event: Event) => void this.#askWhatIf(event)}>
        <summary><b>${words.whatIf}</b></summary>
        ${
          this._whatIf
            ? html`<fl-what-if
              .code=${this.code}
              .context=${context(this.store)}
              .kept=${scan.freshness.assumedCelsius}
              .voice=${voice}
              .formats=${this.#inStore}
            ></fl-what-if>`
            : nothing
        }
      </details>
    </section>`;
  }

  async #askWhatIf(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    await import("../shared/story/what_if.ts");
    this._whatIf = true;
  }

  #choose(): void {
    this._choosing = true;
  }

  async #chosen(store: string): Promise<void> {
    if (!store) return;
    await this.#goTo(store);
    this._choosing = false;
    this._said = this._scan = undefined;
    this.#watchAgain();
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this._adding) return;
    const weight = Number(new FormData(event.target as HTMLFormElement).get("weight"));
    this._adding = true;
    this._said = undefined;
    this._said = (await addToCart(this.store, this.code, weight || undefined)) ?? "added";
    this._adding = false;
  }
}

customElements.define("fl-item", Item);
