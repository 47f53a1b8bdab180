import { html, nothing, svg, type TemplateResult } from "lit";

/** One bar. `value` null: not known, and said so by `shown`. */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  readonly shown: string;
  /** What is said of it below its label. */
  readonly note?: string | undefined;
  /** An interval in the values' unit that the bar's end lies in. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Where more is told of it. */
  readonly href?: string | undefined;
  /** Stands back behind the others. */
  readonly quiet?: boolean | undefined;
}

/** Bars from zero, all on one scale up to `most` (else to the longest of them). */
export function bars(rows: readonly Bar[], most?: number): TemplateResult {
  const longest =
    most ?? Math.max(0, ...rows.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  const share = (value: number) => `${longest > 0 ? Math.min(100, (100 * value) / longest) : 0}%`;
  return html`<ul class="bars">${rows.map(
    (row) => html`<li>
      <span class="bar-label">${row.href ? html`<a href=${row.href}>${row.label}</a>` : row.label}${row.note ? html` <small class="small">${row.note}</small>` : nothing}</span>
      <svg class="bar-track ${row.quiet ? "quiet" : ""}" aria-hidden="true">
        <rect class="bar-ground" width="100%" height="100%" rx="4"></rect>
        ${row.value ? svg`<rect class="bar" width=${share(row.value)} height="100%" rx="4"></rect>` : nothing}
        ${
          row.low !== undefined && row.high !== undefined
            ? svg`<line class="bar-interval" x1=${share(row.low)} x2=${share(row.high)} y1="50%" y2="50%"></line>`
            : nothing
        }
      </svg>
      <span class="bar-value ${row.value === null ? "unknown" : ""}">${row.shown}</span>
    </li>`,
  )}</ul>`;
}
