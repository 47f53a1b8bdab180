import { html, nothing, type PropertyValues } from "lit";
import { ask, type Voice } from "../../api/graphql.ts";
import type { ScanContext, Symbology } from "../../api/schema.ts";
import { duration, inMinutes } from "../duration.ts";
import { StoryElement } from "./element.ts";
import { WhatIfKept, type WhatIfKeptQuery } from "./story.graphql.ts";
import "./what_if.css";

type Answer = Extract<WhatIfKeptQuery["scan"], { freshness: unknown }>["freshness"]["whatIf"];

/** Milliseconds that a slider rests before we ask. */
const REST = 200;
const IN_A_FRIDGE = 4;
const ROOM = 22;

/**
 * How long it would last if it were left out: two sliders, the server's answer in its words.
 *
 * `code`, `symbology` and `context` are those of the scan; `kept` is the temperature it is kept at
 * otherwise (`Freshness.assumedCelsius`). It asks with `voice`, and shows nothing until it may.
 */
export class WhatIf extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    code: { attribute: false },
    symbology: { attribute: false },
    context: {
      attribute: false, // made anew by many a screen at each turn: only another content counts
      hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before),
    },
    kept: { attribute: false },
    voice: { attribute: false },
    _hours: { state: true },
    _celsius: { state: true },
    _answer: { state: true },
    _away: { state: true },
  };
  declare code: string | undefined;
  declare symbology: Symbology | undefined;
  declare context: ScanContext | undefined;
  declare kept: number | null;
  declare voice: Voice | undefined;
  declare _hours: number;
  declare _celsius: number;
  declare _answer: Answer | undefined;
  declare _away: boolean;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor() {
    super();
    this.kept = null;
    this._hours = 2;
    this._celsius = ROOM;
    this._away = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#resting);
    this.#asking?.abort();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("code")) {
      this._answer = undefined;
      this._hours = 2;
      this._celsius = ROOM;
    }
    const about = ["code", "symbology", "context", "kept", "voice", "formats"];
    const moved = changed.has("_hours") || changed.has("_celsius");
    if (!moved && !about.some((each) => changed.has(each))) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#ask(), this._answer === undefined ? 0 : REST);
  }

  override updated(): void {
    for (const slider of this.querySelectorAll("input")) {
      const { min, max, valueAsNumber } = slider;
      const share = (valueAsNumber - Number(min)) / (Number(max) - Number(min));
      slider.style.setProperty("--share", String(share)); // how far it is filled
    }
  }

  override render() {
    const { words, formats } = this;
    if (this._answer === null) return html`<p class="small">${words.noWhatIf}</p>`;
    const hours = words.hours(formats.number(this._hours, this._hours % 1 ? 1 : 0));
    return html`
      <div class="sliders">
        ${this.#slider(
          words.hoursOut,
          hours,
          this._hours,
          { min: 0, max: 12, step: 0.5 },
          (value) => {
            this._hours = value;
          },
        )}
        ${this.#slider(
          words.outAt,
          this.celsius(this._celsius),
          this._celsius,
          { min: 10, max: 40, step: 1 },
          (value) => {
            this._celsius = value;
          },
        )}
      </div>
      <div class="outcome" aria-live="polite">
        ${this._away ? html`<p class="notice">${words.notNow}</p>` : this.#outcome()}
      </div>
    `;
  }

  #slider(
    name: string,
    shown: string,
    value: number,
    { min, max, step }: { min: number; max: number; step: number },
    take: (value: number) => void,
  ) {
    return html`<label class="slider">
      <span>${name} <b>${shown}</b></span>
      <input
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(value)}
        aria-valuetext=${shown}
        @input=${(event: InputEvent) => take((event.target as HTMLInputElement).valueAsNumber)}
      />
    </label>`;
  }

  #outcome() {
    const { words, _answer: answer } = this;
    if (!answer) return nothing;
    const { days, hours } = duration(answer.remaining);
    const lost = duration(answer.lost);
    return html`
      <p class="lasting">
        <span>${words.wouldLast}</span>
        <b>${words.lasts(days, days > 3 ? 0 : hours)}</b>
        <span class=${inMinutes(lost) >= 60 ? "lost" : "kept"}>
          ${inMinutes(lost) >= 60 ? words.shorter(words.lasts(lost.days, lost.hours)) : words.asLong}
        </span>
      </p>
      <ul>
        ${answer.sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    `;
  }

  async #ask(): Promise<void> {
    const { code, symbology, context, voice } = this;
    if (code === undefined || voice === undefined) return;
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const { scan } = await ask(
        voice,
        WhatIfKept,
        {
          code,
          ...(symbology && { symbology }),
          ...(context && { context }),
          steps: [{ celsius: this._celsius, hours: this._hours }],
          thenCelsius: this.kept ?? IN_A_FRIDGE,
        },
        signal,
      );
      if (signal.aborted) return;
      this._answer = "freshness" in scan ? scan.freshness.whatIf : null;
      this._away = false;
    } catch {
      if (!signal.aborted) this._away = true;
    }
  }
}

customElements.define("fl-what-if", WhatIf);

declare global {
  interface HTMLElementTagNameMap {
    "fl-what-if": WhatIf;
  }
}
