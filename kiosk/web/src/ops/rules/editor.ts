import { html, nothing, type PropertyValues } from "lit";
import type { AlarmKind, AlarmSeverity, AlarmSuppressionCause } from "../../api/schema.ts";
import { ALARM_WORDS } from "../alarms/words.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { OpsView } from "../view.ts";
import { asKind, KINDS, minutesOf, telling, UNITS } from "./rule.ts";
import { type RuleShownFragment, SetRule } from "./rules.graphql.ts";
import { RULE_WORDS } from "./words.ts";

const SEVERITIES: readonly AlarmSeverity[] = ["CRITICAL", "MAJOR", "WARNING"];
const CAUSES: readonly AlarmSuppressionCause[] = ["DEFROST", "DOOR", "START_UP"];

/** One alarm rule, to change as a whole. A `done` event ends it, saved or not. */
export class RuleEditor extends OpsView {
  static override properties = { rule: { attribute: false }, draft: { state: true } };

  /** A new one has no id yet. */
  declare rule: RuleShownFragment;
  declare draft: RuleShownFragment;
  readonly #doing = new Doing(this, () => this.language);

  protected override willUpdate(changed?: PropertyValues): void {
    super.willUpdate();
    if (changed?.has("rule")) this.draft = this.rule;
  }

  protected override render() {
    const words = RULE_WORDS[this.language];
    const { draft } = this;
    return html`<form class="card" @submit=${this.#save}>
      <div class="pair">
        ${
          this.rule.id
            ? nothing
            : html`<label class="field">${words.id}<input required pattern="[a-z0-9][a-z0-9\\-]{0,63}" autocomplete="off" spellcheck="false" .value=${draft.id} @change=${(event: Event) => this.#change({ id: text(event) })} /></label>`
        }
        <label class="field">${words.kind}<select @change=${(event: Event) => {
          this.draft = asKind(draft, text(event) as AlarmKind);
        }}>${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === draft.kind}>${words.kinds[kind]}</option>`)}</select></label>
        <label class="field">${words.severity}<select @change=${(event: Event) => this.#change({ severity: text(event) as AlarmSeverity })}>${SEVERITIES.map(
          (each) =>
            html`<option value=${each} ?selected=${each === draft.severity}>${ALARM_WORDS[this.language].severities[each]}</option>`,
        )}</select></label>
      </div>
      ${this.#where()}
      <div class="pair">${this.#numbers()}</div>
      <fieldset><legend>${words.suppressedBy}</legend><div class="checks">${CAUSES.map(
        (cause) =>
          html`<label class="check"><input type="checkbox" .checked=${draft.suppressedBy.includes(cause)} @change=${() =>
            this.#change({
              suppressedBy: toggled(draft.suppressedBy, cause),
            })} /> ${words.causes[cause]}</label>`,
      )}</div></fieldset>
      ${this.#doing.notice}
      <p class="actions">
        <button class="button main" ?disabled=${this.#doing.busy}>${words.save}</button>
        <button type="button" class="button quiet" @click=${this.#done}>${COMMON_WORDS[this.language].cancel}</button>
      </p>
    </form>`;
  }

  #where() {
    const words = RULE_WORDS[this.language];
    const { draft, store } = this;
    const box = (id: string, name: string) => html`<label class="check">
      <input type="checkbox" .checked=${draft.placeIds.includes(id)} @change=${() =>
        this.#change({ placeIds: toggled(draft.placeIds, id) })} /> ${name}</label>`;
    return html`<fieldset><legend>${words.where}</legend><div class="checks">
      ${box(store.id, words.wholeStore)} ${this.desk.places?.map(({ place, name }) => box(place.id, name))}
    </div></fieldset>`;
  }

  #numbers() {
    const words = RULE_WORDS[this.language];
    const { draft } = this;
    const unit = UNITS[draft.kind];
    const number = (
      label: string,
      value: number | null | undefined,
      set: (value: number | null) => void,
      required = true,
    ) => html`<label class="field">${label}
      <input type="number" step="any" ?required=${required} .value=${value == null ? "" : String(value)} @change=${(
        event: Event,
      ) => {
        const { value } = event.target as HTMLInputElement;
        set(value === "" ? null : Number(value));
      }} /></label>`;
    return html`
      ${unit ? number(words.threshold(unit), draft.threshold, (threshold) => this.#change({ threshold })) : nothing}
      ${draft.kind === "SILENCE" ? number(words.intervals, draft.intervals, (intervals) => this.#change({ intervals: intervals ?? 3 })) : number(words.delay, draft.delayMinutes, (delay) => this.#change({ delayMinutes: delay ?? 0 }))}
      ${unit ? number(words.clear(unit), draft.clear, (clear) => this.#change({ clear }), false) : nothing}
      ${unit ? number(words.clearDelay, draft.clearDelayMinutes, (delay) => this.#change({ clearDelayMinutes: delay ?? 0 })) : nothing}
      ${number(
        words.manager,
        minutesOf(draft, "MANAGER"),
        (minutes) => {
          this.draft = telling(this.draft, "MANAGER", minutes ?? undefined);
        },
        false,
      )}
      ${number(
        words.area,
        minutesOf(draft, "AREA"),
        (minutes) => {
          this.draft = telling(this.draft, "AREA", minutes ?? undefined);
        },
        false,
      )}
      ${number(words.recovery, draft.recoveryMinutes, (minutes) => this.#change({ recoveryMinutes: minutes ?? 0 }))}
    `;
  }

  #change(change: Partial<RuleShownFragment>): void {
    this.draft = { ...this.draft, ...change };
  }

  readonly #done = () => this.dispatchEvent(new Event("done"));

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { draft } = this;
    const done = await this.#doing.run(async () => {
      const input = {
        id: draft.id,
        kind: draft.kind,
        severity: draft.severity,
        placeIds: [...draft.placeIds],
        placeKinds: [...draft.placeKinds],
        threshold: draft.threshold,
        delayMinutes: draft.delayMinutes,
        windowHours: draft.windowHours,
        clear: draft.clear,
        clearDelayMinutes: draft.clearDelayMinutes,
        intervals: draft.intervals,
        suppressedBy: [...draft.suppressedBy],
        recoveryMinutes: draft.recoveryMinutes,
        escalation: draft.escalation.map(({ level, minutes }) => ({ level, minutes })),
      };
      const { setAlarmRule } = await this.desk.session.ask(SetRule, { input });
      return setAlarmRule.__typename === "AlarmRefusal" ? setAlarmRule : undefined;
    });
    if (done) this.#done();
  };
}

function text(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}

customElements.define("fl-rule-editor", RuleEditor);
