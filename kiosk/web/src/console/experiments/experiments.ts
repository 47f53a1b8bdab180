import { html, nothing, type PropertyDeclarations } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { DeskView } from "../../shared/view.ts";
import { Asked } from "../asked.ts";
import { confirm, confirmView } from "../confirm.ts";
import "../views.css";
import { answered, troubleIn } from "../waiting.ts";
import { draftOf, emptyDraft } from "./draft.ts";
import "./editor.ts";
import "./experiments.css";
import {
  Experiments as All,
  type ExperimentFragment,
  ExperimentOutcome,
  type ExperimentsQuery,
  StartExperiment,
  StopExperiment,
} from "./experiments.graphql.ts";
import "./holdouts.ts";
import { outcomeView } from "./outcome.ts";
import { WORDS } from "./words.ts";

/** Where a new experiment is written. */
const NEW = "new";

/** Experiments: all of them, one with what came of it, and one being written. */
export class Experiments extends DeskView {
  static override properties: PropertyDeclarations = { refused: { state: true } };

  /** Why the last step was not taken. */
  declare refused: string;
  readonly #all = new Asked(
    this,
    () => [this.language],
    (signal) => this.desk.session.ask(All, {}, signal),
  );
  readonly #outcome = new Asked(
    this,
    () => [this.#key, this.language],
    async (signal) => {
      const key = this.#key;
      if (key === undefined || key === NEW) return null;
      return (await this.desk.session.ask(ExperimentOutcome, { key }, signal)).experimentResult;
    },
  );

  constructor() {
    super();
    this.refused = "";
  }

  get #key(): string | undefined {
    return this.rest[0];
  }

  protected override render() {
    const words = WORDS[this.language];
    return html`
      <header class="view-head">
        ${this.#key === undefined ? nothing : html`<a href="#/experiments">← ${words.back}</a>`}
        ${this.#key === undefined ? html`<h1>${words.title}</h1><p>${words.lead}</p>` : nothing}
      </header>
      ${answered(this.#all, this.language, (all) => this.#shown(all))}
    `;
  }

  #shown(all: ExperimentsQuery) {
    const words = WORDS[this.language];
    if (this.#key === undefined) return this.#list(all);
    if (this.#key === NEW) return this.#editor(emptyDraft(), true);
    const experiment = all.experiments.find(({ key }) => key === this.#key);
    if (!experiment) return html`<p class="notice">${words.unknown}</p>`;
    if (this.rest[1] === "edit" && experiment.status === "DRAFT") {
      return this.#editor(draftOf(experiment), false);
    }
    return this.#one(experiment, all);
  }

  #list(all: ExperimentsQuery) {
    const words = WORDS[this.language];
    return html`
      <p><a class="button main" href="#/experiments/new">${words.begin}</a></p>
      ${all.experiments.length ? nothing : html`<p class="notice">${words.none}</p>`}
      <ul class="figures">${all.experiments.map(
        (each) => html`<li class="card experiment">
          <p class="state ${each.status}">${words.status[each.status]}</p>
          <h2><a href="#/experiments/${encodeURIComponent(each.key)}">${each.name}</a></h2>
          ${this.#variants(each)}
        </li>`,
      )}</ul>
      <fl-holdouts
        .desk=${this.desk}
        .language=${this.language}
        .store=${this.store}
        .holdouts=${all.holdouts}
        @changed=${this.#all.again}
      ></fl-holdouts>`;
  }

  #variants({ variants, weights, coverage }: ExperimentFragment) {
    const words = WORDS[this.language];
    const { formats } = this;
    return html`<ul class="arms">${variants.map(
      (
        name,
        at,
      ) => html`<li><span>${name}${at === 0 ? html` <small class="small">${words.control}</small>` : nothing}</span>
        <span>${formats.percent(weights[at] ?? 1 / variants.length)}</span></li>`,
    )}</ul>
    <p class="small">${words.part(formats.percent(coverage))}</p>`;
  }

  #one(experiment: ExperimentFragment, all: ExperimentsQuery) {
    const words = WORDS[this.language];
    const { status, key } = experiment;
    const step = status === "DRAFT" ? "start" : "stop";
    return html`
      <div class="experiment-head">
        <div><p class="state ${status}">${words.status[status]}</p><h1>${experiment.name}</h1></div>
        <div class="experiment-steps">
          ${status === "DRAFT" ? html`<a class="button" href="#/experiments/${encodeURIComponent(key)}/edit">${words.edit}</a>` : nothing}
          ${
            status === "STOPPED"
              ? nothing
              : html`<button
                  type="button"
                  class="button ${status === "DRAFT" ? "main" : "danger"}"
                  @click=${() => confirm(this, "step")}
                >${words[step]}</button>`
          }
        </div>
      </div>
      ${confirmView("step", words[`${step}Sure`], { yes: words[step], no: words.cancel }, () =>
        this.#move(step, key),
      )}
      ${this.refused ? html`<p class="notice warn" role="alert">${this.refused}</p>` : nothing}
      ${
        status === "DRAFT"
          ? nothing
          : answered(this.#outcome, this.language, (result) =>
              result ? outcomeView(result, this.formats) : nothing,
            )
      }
      <div class="figures">
        <section class="card">${this.#variants(experiment)}</section>
        ${this.#tried(experiment, all)}
      </div>`;
  }

  #tried({ key, variants, presentation }: ExperimentFragment, { offers }: ExperimentsQuery) {
    const words = WORDS[this.language];
    const tried = offers.offers.flatMap(({ id, draft, published }) => {
      const content = published ?? draft;
      const arm = content?.experiment;
      return arm?.experiment === key ? [{ id, title: content!.title, variant: arm.variant }] : [];
    });
    const slots = presentation as readonly Record<string, string>[];
    if (slots.length) {
      return html`<section class="card"><h2>${words.slots}</h2><ul class="arms">${slots.map(
        (shown, at) =>
          Object.entries(shown).map(
            ([place, value]) =>
              html`<li><span><code>${place}</code> ${value}</span><span>${variants[at]}</span></li>`,
          ),
      )}</ul></section>`;
    }
    return html`<section class="card">
      <h2>${words.offers}</h2>
      ${tried.length ? nothing : html`<p class="small">${words.noOffers}</p>`}
      <ul class="arms">${tried.map(
        ({ id, title, variant }) => html`<li>
          <a href="#/reports/offers/${encodeURIComponent(id)}">${title}</a>
          <small class="small">${words.arm(variants[variant] ?? String(variant))}</small>
        </li>`,
      )}</ul>
    </section>`;
  }

  #editor(draft: ReturnType<typeof emptyDraft>, fresh: boolean) {
    return html`<fl-experiment-editor
      .desk=${this.desk}
      .language=${this.language}
      .store=${this.store}
      .given=${draft}
      .fresh=${fresh}
      @changed=${this.#all.again}
    ></fl-experiment-editor>`;
  }

  async #move(step: "start" | "stop", key: string): Promise<void> {
    this.refused = "";
    try {
      const input = { input: { key } };
      const { session } = this.desk;
      const result =
        step === "start"
          ? (await session.ask(StartExperiment, input)).startExperiment
          : (await session.ask(StopExperiment, input)).stopExperiment;
      if (result.__typename === "ExperimentRefusal") this.refused = result.message;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = troubleIn(this.language, error.trouble, error.message);
    }
    this.#all.again();
    this.#outcome.again();
  }
}

customElements.define("fl-experiments", Experiments);
