import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../language.ts";
import { csvOf, download } from "./csv.ts";
import { type Table, tableView } from "./table.ts";
import { CHART_WORDS } from "./words.ts";

export interface Figure {
  /** What the numbers say, as a sentence. */
  readonly finding: string;
  /** What is counted, in which unit; of which days. */
  readonly about: readonly string[];
  readonly chart: TemplateResult;
  readonly table: Table;
  /** How to read it, where that is not plain. */
  readonly note?: string | undefined;
}

/** A chart below what it says in words, with its table and the table's download. */
export function figure(language: Language, shown: Figure): TemplateResult {
  const words = CHART_WORDS[language];
  return html`<figure class="figure card">
    <figcaption><h2>${shown.finding}</h2><p class="small">${shown.about.join(" · ")}</p></figcaption>
    ${shown.chart}
    ${shown.note ? html`<p class="small">${shown.note}</p>` : nothing}
    <details class="figure-table">
      <summary>${words.table}</summary>
      ${tableView(shown.table, shown.finding)}
      <button
        type="button"
        class="button"
        @click=${() => download(`${shown.table.name}.csv`, csvOf(shown.table))}
      >${words.download}</button>
    </details>
  </figure>`;
}
