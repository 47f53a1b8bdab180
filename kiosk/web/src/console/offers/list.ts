import { html, nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import { serverNow } from "../../api/clock.ts";
import { DeskView } from "../../shared/view.ts";
import { type BudgetsUsed, budgetUse } from "./budget_use.ts";
import type { OfferDocument } from "./document.ts";
import { chance } from "./ids.ts";
import "./list.css";
import {
  DuplicateOffer,
  EndOffer,
  OfferBudgets,
  OfferList,
  type OfferListQuery,
  PauseOffer,
  ResumeOffer,
} from "./list.graphql.ts";
import { LIST_WORDS } from "./list.words.ts";
import { Names } from "./names.ts";
import { documentOf, type Row, titleOf } from "./row.ts";
import { benefitTold, scheduleTold, type Tongue } from "./telling.ts";
import { WORDS } from "./words.ts";

const STATUSES = ["LIVE", "DRAFT", "PAUSED", "ENDED"] as const;
const PAGE = 100;

/** Every offer: what it gives, when it runs, and how much of its budget is gone. */
export class Offers extends DeskView {
  static override properties: PropertyDeclarations = {
    rows: { state: true },
    campaigns: { state: true },
    budgets: { state: true },
    state: { state: true },
    text: { state: true },
    status: { state: true },
    campaign: { state: true },
    here: { state: true },
    ending: { state: true },
    refused: { state: true },
  };

  declare rows: readonly Row[];
  declare campaigns: OfferListQuery["campaigns"];
  declare budgets: ReadonlyMap<string, BudgetsUsed>;
  declare state: "loading" | "here" | "away" | "editor";
  declare text: string;
  declare status: Row["status"] | undefined;
  declare campaign: string;
  declare here: boolean;
  /** The offer of which it is asked whether it is to end. */
  declare ending: Row | undefined;
  declare refused: string;
  #loads = 0;
  #names: Names | undefined;

  constructor() {
    super();
    this.rows = [];
    this.campaigns = [];
    this.budgets = new Map();
    this.state = "loading";
    this.text = "";
    this.status = undefined;
    this.campaign = "";
    this.here = false;
    this.ending = undefined;
    this.refused = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) {
      this.#names = new Names(this.desk);
      this.#names.addEventListener("change", () => this.requestUpdate());
    }
    if (!changed.has("rest") && !changed.has("language")) return;
    if (this.rest.length) void import("./editor.ts").then(() => this.requestUpdate());
    else void this.#load();
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    if (this.rest.length) {
      return html`<fl-offer-editor .desk=${this.desk} .language=${this.language} .store=${this.store}
        .rest=${this.rest}></fl-offer-editor>`;
    }
    const words = LIST_WORDS[this.language];
    const shown = this.rows.filter(this.#fits);
    return html`
      <header class="view-head">
        <h1>${words.title}</h1>
        <a class="button main" href="#/offers/=new">+ ${words.newOffer}</a>
      </header>
      ${this.#filters()}
      ${this.refused ? html`<p class="notice warn" role="alert">${this.refused}</p>` : nothing}
      ${
        this.state === "away"
          ? html`<p class="notice warn" role="alert">${words.offline}
              <button class="button" @click=${this.#load}>${words.again}</button></p>`
          : nothing
      }
      ${this.state === "loading" && !this.rows.length ? html`<p class="small">${words.loading}</p>` : this.#table(shown)}
      ${this.ending ? this.#question(this.ending) : nothing}
    `;
  }

  #filters() {
    const words = LIST_WORDS[this.language];
    return html`<div class="filters">
      <label class="field"><span class="hidden-visually">${words.search}</span>
        <input type="search" placeholder=${words.search} .value=${this.text} @input=${(
          event: Event,
        ) => {
          this.text = (event.target as HTMLInputElement).value;
        }} /></label>
      <div class="chips" role="group" aria-label=${words.columns.status}>
        ${[undefined, ...STATUSES].map(
          (status) =>
            html`<button type="button" aria-pressed=${this.status === status} @click=${() => {
              this.status = status;
            }}>${status ? words.status[status] : words.all}</button>`,
        )}
      </div>
      <label class="field"><span class="hidden-visually">${words.campaign}</span>
        <select @change=${(event: Event) => {
          this.campaign = (event.target as HTMLSelectElement).value;
        }}>
          <option value="">${words.anyCampaign}</option>
          ${this.campaigns.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.campaign}>${name}</option>`)}
        </select></label>
      <label class="flag"><input type="checkbox" .checked=${this.here} @change=${(event: Event) => {
        this.here = (event.target as HTMLInputElement).checked;
      }} /> ${words.onlyHere(this.store.name)}</label>
    </div>`;
  }

  #table(shown: readonly Row[]) {
    const words = LIST_WORDS[this.language];
    if (!shown.length) return html`<p class="small">${words.none}</p>`;
    const { columns } = words;
    return html`<table class="offers">
      <thead><tr><th>${columns.offer}</th><th>${columns.status}</th><th>${columns.schedule}</th><th>${columns.budget}</th>
        <th><span class="hidden-visually">${columns.actions}</span></th></tr></thead>
      <tbody>${shown.map((row) => this.#row(row))}</tbody>
    </table>`;
  }

  #row(row: Row) {
    const words = LIST_WORDS[this.language];
    const document = documentOf(row);
    const tongue = this.#tongue(document);
    const errors = row.problems.filter(({ gravity }) => gravity === "ERROR").length;
    const step = row.status === "DRAFT" ? "what" : "check";
    return html`<tr>
      <th scope="row">
        <a href=${`#/offers/${encodeURIComponent(row.id)}/${step}`}>${titleOf(row)}</a>
        ${document.benefits.map((each) => html`<p class="small">${benefitTold(each, tongue)}</p>`)}
      </th>
      <td>
        <span class="badge ${row.status.toLowerCase()}">${words.status[row.status]}</span>
        ${row.status === "LIVE" && row.runs ? html`<p class="small">${words.runs[row.runs]}</p>` : nothing}
        ${row.published && row.draft ? html`<p class="small">${words.withDraft}</p>` : nothing}
        ${errors ? html`<p class="wrong small">✕ ${words.errors(errors)}</p>` : nothing}
      </td>
      <td>
        ${scheduleTold(document, tongue)}
        <p class="small">${words.changed(row.changedBy, this.formats.time(row.changedAt, { dateStyle: "medium" }))}</p>
      </td>
      <td>${budgetUse(document, this.budgets.get(row.id), tongue, words)}</td>
      <td class="deeds">${this.#deeds(row)}</td>
    </tr>`;
  }

  #deeds(row: Row) {
    const words = LIST_WORDS[this.language];
    const deed = (name: string, run: () => void) =>
      html`<button class="button quiet" aria-label=${words.of(name, titleOf(row))} @click=${run}>${name}</button>`;
    const input = { id: row.id };
    return html`
      ${row.status === "LIVE" ? deed(words.pause, () => this.#done(async () => (await this.desk.session.ask(PauseOffer, { input })).pauseOffer)) : nothing}
      ${row.status === "PAUSED" ? deed(words.resume, () => this.#done(async () => (await this.desk.session.ask(ResumeOffer, { input })).resumeOffer)) : nothing}
      ${
        row.status === "LIVE" || row.status === "PAUSED"
          ? deed(words.end, () => {
              this.ending = row;
            })
          : nothing
      }
      ${deed(words.duplicate, () => this.#duplicate(row))}
    `;
  }

  #question(row: Row) {
    const words = LIST_WORDS[this.language];
    const input = { id: row.id };
    return html`<dialog aria-labelledby="end-title" @close=${() => {
      this.ending = undefined;
    }}>
      <form method="dialog" class="question">
        <h2 id="end-title">${words.endAsk(titleOf(row))}</h2>
        <p>${words.endHint}</p>
        <div class="actions">
          <button class="button danger" @click=${() =>
            this.#done(
              async () => (await this.desk.session.ask(EndOffer, { input })).endOffer,
            )}>${words.end}</button>
          <button class="button quiet" autofocus>${words.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #duplicate(row: Row): Promise<void> {
    const newId = `${row.id.slice(0, 56).replace(/-copy-\w+$/, "")}-copy-${chance()}`;
    await this.#done(async () => {
      const input = { id: row.id, newId };
      const { duplicateOffer } = await this.desk.session.ask(DuplicateOffer, { input });
      if (duplicateOffer.__typename === "Offer") {
        location.hash = `#/offers/${encodeURIComponent(duplicateOffer.id)}/what`;
      }
      return duplicateOffer;
    });
  }

  async #done(
    deed: () => Promise<{ readonly __typename: string; readonly message?: string }>,
  ): Promise<void> {
    const words = LIST_WORDS[this.language];
    this.refused = "";
    try {
      const outcome = await deed();
      this.refused = outcome.message ?? "";
    } catch {
      this.refused = words.offline;
    }
    await this.#load();
  }

  readonly #load = async () => {
    if (this.rest.length) return;
    const load = ++this.#loads;
    const { session } = this.desk;
    const found: Row[] = [];
    let after: string | null = null;
    try {
      do {
        const page: OfferListQuery = await session.ask(OfferList, { after });
        if (load !== this.#loads) return;
        found.push(...page.offers.offers);
        after = page.offers.endCursor;
        this.campaigns = page.campaigns;
        if (!this.rows.length || !after) this.rows = [...found];
      } while (after);
      this.state = "here";
    } catch {
      this.state = "away";
      return;
    }
    const today = serverNow().toISOString().slice(0, 10);
    const bounded = found.filter((row) => documentOf(row).budgets?.length).map(({ id }) => id);
    const reports = [];
    for (let first = 0; first < bounded.length; first += PAGE) {
      const ids = bounded.slice(first, first + PAGE);
      reports.push(...(await session.ask(OfferBudgets, { ids, today })).offerReport);
    }
    if (load !== this.#loads) return;
    this.budgets = new Map(reports.map(({ offerId, budgets }) => [offerId, budgets]));
  };

  readonly #fits = (row: Row): boolean => {
    const document = documentOf(row);
    const wanted = this.text.trim().toLowerCase();
    const words = [row.id, ...Object.values(document.copy).map(({ title }) => title)];
    return (
      (!this.status || row.status === this.status) &&
      (!this.campaign || document.campaign === this.campaign) &&
      (!this.here || !document.stores?.length || document.stores.includes(this.store.id)) &&
      words.some((each) => each.toLowerCase().includes(wanted))
    );
  };

  #tongue(document: OfferDocument): Tongue {
    return {
      words: WORDS[this.language],
      formats: this.formats,
      currency: document.currency,
      name: (of, id) => this.#names?.name(of, id) ?? id,
    };
  }
}

customElements.define("fl-offers", Offers);
