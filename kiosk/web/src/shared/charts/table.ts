import { html, type TemplateResult } from "lit";
import "./charts.css";

/** What a reader sees, and what a spreadsheet takes: a plain number or text, "" for unknown. */
export interface Cell {
  readonly shown: string;
  readonly raw: string | number;
}

export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
}

/** The numbers of a chart; `name` names the file that they are downloaded as. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | Cell)[])[];
}

/** A column of texts, and one of numbers. */
export const words = (title: string): Column => ({ title });
export const numbers = (title: string): Column => ({ title, numeric: true });

export function tableView({ columns, rows }: Table, caption: string): TemplateResult {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${caption}><table class="table">
    <caption class="hidden-visually">${caption}</caption>
    <thead><tr>${columns.map(
      ({ title, numeric }) => html`<th scope="col" class=${numeric ? "numeric" : ""}>${title}</th>`,
    )}</tr></thead>
    <tbody>${rows.map(
      (row) =>
        html`<tr>${row.map((cell, at) => {
          const shown = typeof cell === "string" ? cell : cell.shown;
          const numeric = columns[at]?.numeric ? "numeric" : "";
          return at === 0
            ? html`<th scope="row" class=${numeric}>${shown}</th>`
            : html`<td class=${numeric}>${shown}</td>`;
        })}</tr>`,
    )}</tbody>
  </table></div>`;
}
