import { html, nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import { Formats } from "../../shared/language.ts";
import "../../shared/story/index.ts";
import type { Offers } from "../offers.ts";
import { type KioskWords, WORDS } from "../words.ts";
import { ICONS } from "./icons.ts";
import { scene } from "./scene.ts";

/** Milliseconds that an offer stays. */
const STAY = 7000;

/**
 * Invites to scan, and tells of the offers here, one after the other. Who wants less motion sees
 * them all at once; everybody else can pause it.
 */
export class Attract extends ScreenElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    formats: { attribute: false },
    offers: { attribute: false },
    zone: { attribute: false },
    place: { state: true },
    paused: { state: true },
  };
  declare words: KioskWords;
  declare formats: Formats;
  declare offers: Offers | undefined;
  /** The zone's name. */
  declare zone: string | undefined;
  /** Which offer is shown. */
  declare place: number;
  declare paused: boolean;
  /** Called each time that all offers have been shown. */
  shown: () => void = () => {};
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #turn: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.words = WORDS.en;
    this.formats = new Formats("en");
    this.offers = this.zone = undefined;
    this.place = 0;
    this.paused = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#turn = setInterval(() => this.#next(), STAY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#turn);
  }

  get #all() {
    return this.offers?.offers ?? [];
  }

  #next(): void {
    if (document.hidden || this.paused || this.#still.matches || this.#all.length < 2) return;
    this.place = (this.place + 1) % this.#all.length;
    if (this.place === this.#all.length - 1) this.shown();
  }

  protected override updated(changed: PropertyValues): void {
    const atOnce = this.#still.matches || this.#all.length === 1;
    if (changed.has("offers") && atOnce && !document.hidden) this.shown();
  }

  protected override render() {
    const { words, zone, paused } = this;
    return html`<main class="attract ${paused ? "paused" : ""}">
      <div class="invitation">
        ${scene}
        <h1>${words.inviteTitle}</h1>
        <p class="how">${words.inviteHow}</p>
        <p class="small">${words.inviteWhat}</p>
      </div>
      ${
        this.#all.length === 0
          ? nothing
          : html`<section class="offers">
            <h2>${zone ? words.offersOfZone(zone) : words.offersHere}</h2>
            ${this.#still.matches ? this.#every() : this.#one()}
          </section>`
      }
      ${this.#still.matches ? nothing : this.#pause()}
    </main>`;
  }

  #every() {
    return html`<div class="cards">
      ${this.#all.map((offer) => html`<fl-offer .offer=${offer} .formats=${this.formats}></fl-offer>`)}
    </div>`;
  }

  #one() {
    const all = this.#all;
    const place = this.place % all.length;
    return html`<div class="cards">
      <fl-offer class="turning" .offer=${all[place]} .formats=${this.formats}></fl-offer>
    </div>
    ${
      all.length === 1
        ? nothing
        : html`<p class="dots" role="img" aria-label=${this.words.offerOf(place + 1, all.length)}>
          ${all.map((_, each) => html`<span class=${each === place ? "here" : ""}></span>`)}
        </p>`
    }`;
  }

  #pause() {
    const { words, paused } = this;
    const press = () => {
      this.paused = !paused;
    };
    return html`<button type="button" class="button quiet pause" @click=${press}>
      ${paused ? ICONS.play : ICONS.pause}${paused ? words.play : words.pause}
    </button>`;
  }
}

customElements.define("fl-attract", Attract);
