/** The editor's head: which offer it is, what became of it, and where to save it. */
import { html, nothing, type TemplateResult } from "lit";
import { type Editing, NEW } from "./editing.ts";
import type { Form } from "./form.ts";

export function head(
  form: Form,
  editing: Editing,
  check: string,
  save: () => void,
): TemplateResult {
  const { words, formats, document } = form;
  const title = document.copy[formats.language]?.title || Object.values(document.copy)[0]?.title;
  const idle = !editing.dirty || editing.conflict !== undefined || editing.status === "ENDED";
  return html`<header class="editor-head">
    <div>
      <a class="small" href="#/offers">‹ ${words.back}</a>
      <h1>${title?.trim() || words.newOffer}</h1>
      <p class="small"><span class="badge ${editing.status.toLowerCase()}">${words.status[editing.status]}</span>
        ${editing.offer === NEW ? nothing : html`<code>${editing.offer}</code>`}</p>
    </div>
    <div class="saving">
      <p role="status">${said(form, editing)}</p>
      <button class="button" ?disabled=${idle || editing.busy} @click=${save}>${words.save}</button>
      <a class="button main" href=${check}>${words.steps.check}</a>
    </div>
  </header>`;
}

function said({ words }: Form, editing: Editing): TemplateResult | string {
  const { progress, dirty, status, checksFail, recovered } = editing;
  if (status === "ENDED") return words.endedHint;
  switch (progress.is) {
    case "saving":
      return words.saving;
    case "publishing":
      return words.publishing;
    case "offline":
      return html`<span class="wrong">${words.offline}</span>`;
    case "refused":
      return html`<span class="wrong">${progress.message || words.failed}</span>`;
    default:
      if (recovered) {
        return html`${words.recovered}
          <button class="button quiet" @click=${() => editing.discard()}>${words.discard}</button>`;
      }
      if (checksFail) return words.unchecked;
      if (dirty) return words.unsaved;
      return progress.is === "saved" ? words.saved : words.nothingNew;
  }
}
