import { GROUP_SEPARATOR, keyOf } from "./keys.ts";

/** What a scanner typed. `whole` is false where its end is missing: it was cut off on the way. */
export interface Wedged {
  readonly text: string;
  readonly whole: boolean;
  /** When the last key went down, on the clock of `performance.now()`. */
  readonly at: number;
}

/** Milliseconds from key to key, on average, that no hand reaches. */
const FAST = 35;
/** Milliseconds that a scanner may stumble before it is known to be one. */
const STUMBLE = 120;
/** Milliseconds without a key that end a code of a scanner that is known to send no Enter. */
const SILENCE = 60;
/** … and of any other: its radio, or this computer, may stumble. */
const LONG_SILENCE = 500;
/** So many fast keys are a scanner's; the shortest codes (PLU) have four digits. */
const SURE = 4;

/**
 * A keyboard-wedge scanner, anywhere on the page.
 *
 * Keys count by position as on a US keyboard (scanners are set so; `event.key` depends on the
 * computer's layout and input method). Fast keys are a scanner's: they press no button and stay in
 * no field; slow ones are a person's and left alone. Control prefixes are dropped, GS1's separator
 * is kept, as Ctrl+], F8 or Alt+0029.
 */
export class Wedge {
  #text = "";
  #keys = 0;
  #first = 0;
  #last = Number.NEGATIVE_INFINITY;
  /** Whether its codes end with Enter or Tab: undefined before the first one. */
  #endsWithEnter: boolean | undefined;
  #alt = "";
  #field: Field | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  readonly #take: (scanned: Wedged) => void;

  constructor(take: (scanned: Wedged) => void) {
    this.#take = take;
  }

  start(): void {
    addEventListener("keydown", this.#down, true);
    addEventListener("keyup", this.#up, true);
  }

  stop(): void {
    clearTimeout(this.#silence);
    removeEventListener("keydown", this.#down, true);
    removeEventListener("keyup", this.#up, true);
  }

  readonly #down = (event: KeyboardEvent): void => {
    const gap = event.timeStamp - this.#last;
    if (event.repeat || gap > (this.#sure ? this.#patience : STUMBLE)) this.#forget();
    if (event.repeat || event.metaKey) return; // a key held down is a hand's
    const key = keyOf(event);
    if (event.altKey && /^Numpad\d$/.test(event.code)) {
      this.#alt += event.code.at(-1);
      this.#count(event);
    } else if (key === "end") {
      this.#end(event);
    } else if (key === "silent") {
      if (this.#keys) this.#last = event.timeStamp;
    } else if (key) {
      if (this.#keys === 0) this.#field = written(event.target);
      this.#text += key.sign;
      this.#count(event);
    }
  };

  /** The sign of Alt and digits (Alt+0029) comes when Alt goes up. */
  readonly #up = (event: KeyboardEvent): void => {
    if (!event.code.startsWith("Alt") || !this.#alt) return;
    this.#text += String.fromCharCode(Number(this.#alt));
    this.#alt = "";
  };

  get #sure(): boolean {
    return this.#keys >= SURE && this.#fast;
  }

  get #fast(): boolean {
    return this.#last - this.#first <= FAST * (this.#keys - 1);
  }

  get #patience(): number {
    return this.#endsWithEnter === false ? SILENCE : LONG_SILENCE;
  }

  #count(event: KeyboardEvent): void {
    this.#keys += 1;
    this.#last = event.timeStamp;
    if (this.#keys === 1) this.#first = event.timeStamp;
    // A fast second key may still be a hand's roll over a field's keys, so fields lose none yet.
    if (this.#sure || (this.#keys > 1 && this.#fast && !this.#field)) stop(event);
    clearTimeout(this.#silence);
    if (this.#sure) this.#silence = setTimeout(this.#silent, this.#patience);
  }

  /** Where Enter always came, the rest of the code is missing. */
  readonly #silent = (): void => {
    this.#endsWithEnter ??= false;
    this.#finish(!this.#endsWithEnter);
  };

  #end(event: KeyboardEvent): void {
    if (!this.#sure) {
      this.#forget();
      return;
    }
    stop(event);
    this.#last = event.timeStamp;
    this.#endsWithEnter = true;
    this.#finish(true);
  }

  #finish(whole: boolean): void {
    const scanned = { text: cleaned(this.#text), whole, at: this.#last };
    if (this.#field) restore(this.#field);
    this.#forget();
    this.#take(scanned);
  }

  #forget(): void {
    clearTimeout(this.#silence);
    this.#text = this.#alt = "";
    this.#keys = 0;
    this.#field = undefined;
    this.#last = Number.NEGATIVE_INFINITY;
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Without control signs, but for the separator, and that not in front (FNC1's first place). */
function cleaned(text: string): string {
  const signs = [...text].filter((sign) => sign >= " " || sign === GROUP_SEPARATOR);
  while (signs[0] === GROUP_SEPARATOR) signs.shift();
  return signs.join("").trim();
}

interface Field {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly before: string;
}

function written(target: EventTarget | null): Field | undefined {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? { input: target, before: target.value } : undefined;
}

/** The first keys of a code went into the field before they were known to be a scanner's. */
function restore({ input, before }: Field): void {
  input.value = before;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
