import { html, nothing } from "lit";
import { ALARM_WORDS } from "../alarms/words.ts";
import { Asked } from "../asked.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { severityIcon } from "../icons.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import "./editor.ts";
import { concerns, minutesOf, newRule, UNITS } from "./rule.ts";
import { RemoveRule, type RuleShownFragment, Rules as RulesOf } from "./rules.graphql.ts";
import { RULE_WORDS } from "./words.ts";

/** The rules that raise alarms in a store. */
export class Rules extends OpsView {
  static override properties = { editing: { state: true }, removing: { state: true } };

  declare editing: RuleShownFragment | undefined;
  declare removing: RuleShownFragment | undefined;
  readonly #rules = new Asked(this, (signal) => this.desk.session.ask(RulesOf, {}, signal));
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.editing = undefined;
    this.removing = undefined;
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = RULE_WORDS[this.language];
    if (this.editing) {
      return html`<h1>${words.title}</h1>
        <fl-rule-editor .desk=${this.desk} .language=${this.language} .store=${this.store} .rule=${this.editing} @done=${this.#done}></fl-rule-editor>`;
    }
    const places = this.desk.places?.map(({ place }) => place.id) ?? [];
    const rules = this.#rules.value?.alarmRules.filter((rule) =>
      concerns(rule, this.store.id, places),
    );
    return html`<div class="head">
        <h1>${words.title}</h1>
        <button class="button main" @click=${() => {
          this.editing = newRule(this.store.id);
        }}>${words.add}</button>
      </div>
      <p class="small">${words.about}</p>
      ${trouble(this, this.#rules)}
      ${
        rules?.length
          ? html`<ul class="cards">${rules.map((rule) => html`<li>${this.#rule(rule)}</li>`)}</ul>`
          : rules && html`<p class="notice">${words.none}</p>`
      }
      ${this.removing ? this.#dialog(this.removing) : nothing}`;
  }

  #rule(rule: RuleShownFragment) {
    const words = RULE_WORDS[this.language];
    const { formats } = this;
    const told = (level: "MANAGER" | "AREA") => {
      const minutes = minutesOf(rule, level);
      return minutes === undefined ? words.never : formats.number(minutes);
    };
    return html`<article class="card">
      <h2 class="card-title">${words.kinds[rule.kind]} <span class="small">${this.#says(rule)}</span></h2>
      <p class="alarm-severity">${severityIcon(rule.severity)} ${ALARM_WORDS[this.language].severities[rule.severity]}</p>
      <p>${this.#where(rule)}</p>
      <p class="small">${words.tells(told("MANAGER"), told("AREA"))} · <code>${rule.id}</code></p>
      <p class="actions">
        <button class="button" @click=${() => {
          this.editing = rule;
        }}>${words.change}</button>
        <button class="button quiet" @click=${() => {
          this.removing = rule;
        }}>${words.remove}</button>
      </p>
    </article>`;
  }

  #says(rule: RuleShownFragment): string {
    const words = RULE_WORDS[this.language];
    const minutes = this.formats.number(rule.delayMinutes);
    const unit = UNITS[rule.kind];
    if (rule.kind === "SILENCE") return words.saysSilent(rule.intervals);
    if (rule.kind === "STUCK") return words.saysStuck(minutes);
    if (!unit || rule.threshold === null) return words.says(words.kinds[rule.kind], minutes);
    const side = rule.kind.startsWith("HIGH") ? words.up : words.down;
    const limit = this.formats.number(rule.threshold, Number.isInteger(rule.threshold) ? 0 : 1);
    return words.says(`${side}\u00a0${limit}\u00a0${unit}`, minutes);
  }

  #where(rule: RuleShownFragment): string {
    const words = RULE_WORDS[this.language];
    if (rule.placeIds.length === 0) return words.everyStore;
    if (rule.placeIds.includes(this.store.id)) return words.wholeStore;
    const names = new Map(this.desk.places?.map(({ place, name }) => [place.id, name]));
    return rule.placeIds.map((id) => names.get(id) ?? id).join(" · ");
  }

  #dialog(rule: RuleShownFragment) {
    const words = RULE_WORDS[this.language];
    const close = () => {
      this.removing = undefined;
    };
    return html`<dialog aria-labelledby="remove-title" @close=${close}><div class="stack">
      <h2 id="remove-title">${words.removeTitle(rule.id)}</h2>
      <p>${words.removeEffect}</p>
      ${this.#doing.notice}
      <p class="actions">
        <button class="button danger" ?disabled=${this.#doing.busy} @click=${() => this.#remove(rule.id)}>${words.removeNow}</button>
        <button class="button quiet" autofocus @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
      </p>
    </div></dialog>`;
  }

  async #remove(id: string): Promise<void> {
    const done = await this.#doing.run(async () => {
      const { removeAlarmRule } = await this.desk.session.ask(RemoveRule, { input: { id } });
      return removeAlarmRule.__typename === "AlarmRefusal" ? removeAlarmRule : undefined;
    });
    if (!done) return;
    this.removing = undefined;
    await this.#rules.again();
  }

  readonly #done = () => {
    this.editing = undefined;
    void this.#rules.again();
  };
}

customElements.define("fl-rules", Rules);
