import { html, nothing, type PropertyDeclarations } from "lit";
import { ApiError } from "../../api/graphql.ts";
import type { OfferFormat, OfferStatus } from "../../api/schema.ts";
import { download } from "../../shared/charts/csv.ts";
import { DeskView } from "../../shared/view.ts";
import { troubleIn } from "../waiting.ts";
import { ExportOffers } from "./exchange.graphql.ts";
import { WORDS } from "./words.ts";

const FILES: Readonly<Record<OfferFormat, readonly [name: string, type: string]>> = {
  JSON_LINES: ["offers.jsonl", "application/x-ndjson"],
  CSV: ["offers.csv", "text/csv"],
};
const STATUSES: readonly OfferStatus[] = ["DRAFT", "LIVE", "PAUSED", "ENDED"];

/** Offers written out into a file that the import takes again. */
export class ExportOffersView extends DeskView {
  static override properties: PropertyDeclarations = {
    told: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  /** The file that was written last. */
  declare told: string;
  declare trouble: string;
  declare busy: boolean;

  constructor() {
    super();
    this.told = "";
    this.trouble = "";
    this.busy = false;
  }

  protected override render() {
    const words = WORDS[this.language];
    return html`<form class="card" @submit=${this.#export}>
      <h2>${words.out}</h2>
      <p>${words.outLead}</p>
      <label class="field">${words.format}
        <select name="format">${(["JSON_LINES", "CSV"] as const).map(
          (each) => html`<option value=${each}>${words.formats[each]}</option>`,
        )}</select></label>
      <label class="field">${words.status}
        <select name="status"><option value="">${words.all}</option>${STATUSES.map(
          (each) => html`<option value=${each}>${words.statuses[each]}</option>`,
        )}</select></label>
      <button class="button main" ?disabled=${this.busy}>${words.export}</button>
      <div role="status">
        ${this.told ? html`<p class="notice">${words.wrote(this.told)}</p>` : nothing}
        ${this.trouble ? html`<p class="notice warn">${this.trouble}</p>` : nothing}
      </div>
    </form>`;
  }

  readonly #export = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const format = given.get("format") as OfferFormat;
    const status = (given.get("status") || null) as OfferStatus | null;
    this.busy = true;
    this.told = "";
    this.trouble = "";
    try {
      const { exportOffers } = await this.desk.session.ask(ExportOffers, { format, status });
      const [name, type] = FILES[format];
      download(name, exportOffers, type);
      this.told = name;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble = troubleIn(this.language, error.trouble, error.message);
    } finally {
      this.busy = false;
    }
  };
}

customElements.define("fl-export-offers", ExportOffersView);
