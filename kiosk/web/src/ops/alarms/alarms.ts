import { html, nothing } from "lit";
import { Asked } from "../asked.ts";
import { OpsView } from "../view.ts";
import { AlarmsOver } from "./alarms.graphql.ts";
import "./list.ts";
import { mostUrgentFirst } from "./order.ts";
import { ALARM_WORDS } from "./words.ts";

const PAGE = 20;
/** The API gives at most so many at once. */
const MOST = 100;

/** Every alarm of the store: those that last, live, and those that are over. */
export class Alarms extends OpsView {
  static override properties = { count: { state: true } };

  /** How many that are over are shown. */
  declare count: number;
  readonly #over = new Asked(
    this,
    (signal) =>
      this.desk.session.ask(AlarmsOver, { storeId: this.store.id, first: this.count }, signal),
    { also: () => `${this.count} ${this.desk.alarms?.map(({ id }) => id)}` },
  );

  constructor() {
    super();
    this.count = PAGE;
  }

  protected override render() {
    const words = ALARM_WORDS[this.language];
    const { alarms } = this.desk;
    const over = this.#over.value?.alarms;
    return html`<h1>${words.title}</h1>
      <section class="stack" aria-labelledby="alarms-now">
        <h2 id="alarms-now">${words.lasting}</h2>
        ${
          alarms?.length
            ? html`<fl-alarm-list class="wide" .desk=${this.desk} .language=${this.language} .store=${this.store} .alarms=${mostUrgentFirst(alarms)}></fl-alarm-list>`
            : html`<p class="notice">${alarms ? words.none : words.loading}</p>`
        }
      </section>
      <section class="stack" aria-labelledby="alarms-over">
        <h2 id="alarms-over">${words.history}</h2>
        ${
          over?.alarms.length
            ? html`<fl-alarm-list class="wide" .desk=${this.desk} .language=${this.language} .store=${this.store} .alarms=${over.alarms}></fl-alarm-list>`
            : html`<p class="notice">${over ? words.noneOver : words.loading}</p>`
        }
        ${
          over?.endCursor && this.count < MOST
            ? html`<p><button class="button" @click=${() => {
                this.count = Math.min(MOST, this.count + PAGE);
              }}>${words.more}</button></p>`
            : nothing
        }
      </section>`;
  }
}

customElements.define("fl-alarms", Alarms);
