import { html, type PropertyDeclarations, type PropertyValues } from "lit";
import { live } from "lit/directives/live.js";
import { ScreenElement } from "../../shared/element.ts";
import { type KioskWords, WORDS } from "../words.ts";
import { ICONS } from "./icons.ts";

/** Digits of the longest number under a barcode (GTIN-14). */
const MOST = 14;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** A number by hand, for a code that no scanner reads: `typed` tells it, `close` that it shut. */
export class TypeIn extends ScreenElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    open: { attribute: false },
    given: { attribute: false },
    number: { state: true },
  };
  declare words: KioskWords;
  declare open: boolean;
  /** What it begins with: digits that were refused, to be put right. */
  declare given: string;
  declare number: string;

  constructor() {
    super();
    this.words = WORDS.en;
    this.open = false;
    this.given = this.number = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("open") && this.open) this.number = digitsIn(this.given);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("open")) return;
    const dialog = this.querySelector("dialog")!;
    if (!this.open) dialog.close();
    else if (!dialog.open) dialog.showModal();
  }

  protected override render() {
    const { words, number } = this;
    return html`<dialog class="sheet type-in" aria-labelledby="type-title" @close=${this.#closed}>
      <form @submit=${this.#submit} novalidate>
        <h2 id="type-title">${words.typeTitle}</h2>
        <label class="field">
          <span class="small">${words.typeHow}</span>
          <input
            autofocus
            inputmode="none"
            autocomplete="off"
            maxlength=${MOST}
            .value=${live(number)}
            @input=${(event: InputEvent) => this.#become((event.target as HTMLInputElement).value)}
          />
        </label>
        <div class="keys" role="group" aria-label=${words.typeKeys}>
          ${KEYS.map((digit) => this.#key(digit))}
          <button type="button" aria-label=${words.typeBack} @click=${() => this.#become(number.slice(0, -1))}>${ICONS.back}</button>
          ${this.#key("0")}
          <button class="go" aria-label=${words.typeGo}>${ICONS.check}</button>
        </div>
        <button type="button" class="button" @click=${this.#closed}>${words.close}</button>
      </form>
    </dialog>`;
  }

  #key(digit: string) {
    return html`<button type="button" @click=${() => this.#become(this.number + digit)}>${digit}</button>`;
  }

  #become(text: string): void {
    this.number = digitsIn(text);
    this.requestUpdate(); // also where only what is no digit has to go
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.number) this.dispatchEvent(new CustomEvent("typed", { detail: this.number }));
  };

  readonly #closed = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

function digitsIn(text: string): string {
  return text.replace(/\D/g, "").slice(0, MOST);
}

customElements.define("fl-type-in", TypeIn);
