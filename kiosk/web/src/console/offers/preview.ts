/** How an offer looks on a shopper's phone, in any of its languages. */
import { html, nothing, type TemplateResult } from "lit";
import { Formats, isLanguage, LANGUAGES, type Language } from "../../shared/language.ts";
import type { Form } from "./form.ts";
import { benefitTold, dayTold, type Tongue } from "./telling.ts";
import { WORDS } from "./words.ts";

export function preview(
  form: Form,
  language: string,
  choose: (language: string) => void,
): TemplateResult {
  const { document, words } = form;
  const tags = [...new Set([...Object.keys(LANGUAGES), ...Object.keys(document.copy)])];
  const spoken: Language = isLanguage(language) ? language : "en";
  const tongue: Tongue = {
    words: WORDS[spoken],
    formats: new Formats(spoken, form.formats.timeZone),
    currency: form.currency,
    name: form.name,
  };
  const { title, description } = document.copy[language] ?? { title: "" };
  const ends = document.schedule?.ends;
  return html`<figure class="phone">
    <figcaption>
      <span>${words.preview}</span>
      <span class="languages" role="group" aria-label=${words.preview}>
        ${tags.map(
          (tag) => html`<button type="button" lang=${tag} aria-pressed=${tag === language}
            @click=${() => choose(tag)}>${isLanguage(tag) ? LANGUAGES[tag] : tag}</button>`,
        )}
      </span>
    </figcaption>
    <div class="glass" lang=${spoken}>
      <div class="shown-offer">
        <p class="gives">${document.benefits.map((each) => html`<span>${benefitTold(each, tongue)}</span>`)}</p>
        <p class="title">${title?.trim() || html`<em>${tongue.words.noTitle}</em>`}</p>
        ${description ? html`<p>${description}</p>` : nothing}
        ${ends ? html`<p class="small">${tongue.words.validUntil(dayTold(ends, tongue.formats))}</p>` : nothing}
      </div>
    </div>
  </figure>`;
}
