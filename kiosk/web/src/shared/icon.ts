import { html, type TemplateResult } from "lit";

/** Drawn with the pen of the text beside them; decorative, as a word always stands there. */
export function icon(shape: TemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}
