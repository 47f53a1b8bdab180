import { html, nothing } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import "./number.css";

/**
 * A number as somebody writes it: `1,5` and `1.5` are the same. Undefined is none, or one with more
 * places than there are: `1.500` may mean a thousand and a half.
 */
export function read(text: string, digits: number): number | undefined {
  const [, whole, places = ""] = /^(\d+)(?:[.,](\d*))?$/.exec(text.replace(/[\s%]/g, "")) ?? [];
  if (whole === undefined || places.length > digits) return undefined;
  const scaled = Number(whole + places.padEnd(digits, "0"));
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}

/** The same the other way round, without needless zeros unless it is money. */
export function written(value: number | undefined, digits: number, fixed: boolean): string {
  if (value === undefined) return "";
  const number = value / 10 ** digits;
  return fixed ? number.toFixed(digits) : String(number);
}

export interface NumberChosen {
  readonly number: number | undefined;
}

/**
 * A box for a number, in units of 10^-`digits`. What is typed stays as it was typed, also where it
 * is no number; a `choose` event's detail is a `NumberChosen`.
 */
export class NumberBox extends ScreenElement {
  static override properties = {
    value: { attribute: false },
    digits: { type: Number },
    fixed: { type: Boolean },
    box: {},
    unit: {},
    invalid: { type: Boolean },
    told: {},
    wrong: { state: true },
    notNumber: {},
  };

  declare value: number | undefined;
  declare digits: number;
  /** Whether all digits are written out, as for money. */
  declare fixed: boolean;
  /** The input's id. */
  declare box: string;
  declare unit: string;
  declare invalid: boolean;
  declare told: string;
  declare wrong: boolean;
  declare notNumber: string;

  constructor() {
    super();
    this.value = undefined;
    this.digits = 0;
    this.fixed = false;
    this.unit = "";
    this.invalid = false;
    this.told = "";
    this.wrong = false;
  }

  protected override render() {
    return html`<span class="measured">
        <input
          id=${this.box}
          inputmode=${this.digits ? "decimal" : "numeric"}
          autocomplete="off"
          aria-invalid=${this.invalid || this.wrong || nothing}
          aria-describedby=${[this.told, this.wrong ? `${this.box}-number` : ""].filter(Boolean).join(" ") || nothing}
          @input=${this.#typed}
        />
        ${this.unit ? html`<span class="small">${this.unit}</span>` : nothing}
      </span>
      ${this.wrong ? html`<span id=${`${this.box}-number`} class="wrong">${this.notNumber}</span>` : nothing}`;
  }

  protected override updated(): void {
    const input = this.querySelector("input")!;
    if (this.wrong || read(input.value, this.digits) === this.value) return;
    input.value = written(this.value, this.digits, this.fixed);
  }

  readonly #typed = (event: InputEvent) => {
    const text = (event.target as HTMLInputElement).value;
    const number = read(text, this.digits);
    this.wrong = number === undefined && text.trim() !== "";
    this.value = number;
    this.dispatchEvent(new CustomEvent<NumberChosen>("choose", { detail: { number } }));
  };
}

customElements.define("fl-number", NumberBox);
