import "./floor.css";
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import "../alarms/list.ts";
import { mostUrgentFirst } from "../alarms/order.ts";
import { ALARM_WORDS } from "../alarms/words.ts";
import { Asked } from "../asked.ts";
import type { BoardPlaceFragment } from "../board.graphql.ts";
import { conditionClass, conditionIcon } from "../icons.ts";
import { OpsView } from "../view.ts";
import { celsiusOf } from "./celsius.ts";
import { Floor as FloorOf } from "./floor.graphql.ts";
import "./place.ts";
import { planView } from "./plan.ts";
import { FLOOR_WORDS } from "./words.ts";

const WRONG: readonly BoardPlaceFragment["condition"][] = ["TOO_WARM", "TOO_COLD", "SILENT"];

/** The store from above: how each place is doing, and beside it what needs somebody. */
export class Floor extends OpsView {
  readonly #floor = new Asked(this, (signal) =>
    this.desk.session.ask(FloorOf, { storeId: this.store.id }, signal),
  );

  protected override render() {
    const words = FLOOR_WORDS[this.language];
    const { places } = this.desk;
    const wrong = places?.filter(({ condition }) => WRONG.includes(condition)).length;
    return html`<h1 class="hidden-visually">${words.title}</h1>
      <div class="floor ${this.rest[0] ? "chosen" : ""}">
        <section class="floor-main" aria-label=${words.plan}>
          <p class="floor-sum">${wrong === undefined ? words.loading : words.wrong(wrong)}</p>
          ${this.#plan()}
        </section>
        <aside class="floor-side">${this.rest[0] ? this.#place(this.rest[0]) : this.#alarms()}</aside>
      </div>`;
  }

  #plan() {
    const words = FLOOR_WORDS[this.language];
    const { places } = this.desk;
    const floor = this.#floor.value?.floorPlan;
    if (!places || floor === undefined) return nothing;
    const byId = new Map(places.map((place) => [place.place.id, place]));
    const zones = new Set(floor?.zones.map(({ id }) => id));
    const onPlan = ({ place }: BoardPlaceFragment) => zones.has(place.id);
    if (places.length === 0) return html`<p class="notice">${words.nothing}</p>`;
    return html`
      ${
        floor
          ? planView(floor, byId, this.rest[0], words, (place) => celsiusOf(this.formats, place))
          : html`<p class="notice">${words.noPlan}</p>`
      }
      <div class=${places.every(onPlan) ? "floor-named" : ""}>
        <h2 class="floor-elsewhere">${floor ? html`<span class="floor-wide">${words.elsewhere}</span><span class="floor-named">${words.places}</span>` : words.places}</h2>
        <ul class="floor-list">${places.map((place) => this.#row(place, onPlan(place)))}</ul>
      </div>`;
  }

  /** Where the plan is too small for names, what stands on it is listed too. */
  #row(place: BoardPlaceFragment, onPlan: boolean) {
    const { id } = place.place;
    return html`<li class=${onPlan ? "floor-named" : ""}><a
      class="floor-row ${conditionClass(place.condition)}"
      href="#/floor/${encodeURIComponent(id)}"
      aria-current=${id === this.rest[0] ? "true" : nothing}
    >
      <span>${place.name}</span>
      <span class="floor-state">${conditionIcon(place.condition)}<strong>${celsiusOf(this.formats, place)}</strong></span>
      <span class="small">${FLOOR_WORDS[this.language].conditions[place.condition]}</span>
    </a></li>`;
  }

  #alarms() {
    const words = ALARM_WORDS[this.language];
    const { alarms } = this.desk;
    return html`<h2>${words.title}</h2>
      ${
        alarms?.length
          ? html`<fl-alarm-list .desk=${this.desk} .language=${this.language} .store=${this.store} .alarms=${mostUrgentFirst(alarms)}></fl-alarm-list>`
          : html`<p class="notice">${alarms ? words.none : words.loading}</p>`
      }`;
  }

  #place(id: string) {
    const words = FLOOR_WORDS[this.language];
    const place = this.desk.places?.find((each) => each.place.id === id);
    return html`<p><a class="back" href="#/floor">← ${words.back}</a></p>
      ${
        place
          ? keyed(
              id,
              html`<fl-place .desk=${this.desk} .language=${this.language} .store=${this.store} .place=${place}></fl-place>`,
            )
          : html`<p class="notice">${this.desk.places ? words.unknown : words.loading}</p>`
      }`;
  }
}

customElements.define("fl-floor", Floor);
