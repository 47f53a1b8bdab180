import "./alarms.css";
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Asked } from "../asked.ts";
import { type BoardAlarmFragment, Escalations } from "../board.graphql.ts";
import { OpsView } from "../view.ts";
import "./card.ts";

/** Alarms as cards, with who is told of each one next. */
export class AlarmList extends OpsView {
  static override properties = { alarms: { attribute: false } };

  declare alarms: readonly BoardAlarmFragment[];
  readonly #rules = new Asked(
    this,
    (signal) => this.desk.session.ask(Escalations, {}, signal),
    // a rule may be newer than what is known of rules
    { also: () => this.alarms.map(({ ruleId }) => ruleId).join() },
  );

  constructor() {
    super();
    this.alarms = [];
  }

  protected override render() {
    const rules = new Map(this.#rules.value?.alarmRules.map((rule) => [rule.id, rule]));
    return html`<ul class="alarm-list">${repeat(
      this.alarms,
      ({ id }) => id,
      (alarm) =>
        html`<li><fl-alarm .desk=${this.desk} .alarm=${alarm} .rule=${rules.get(alarm.ruleId)}></fl-alarm></li>`,
    )}</ul>`;
  }
}

customElements.define("fl-alarm-list", AlarmList);
