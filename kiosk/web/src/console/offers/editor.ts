import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { DeskView } from "../../shared/view.ts";
import { checkStep, summary } from "./check.ts";
import "./conflict.ts";
import type { OfferDocument, Path } from "./document.ts";
import "./editor.css";
import { Editing, NEW } from "./editing.ts";
import type { Form, Problem } from "./form.ts";
import { head } from "./head.ts";
import { Names } from "./names.ts";
import { preview } from "./preview.ts";
import {
  benefitStep,
  copyStep,
  limitsStep,
  STEPS,
  type Step,
  scheduleStep,
  stepOf,
  whatStep,
  whomStep,
} from "./sections.ts";
import { WORDS } from "./words.ts";

/** The guided editor of one offer: `#/offers/{id}/{step}`. */
export class OfferEditor extends DeskView {
  static override properties: PropertyDeclarations = {
    spoken: { state: true },
    asking: { state: true },
  };

  /** The language of the preview. */
  declare spoken: string | undefined;
  /** Whether the question is open if this is to be published. */
  declare asking: boolean;
  #editing: Editing | undefined;
  #names: Names | undefined;
  #named: string | undefined;
  #focus: Path | undefined;
  #step: Step = "what";
  #shown: Step | undefined;

  constructor() {
    super();
    this.spoken = undefined;
    this.asking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeunload", this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeunload", this.#leaving);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const offer = this.rest[0] ?? NEW;
    if (this.#editing?.offer !== offer) {
      this.#editing = new Editing(this.desk.session, offer);
      this.#editing.addEventListener("change", this.#changed);
      void this.#editing.load();
    } else if (changed.has("language") && changed.get("language")) void this.#editing.check();
    if (!this.#names) {
      this.#names = new Names(this.desk);
      this.#names.addEventListener("change", () => this.requestUpdate());
    }
    if (this.#named !== this.language) {
      this.#named = this.language;
      this.#names.load().catch(() => {
        this.#named = undefined; // the network is away: ids stand for names until then
      });
    }
    const step = this.rest[1] as Step;
    this.#step = STEPS.includes(step) ? step : "what";
  }

  protected override updated(): void {
    const dialog = this.querySelector<HTMLDialogElement>("dialog.publish");
    if (dialog && !dialog.open) dialog.showModal();
    if (this.#shown !== this.#step) {
      const current = this.querySelector(".steps [aria-current]");
      current?.scrollIntoView({ block: "nearest", inline: "center" });
      if (current) this.#shown = this.#step;
    }
    if (this.#focus) setTimeout(this.#focusNow); // once the boxes inside are drawn, too
  }

  readonly #focusNow = () => {
    if (!this.#focus) return;
    const place = this.querySelector(`[data-path="${CSS.escape(this.#focus)}"]`);
    this.#focus = undefined;
    place?.querySelector<HTMLElement>("input, select:not([aria-label]), textarea")?.focus();
    place?.scrollIntoView({ block: "nearest" });
  };

  protected override render() {
    const words = WORDS[this.language];
    const editing = this.#editing!;
    const { progress, conflict } = editing;
    if (progress.is === "loading") return html`<p class="small">${words.loading}</p>`;
    if (progress.is === "unknown") {
      return html`<p class="notice">${words.unknown}</p><a href="#/offers">${words.back}</a>`;
    }
    const form = this.#form(editing);
    return html`
      ${head(form, editing, this.#address("check"), this.#save)}
      ${
        conflict
          ? html`<fl-conflict .form=${form} .base=${editing.base} .theirs=${conflict}
              @settle=${(event: CustomEvent<OfferDocument>) => editing.settle(event.detail)}></fl-conflict>`
          : this.#body(form)
      }
    `;
  }

  #body(form: Form) {
    const { words } = form;
    const index = STEPS.indexOf(this.#step);
    return html`<div class="editor">
      <nav class="steps" aria-label=${words.stepsLabel}>
        ${STEPS.map((step, number) => {
          const counted = this.#count(form, step);
          return html`<a href=${this.#address(step)} aria-current=${step === this.#step ? "step" : nothing}>
            <span class="number">${number + 1}</span> <span>${words.steps[step]}</span> ${counted}</a>`;
        })}
      </nav>
      <section class="card form" aria-labelledby="step-title">
        <h2 id="step-title">${words.steps[this.#step]}</h2>
        ${this.#stepForm(form)}
        <p class="actions">
          ${index > 0 ? html`<a class="button quiet" href=${this.#address(STEPS[index - 1]!)}>${words.previous}</a>` : nothing}
          ${index < STEPS.length - 1 ? html`<a class="button" href=${this.#address(STEPS[index + 1]!)}>${words.next}</a>` : nothing}
        </p>
      </section>
      <aside class="beside">
        ${preview(form, this.spoken ?? this.language, (language) => {
          this.spoken = language;
        })}
        ${this.#step === "check" ? nothing : html`<div><h3>${words.inWords}</h3>${summary(form)}</div>`}
      </aside>
    </div>`;
  }

  #stepForm(form: Form): TemplateResult {
    switch (this.#step) {
      case "what":
        return whatStep(form);
      case "whom":
        return whomStep(form);
      case "benefit":
        return benefitStep(form);
      case "schedule":
        return scheduleStep(form, this.store);
      case "limits":
        return limitsStep(form);
      case "copy":
        return copyStep(form);
      case "check":
        return checkStep(form, this.#editing!, this.#go, this.asking, (asking) => {
          this.asking = asking;
        });
    }
  }

  #count({ problems, words }: Form, step: Step): TemplateResult | typeof nothing {
    if (step === "check") return nothing;
    const own = problems.filter(({ path }) => stepOf(path) === step);
    const errors = own.filter(({ gravity }) => gravity === "ERROR").length;
    if (errors) return html`<span class="count wrong">✕ ${words.errors(errors)}</span>`;
    return own.length
      ? html`<span class="count hint">▲ ${words.warnings(own.length)}</span>`
      : nothing;
  }

  #form(editing: Editing): Form {
    const words = WORDS[this.language];
    const { document, missing, checked } = editing;
    const names = this.#names!;
    const empty: Problem[] = missing.map((path) => ({
      path,
      gravity: "ERROR",
      message: words.fillIn,
    }));
    return {
      document,
      words,
      names,
      formats: this.formats,
      currency: document.currency,
      currencies: [
        ...new Set([this.store.currencyCode, ...this.desk.stores.map((each) => each.currencyCode)]),
      ],
      problems: [...empty, ...(empty.length ? [] : (checked ?? []))],
      name: (of, id) => names.name(of, id),
      put: (path, value) => editing.put(path, value),
      focus: (path) => {
        this.#focus = path;
      },
    };
  }

  #address(step: Step): string {
    return `#/offers/${encodeURIComponent(this.#editing!.offer)}/${step}`;
  }

  readonly #changed = () => {
    const { offer } = this.#editing!;
    if (this.rest[0] !== offer && this.rest[0] === NEW) {
      history.replaceState(null, "", this.#address(this.#step));
      this.rest = [offer, this.#step];
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
    this.requestUpdate();
  };

  readonly #save = async () => {
    const [first] = this.#editing!.missing;
    if (first) this.#go(first);
    else await this.#editing!.save();
  };

  readonly #go = (path: Path) => {
    this.#focus = path;
    const step = stepOf(path);
    if (step === this.#step) this.requestUpdate();
    else location.hash = this.#address(step);
  };

  readonly #leaving = (event: BeforeUnloadEvent) => {
    if (this.#editing?.dirty && this.#editing.offer !== NEW) event.preventDefault();
  };
}

customElements.define("fl-offer-editor", OfferEditor);
