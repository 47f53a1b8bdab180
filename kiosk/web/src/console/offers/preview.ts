/** How an offer looks on a shopper's phone, in any of its languages. */
import { html, nothing, type TemplateResult } from "lit";
import { Formats, isLanguage, LANGUAGES, type Language } from "../../shared/language.ts";
import "../../shared/story/offer.ts";
import type { Form } from "./form.ts";
import { dayTold, givesTold, type Tongue } from "./telling.ts";
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
  const offer = {
    id: "",
    version: 0,
    title: title?.trim() || tongue.words.noTitle,
    description: description ?? "",
    saving: null,
    reason: document.benefits.map((each) => givesTold(each, tongue)).join(" · "),
    until: null,
    points: 0,
  };
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
      <fl-offer .offer=${offer} .formats=${tongue.formats}></fl-offer>
      ${ends ? html`<p class="small">${tongue.words.validUntil(dayTold(ends, tongue.formats))}</p>` : nothing}
    </div>
  </figure>`;
}
