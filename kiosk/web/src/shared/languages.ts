import { html, type TemplateResult } from "lit";
import { LANGUAGES, type Language } from "./language.ts";

/** A button for each language, by its own name. `label` names the group. */
export function languageButtons(
  current: Language,
  label: string,
  choose: (language: Language) => void,
): TemplateResult {
  return html`<div class="languages" role="group" aria-label=${label}>
    ${Object.entries(LANGUAGES).map(
      ([tag, name]) => html`<button
        type="button"
        lang=${tag}
        aria-pressed=${tag === current}
        @click=${() => choose(tag as Language)}
      >${name}</button>`,
    )}
  </div>`;
}
