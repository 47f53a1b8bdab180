import "./shelf_life.css";
import { html, nothing } from "lit";
import { duration } from "../../shared/duration.ts";
import { stateClass, stateIcon } from "../../shared/story/icons.ts";
import { STORY_WORDS } from "../../shared/story/words.ts";
import { Asked } from "../asked.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import { department, type LotLeft, shortestFirst, taskOf } from "./order.ts";
import { ShelfLife as ShelfLifeOf } from "./shelf_life.graphql.ts";
import { SHELF_LIFE_WORDS } from "./words.ts";

/** Milliseconds: days left change slowly. */
const EVERY = 60_000;
/** Pages of 100 that are read; a board is no warehouse. */
const PAGES = 5;

/** Which lots will not keep, where they are, and what to do about them. */
export class ShelfLife extends OpsView {
  static override properties = { department: { state: true }, everything: { state: true } };

  /** Empty: all. */
  declare department: string;
  declare everything: boolean;
  readonly #lots = new Asked(this, (signal) => this.#read(signal), { every: EVERY });

  constructor() {
    super();
    this.department = "";
    this.everything = false;
  }

  protected override render() {
    const words = SHELF_LIFE_WORDS[this.language];
    const found = this.#lots.value;
    return html`<h1>${words.title}</h1>
      ${trouble(this, this.#lots)}
      ${found ? this.#shown(found.lots, found.more) : nothing}`;
  }

  #shown(lots: readonly LotLeft[], more: boolean) {
    const words = SHELF_LIFE_WORDS[this.language];
    const departments = [...new Set(lots.map(department))].filter(Boolean).sort();
    const losing = this.#losing();
    const chosen = lots.filter(
      (lot) =>
        (!this.department || department(lot) === this.department) &&
        (this.everything || taskOf(lot) || losing.has(lot.thing)),
    );
    return html`<div class="stack">
      <p class="lead">${words.sum(lots.filter(taskOf).length)}</p>
      ${
        losing.size
          ? html`<p class="notice warn"><span>${words.losing(losing.size)} <a href="#/alarms">${words.seeAlarms}</a></span></p>`
          : nothing
      }
      <div class="filters">
        <div class="choice" role="group" aria-label=${words.show}>
          ${[false, true].map(
            (everything) =>
              html`<button aria-pressed=${this.everything === everything} @click=${() => {
                this.everything = everything;
              }}>${everything ? words.everything : words.toDo}</button>`,
          )}
        </div>
        <label class="field">
          <span class="hidden-visually">${words.department}</span>
          <select @change=${(event: Event) => {
            this.department = (event.target as HTMLSelectElement).value;
          }}>
            <option value="">${words.department}: ${words.allDepartments}</option>
            ${departments.map(
              (each) =>
                html`<option value=${each} ?selected=${each === this.department}>${words.departments[each] ?? each}</option>`,
            )}
          </select>
        </label>
      </div>
      ${
        chosen.length
          ? html`<ul class="lots">${shortestFirst(chosen).map((lot) => this.#lot(lot, losing.get(lot.thing)))}</ul>`
          : html`<p class="notice">${words.none}</p>`
      }
      ${more ? html`<p class="small">${words.more(lots.length)}</p>` : nothing}
      <p class="small">${words.estimate}</p>
    </div>`;
  }

  #lot(lot: LotLeft, daysLost: number | undefined) {
    const words = SHELF_LIFE_WORDS[this.language];
    const { product, freshness } = lot;
    const task = taskOf(lot);
    const place = this.desk.places?.find((each) => each.place.id === freshness.place?.id);
    return html`<li class="lot">
      <span class="lot-state ${stateClass(freshness.state)}">${stateIcon(freshness.state)} ${STORY_WORDS[this.language].states[freshness.state]}</span>
      <span class="lot-what"><strong>${product.name}</strong>
        <span class="small">${lot.lot ? words.lot(lot.lot) : nothing} · ${place?.name ?? freshness.place?.name ?? words.nowhere}</span></span>
      <span class="lot-left"><strong>${this.#left(lot)}</strong> <span class="small">${freshness.explanation}</span></span>
      <span class="lot-task">${task ? words.tasks[task] : nothing}
        ${daysLost ? html`<span class="lot-loses">${words.loses(this.formats.number(daysLost, Number.isInteger(daysLost) ? 0 : 1))}</span>` : nothing}</span>
    </li>`;
  }

  #left({ freshness }: LotLeft): string {
    if (freshness.remaining === null) return "–";
    const words = STORY_WORDS[this.language];
    const least = duration(freshness.remaining);
    if (least.days === 0) return words.hoursLeft(least.hours);
    const most = freshness.remainingUpper ? duration(freshness.remainingUpper).days : least.days;
    return most > least.days ? words.daysLeftBetween(least.days, most) : words.daysLeft(least.days);
  }

  /** Days lost by the lots that alarms tell of. */
  #losing(): ReadonlyMap<string, number> {
    const lots = this.desk.alarms?.flatMap((alarm) => alarm.lots) ?? [];
    return new Map(lots.map(({ thing, daysLost }) => [thing, daysLost]));
  }

  async #read(signal: AbortSignal): Promise<{ lots: readonly LotLeft[]; more: boolean }> {
    const lots: LotLeft[] = [];
    let after: string | null = null;
    for (let page = 0; page < PAGES; page++) {
      const variables: { storeId: string; after: string | null } = {
        storeId: this.store.id,
        after,
      };
      const { lotsDaysLeft } = await this.desk.session.ask(ShelfLifeOf, variables, signal);
      lots.push(...lotsDaysLeft.lots);
      after = lotsDaysLeft.pageInfo.endCursor;
      if (!lotsDaysLeft.pageInfo.hasNextPage) return { lots, more: false };
    }
    return { lots, more: true };
  }
}

customElements.define("fl-shelf-life", ShelfLife);
