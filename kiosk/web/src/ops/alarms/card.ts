import { html, nothing } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import { ago } from "../ages.ts";
import { type BoardAlarmFragment, type EscalationsQuery, TakeAlarmOn } from "../board.graphql.ts";
import { Doing } from "../doing.ts";
import { severityIcon } from "../icons.ts";
import type { Ops } from "../ops.ts";
import { nextStep, toldBy } from "./order.ts";
import { ALARM_WORDS } from "./words.ts";

export type Rule = EscalationsQuery["alarmRules"][number];

/** One alarm, and the form to take it on. What is typed stays while the alarm changes. */
export class AlarmCard extends ScreenElement {
  static override properties = {
    desk: { attribute: false },
    alarm: { attribute: false },
    rule: { attribute: false },
    open: { state: true },
    note: { state: true },
  };

  declare desk: Ops;
  declare alarm: BoardAlarmFragment;
  /** The rule that raised it; undefined for one that is gone, and until rules have come. */
  declare rule: Rule | undefined;
  declare open: boolean;
  declare note: string;
  readonly #taking = new Doing(this, () => this.desk.language);

  constructor() {
    super();
    this.rule = undefined;
    this.open = false;
    this.note = "";
  }

  protected override render() {
    const { alarm } = this;
    const { language, formats } = this.desk;
    const words = ALARM_WORDS[language];
    const untaken = alarm.active && !alarm.acknowledgedAt;
    return html`<article class="alarm card ${alarm.severity.toLowerCase()} ${untaken ? "untaken" : ""}">
      <p class="alarm-severity">${severityIcon(alarm.severity)} ${words.severities[alarm.severity]}${alarm.active ? nothing : html` · ${words.over}`}</p>
      <h3>${alarm.sentence}</h3>
      <p class="small">${
        alarm.clearedAt
          ? words.between(formats.dateTime(alarm.startedAt), formats.dateTime(alarm.clearedAt))
          : words.since(formats.time(alarm.startedAt), ago(language, alarm.startedAt))
      }</p>
      ${this.#told()}
      ${alarm.lots.length ? this.#lots() : nothing}
      ${
        alarm.acknowledgedBy && alarm.acknowledgedAt
          ? html`<div class="alarm-taken"><p><strong>${words.taken(alarm.acknowledgedBy, ago(language, alarm.acknowledgedAt))}</strong></p>
            ${alarm.note ? html`<p class="alarm-note">${alarm.note}</p>` : nothing}</div>`
          : nothing
      }
      ${untaken ? this.#form() : nothing}
    </article>`;
  }

  #told() {
    const { alarm } = this;
    const { language, formats } = this.desk;
    const words = ALARM_WORDS[language];
    const next =
      alarm.active && !alarm.acknowledgedAt && nextStep(alarm, this.rule?.escalation ?? []);
    return html`<p class="small">${words.told}: ${toldBy(alarm.level)
      .map((level) => words.levels[level])
      .join(" → ")}${
      next ? html`<br>${words.next(words.levels[next.level], formats.time(next.at))}` : nothing
    }</p>`;
  }

  #lots() {
    const { language, formats } = this.desk;
    const words = ALARM_WORDS[language];
    const days = (value: number) => formats.number(value, Number.isInteger(value) ? 0 : 1);
    return html`<details class="alarm-lots">
      <summary>${words.lots(this.alarm.affectedLots ?? this.alarm.lots.length)}</summary>
      <ul>${this.alarm.lots.map(
        (
          lot,
        ) => html`<li><span>${lot.product?.name ?? lot.thing} <span class="small">${lot.lot}</span></span>
          <span class="small">${words.lot(days(lot.daysLost), days(lot.daysLeft))}</span></li>`,
      )}</ul>
    </details>`;
  }

  #form() {
    const words = ALARM_WORDS[this.desk.language];
    if (!this.open) {
      return html`<p><button class="button main" @click=${this.#begin}>${words.takeOn}</button></p>`;
    }
    return html`<form class="alarm-form" @submit=${this.#submit}>
      <label class="field">${words.note}
        <textarea rows="2" maxlength="1000" .value=${this.note} @input=${(event: InputEvent) => {
          this.note = (event.target as HTMLTextAreaElement).value;
        }}></textarea>
        <span class="small">${words.noteHint}</span>
      </label>
      ${this.#taking.notice}
      <p class="actions">
        <button class="button main" ?disabled=${this.#taking.busy}>${words.confirm}</button>
        <button type="button" class="button quiet" @click=${() => {
          this.open = false;
        }}>${words.cancel}</button>
      </p>
    </form>`;
  }

  readonly #begin = async () => {
    this.open = true;
    await this.updateComplete;
    this.querySelector("textarea")?.focus();
  };

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    await this.#taking.run(async () => {
      const input = { alarmId: this.alarm.id, note: this.note };
      const { acknowledgeAlarm } = await this.desk.session.ask(TakeAlarmOn, { input });
      if (acknowledgeAlarm.__typename !== "Alarm") return acknowledgeAlarm;
      this.open = false;
      this.desk.know(acknowledgeAlarm);
      return undefined;
    });
  };
}

customElements.define("fl-alarm", AlarmCard);
