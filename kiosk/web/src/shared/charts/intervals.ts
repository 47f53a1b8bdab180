import { html, svg, type TemplateResult } from "lit";

/** An estimate in its bounds; null: too little is known to tell. */
export interface Estimate {
  readonly label: string;
  readonly note?: string | undefined;
  readonly interval: {
    readonly middle: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly shown: string;
}

/** How far bounds are drawn, beside the largest estimate: a wide one must not flatten the others. */
const WIDEST = 2;

/** Estimates as dots in their intervals, on one scale round zero. `zero` names its line. */
export function intervals(rows: readonly Estimate[], zero: string): TemplateResult {
  const largest = Math.max(0.5, ...rows.map(({ interval }) => Math.abs(interval?.middle ?? 0)));
  const reach = Math.max(
    0.01,
    ...rows.flatMap(({ interval }) =>
      interval
        ? [interval.low, interval.high].map((end) => Math.min(WIDEST * largest, Math.abs(end)))
        : [],
    ),
  );
  const x = (value: number) => `${Math.max(0, Math.min(100, 50 + (48 * value) / reach))}%`;
  return html`<ul class="intervals">
    ${rows.map(
      ({ label, note, interval, shown }) => html`<li>
        <span class="bar-label">${label} <small class="small">${note}</small></span>
        <svg class="interval-track" aria-hidden="true">
          <line class="interval-zero" x1="50%" x2="50%" y1="0" y2="100%"></line>
          ${
            interval
              ? svg`<g class=${side(interval)}>
                  <line class="interval" x1=${x(interval.low)} x2=${x(interval.high)} y1="50%" y2="50%"></line>
                  <circle cx=${x(interval.middle)} cy="50%" r="6"></circle>
                </g>`
              : ""
          }
        </svg>
        <span class="bar-value ${interval ? "" : "unknown"}">${shown}</span>
      </li>`,
    )}
    <li class="interval-axis" aria-hidden="true"><span></span><span class="small">${zero}</span><span></span></li>
  </ul>`;
}

function side({ low, high }: { low: number; high: number }): string {
  if (low > 0) return "above";
  return high < 0 ? "below" : "open";
}
