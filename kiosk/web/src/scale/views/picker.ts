import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import { Formats } from "../../shared/language.ts";
import { codeOf, fitting, type Weighable } from "../finding.ts";
import { type ScaleWords, WORDS } from "../words.ts";
import { ICONS, pictureOf } from "./icons.ts";

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3"] as const;
const LONGEST = 14;

/** Choosing the goods: by picture, by a part of the name, or by number. `pick` is told the code. */
export class Picker extends ScreenElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    formats: {
      attribute: false,
      hasChanged: (now: Formats, before?: Formats) => now.language !== before?.language,
    },
    goods: { attribute: false },
    recent: { attribute: false },
    typed: { state: true },
    keypad: { state: true },
  };
  declare words: ScaleWords;
  declare formats: Formats;
  /** Undefined until the server has told them. */
  declare goods: readonly Weighable[] | undefined;
  declare recent: readonly string[];
  declare typed: string;
  declare keypad: boolean;
  pick: (code: string) => void = () => {};

  constructor() {
    super();
    this.words = WORDS.en;
    this.formats = new Formats("en");
    this.goods = undefined;
    this.recent = [];
    this.typed = "";
    this.keypad = false;
  }

  protected override render(): TemplateResult {
    const { words, goods, typed, keypad } = this;
    const found = fitting(goods ?? [], typed, this.recent);
    return html`<section class="picker ${keypad ? "with-keys" : ""}" aria-label=${words.goods}>
      <h1 class="hidden-visually">${words.goods}</h1>
      <form class="finder" role="search" @submit=${this.#submit}>
        <label class="field">
          <span class="hidden-visually">${words.search}</span>
          <input
            type="search"
            autocomplete="off"
            placeholder=${words.search}
            .value=${typed}
            @input=${(event: Event) => {
              this.typed = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          aria-pressed=${keypad}
          @click=${() => {
            this.keypad = !keypad;
          }}
        >${ICONS.keys}<span class="hidden-visually">${words.keypad}</span></button>
      </form>
      <div class="choice">
        ${
          found.length > 0
            ? html`<ul class="tiles">${found.map((each) => this.#tile(each))}</ul>`
            : html`<p class="none">${goods === undefined ? words.goodsComing : goods.length ? words.noneFits : words.noGoods}</p>`
        }
        ${keypad ? this.#keys() : nothing}
      </div>
    </section>`;
  }

  #tile(each: Weighable): TemplateResult {
    const { words, formats } = this;
    const { amount } = each.price;
    return html`<li>
      <button type="button" class="tile" @click=${() => this.#picked(codeOf(each))}>
        <span class="top">${pictureOf(each.product.category)}${each.plu && html`<span>${words.number(each.plu)}</span>`}</span>
        <b>${each.product.name}</b>
        <span>${words.perKilogram(formats.money(amount.minorUnits, amount.currencyCode))}</span>
      </button>
    </li>`;
  }

  #keys(): TemplateResult {
    const key = (digit: string) =>
      html`<button type="button" class="key" @click=${() => this.#type(digit)}>${digit}</button>`;
    const { words, typed } = this;
    return html`<div class="keypad" role="group" aria-label=${words.keypad}>
      ${KEYS.map(key)}
      <button type="button" class="key" aria-label=${words.erase} @click=${() => {
        this.typed = typed.slice(0, -1);
      }}>${ICONS.erase}</button>
      ${key("0")}
      <button type="button" class="key take" ?disabled=${!/^\d+$/.test(typed)} @click=${this.#take}>OK</button>
    </div>`;
  }

  #type(digit: string): void {
    this.typed = ((/^\d*$/.test(this.typed) ? this.typed : "") + digit).slice(0, LONGEST);
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#take();
  };

  /** A number is taken as it is; of names only the one that fits. */
  readonly #take = (): void => {
    const typed = this.typed.trim();
    const [only, ...more] = fitting(this.goods ?? [], typed, this.recent);
    if (/^\d+$/.test(typed)) this.#picked(typed);
    else if (typed && only && more.length === 0) this.#picked(codeOf(only));
  };

  #picked(code: string): void {
    this.typed = "";
    this.keypad = false;
    this.pick(code);
  }
}

customElements.define("fl-picker", Picker);
