import { html, nothing } from "lit";
import "../../shared/story/temperature.ts";
import "../alarms/list.ts";
import { ago } from "../ages.ts";
import { mostUrgentFirst } from "../alarms/order.ts";
import { Asked } from "../asked.ts";
import type { BoardPlaceFragment } from "../board.graphql.ts";
import { conditionClass, conditionIcon } from "../icons.ts";
import "../rules/announce.ts";
import { OpsView } from "../view.ts";
import { celsius, celsiusOf } from "./celsius.ts";
import { PlaceCurve } from "./floor.graphql.ts";
import { FLOOR_WORDS } from "./words.ts";

const PERIODS = [6, 24, 168];

/** One place: its state, the curve of its temperature, and its alarms. */
export class PlaceDetail extends OpsView {
  static override properties = { place: { attribute: false }, hours: { state: true } };

  declare place: BoardPlaceFragment;
  declare hours: number;
  readonly #curve = new Asked(
    this,
    (signal) =>
      this.desk.session.ask(
        PlaceCurve,
        { storeId: this.store.id, placeId: this.place.place.id, hours: this.hours },
        signal,
      ),
    { key: () => `${this.place.place.id} ${this.hours}` },
  );
  #measuredAt: string | null | undefined;

  constructor() {
    super();
    this.hours = 24;
  }

  protected override updated(): void {
    const before = this.#measuredAt;
    this.#measuredAt = this.place.measuredAt;
    if (before !== undefined && before !== this.#measuredAt) void this.#curve.again();
  }

  protected override render() {
    const words = FLOOR_WORDS[this.language];
    const { place } = this;
    const alarms = this.desk.alarms?.filter((alarm) => alarm.place?.id === place.place.id);
    return html`<div class="place stack">
      <header class="place-head ${conditionClass(place.condition)}">
        <h2>${place.name}</h2>
        <p class="place-now">${celsiusOf(this.formats, place)}</p>
        <p class="place-word">${conditionIcon(place.condition)} ${words.conditions[place.condition]}</p>
        ${
          place.measuredAt
            ? html`<p class="small">${(place.condition === "SILENT" ? words.silentSince : words.measured)(ago(this.language, place.measuredAt))}</p>`
            : nothing
        }
      </header>
      ${this.#history()}
      <dl class="facts">
        <dt>${words.limits}</dt><dd>${this.#limits()}</dd>
        <dt>${words.sensors}</dt><dd>${this.#curve.value?.placeStates[0]?.sensors.join(", ") || words.noSensor}</dd>
      </dl>
      <fl-announce-defrost .desk=${this.desk} .language=${this.language} .store=${this.store} .place=${place}></fl-announce-defrost>
      ${
        alarms?.length
          ? html`<h3>${words.alarmsHere}</h3>
            <fl-alarm-list .desk=${this.desk} .language=${this.language} .store=${this.store} .alarms=${mostUrgentFirst(alarms)}></fl-alarm-list>`
          : nothing
      }
    </div>`;
  }

  #history() {
    const words = FLOOR_WORDS[this.language];
    const told = this.#curve.value?.placeStates[0];
    return html`<section class="stack">
      <div class="choice" role="group" aria-label=${words.period}>${PERIODS.map(
        (hours) =>
          html`<button aria-pressed=${hours === this.hours} @click=${() => {
            this.hours = hours;
          }}>${words.hours(hours)}</button>`,
      )}</div>
      <fl-temperature
        .formats=${this.formats}
        .points=${told?.temperatures ?? []}
        .limit=${this.place.highCelsius}
        .excursions=${told?.excursions ?? []}
      ></fl-temperature>
    </section>`;
  }

  #limits(): string {
    const words = FLOOR_WORDS[this.language];
    const { lowCelsius, highCelsius } = this.place;
    const said = [
      ...(lowCelsius === null ? [] : [words.below(celsius(this.formats, lowCelsius))]),
      ...(highCelsius === null ? [] : [words.above(celsius(this.formats, highCelsius))]),
    ];
    return said.join(" · ") || words.noLimits;
  }
}

customElements.define("fl-place", PlaceDetail);
