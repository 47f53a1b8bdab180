import { html, type TemplateResult } from "lit";
import type { Line } from "./curve.ts";

/** What the lines of a curve are; it stands below the curve. */
export function legend(lines: readonly Pick<Line, "label" | "look">[]): TemplateResult {
  return html`<ul class="legend small">${lines.map(
    ({ label, look }) => html`<li><svg class="legend-line ${look}" aria-hidden="true">
      <line x1="0" x2="100%" y1="50%" y2="50%"></line></svg>${label}</li>`,
  )}</ul>`;
}
