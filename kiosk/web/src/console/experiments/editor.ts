import { html, nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { DeskView } from "../../shared/view.ts";
import { troubleIn } from "../waiting.ts";
import { type Draft, emptyDraft, inputOf, sumOf, withoutVariant, withVariant } from "./draft.ts";
import { SaveExperiment } from "./experiments.graphql.ts";
import { WORDS } from "./words.ts";

const MOST_VARIANTS = 20;
/** How far shares may be from 100 per cent: thirds are written with two decimals. */
const ROUNDING = 0.05;

/** An experiment being written. A `changed` event tells that it was saved. */
export class ExperimentEditor extends DeskView {
  static override properties: PropertyDeclarations = {
    given: { attribute: false },
    fresh: { type: Boolean },
    draft: { state: true },
    told: { state: true },
    busy: { state: true },
  };

  declare given: Draft;
  /** Whether it is new: then its key can be chosen. */
  declare fresh: boolean;
  declare draft: Draft;
  declare told: { readonly good: boolean; readonly text: string } | undefined;
  declare busy: boolean;
  #from: string | undefined;

  constructor() {
    super();
    this.draft = emptyDraft();
    this.told = undefined;
    this.busy = false;
  }

  protected override willUpdate(_: PropertyValues): void {
    if (this.given.key === this.#from) return; // what is being typed is not overwritten
    this.#from = this.given.key;
    this.draft = this.given;
  }

  protected override render() {
    const words = WORDS[this.language];
    const { draft } = this;
    const off = Math.abs(sumOf(draft) - 100) > ROUNDING;
    return html`<form class="card experiment-form" @submit=${this.#save}>
      <h1>${this.fresh ? words.newTitle : words.editTitle}</h1>
      ${this.#text(words.name, draft.name, { required: true, maxlength: 200 }, (name) => ({ name }))}
      ${this.#text(words.key, draft.key, { required: true, maxlength: 64, pattern: "[a-z0-9][a-z0-9\\-]*", readonly: !this.fresh, hint: words.keyHint }, (key) => ({ key }))}
      <fieldset>
        <legend>${words.variants}</legend>
        <p class="small">${words.variantsHint}</p>
        ${draft.variants.map((_, at) => this.#variant(at))}
        <p role="alert" class="wrong">${off ? words.sum(`${this.formats.number(sumOf(draft), 1)} %`) : nothing}</p>
        ${
          draft.variants.length < MOST_VARIANTS
            ? html`<button type="button" class="button" @click=${() => {
                this.draft = withVariant(draft);
              }}>${words.addVariant}</button>`
            : nothing
        }
      </fieldset>
      ${this.#number(words.coverage, draft.coverage, (coverage) => ({ coverage }))}
      <div class="notice"><span><strong>${words.metrics}</strong> ${words.metricsText}</span></div>
      <details ?open=${draft.slots.length > 0}>
        <summary>${words.presentation}</summary>
        <p class="small">${words.presentationHint}</p>
        ${draft.slots.map((_, at) => this.#slot(at))}
        <button type="button" class="button" @click=${() => this.#change({ slots: [...draft.slots, { place: "", values: draft.variants.map(() => "") }] })}>${words.addSlot}</button>
      </details>
      <details ?open=${draft.namespace.id !== ""}>
        <summary>${words.advanced}</summary>
        <p class="small">${words.namespaceHint}</p>
        <div class="row">
          ${this.#text(words.namespace, draft.namespace.id, { maxlength: 64 }, (id) => ({ namespace: { ...draft.namespace, id } }))}
          ${this.#number(words.since, draft.namespace.since, (since) => ({ namespace: { ...draft.namespace, since } }))}
          ${this.#number(words.until, draft.namespace.until, (until) => ({ namespace: { ...draft.namespace, until } }))}
        </div>
      </details>
      <div role="status">${this.told ? html`<p class="notice ${this.told.good ? "" : "warn"}">${this.told.text}</p>` : nothing}</div>
      <button class="button main" ?disabled=${this.busy || off}>${words.save}</button>
    </form>`;
  }

  #variant(at: number) {
    const words = WORDS[this.language];
    const { draft } = this;
    const variant = draft.variants[at]!;
    const label = at === 0 ? words.control : words.variant(this.formats.number(at));
    const set = (change: Partial<typeof variant>): Partial<Draft> => ({
      variants: draft.variants.with(at, { ...variant, ...change }),
    });
    return html`<div class="row">
      ${this.#text(label, variant.name, { required: true, maxlength: 100 }, (name) => set({ name }))}
      ${this.#number(words.share, variant.share, (share) => set({ share }))}
      ${
        draft.variants.length > 2 && at > 0
          ? html`<button type="button" class="button quiet" aria-label=${words.removeVariant(variant.name || label)} @click=${() => {
              this.draft = withoutVariant(draft, at);
            }}>×</button>`
          : nothing
      }
    </div>`;
  }

  #slot(at: number) {
    const words = WORDS[this.language];
    const { draft } = this;
    const slot = draft.slots[at]!;
    const set = (change: Partial<typeof slot>): Partial<Draft> => ({
      slots: draft.slots.with(at, { ...slot, ...change }),
    });
    return html`<div class="row">
      ${this.#text(words.slot, slot.place, { maxlength: 100 }, (place) => set({ place }))}
      ${draft.variants.map(({ name }, variant) =>
        this.#text(
          words.shows(name || words.variant(this.formats.number(variant))),
          slot.values[variant] ?? "",
          { maxlength: 100 },
          (value) => set({ values: slot.values.with(variant, value) }),
        ),
      )}
      <button type="button" class="button quiet" aria-label=${words.removeSlot(slot.place)} @click=${() => this.#change({ slots: draft.slots.toSpliced(at, 1) })}>×</button>
    </div>`;
  }

  #text(
    label: string,
    value: string,
    rules: {
      required?: boolean;
      maxlength: number;
      pattern?: string;
      readonly?: boolean;
      hint?: string;
    },
    change: (text: string) => Partial<Draft>,
  ) {
    return html`<label class="field">${label}
      <input
        .value=${value}
        ?required=${rules.required}
        ?readonly=${rules.readonly}
        maxlength=${rules.maxlength}
        pattern=${rules.pattern ?? nothing}
        @input=${(event: Event) => this.#change(change((event.target as HTMLInputElement).value))}
      />${rules.hint ? html`<small class="small">${rules.hint}</small>` : nothing}</label>`;
  }

  #number(label: string, value: number, change: (value: number) => Partial<Draft>) {
    return html`<label class="field narrow">${label}
      <input
        type="number"
        min="0"
        max="100"
        step="0.01"
        required
        .value=${String(value)}
        @input=${(event: Event) => {
          const typed = (event.target as HTMLInputElement).valueAsNumber;
          if (!Number.isNaN(typed)) this.#change(change(typed)); // half a number is no number yet
        }}
      /></label>`;
  }

  #change(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.told = undefined;
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    this.busy = true;
    try {
      const input = inputOf(this.draft);
      const { saveExperiment } = await this.desk.session.ask(SaveExperiment, { input });
      if (saveExperiment.__typename === "ExperimentRefusal") {
        this.told = { good: false, text: saveExperiment.message };
        return;
      }
      this.told = { good: true, text: WORDS[this.language].saved };
      this.dispatchEvent(new Event("changed"));
      location.hash = `#/experiments/${encodeURIComponent(saveExperiment.key)}`;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.told = { good: false, text: troubleIn(this.language, error.trouble, error.message) };
    } finally {
      this.busy = false;
    }
  };
}

customElements.define("fl-experiment-editor", ExperimentEditor);
