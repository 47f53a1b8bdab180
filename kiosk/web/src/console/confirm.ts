import { html, type TemplateResult } from "lit";

/** A question before something that cannot be undone; `open` shows it. */
export function confirmView(
  id: string,
  question: string,
  words: { readonly yes: string; readonly no: string },
  yes: () => void,
): TemplateResult {
  return html`<dialog id=${id} class="confirm" aria-labelledby="${id}-question">
    <form method="dialog" @submit=${(event: SubmitEvent) => {
      if ((event.submitter as HTMLButtonElement).value === "yes") yes();
    }}>
      <p id="${id}-question">${question}</p>
      <div class="confirm-choice">
        <button class="button" value="no">${words.no}</button>
        <button class="button main" value="yes">${words.yes}</button>
      </div>
    </form>
  </dialog>`;
}

export function confirm(within: HTMLElement, id: string): void {
  within.querySelector<HTMLDialogElement>(`#${id}`)?.showModal();
}
