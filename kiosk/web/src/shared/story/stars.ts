import { html, type TemplateResult } from "lit";

/** Stars, rounded to whole ones; `label` says in words how many. */
export function stars(count: number, label: string): TemplateResult {
  const whole = Math.round(count);
  return html`<span class="stars" role="img" aria-label=${label}
    >${"★".repeat(whole)}<span>${"★".repeat(5 - whole)}</span></span
  >`;
}
