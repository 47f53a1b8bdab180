import { html, type PropertyDeclarations, type PropertyValues } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import { type KioskWords, WORDS } from "../words.ts";

/** Asks whether anybody is there. Touching it anywhere is an answer; `leave` says nobody is. */
export class IdleDialog extends ScreenElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    secondsLeft: { attribute: false },
  };
  declare words: KioskWords;
  /** Undefined: nothing is asked. */
  declare secondsLeft: number | undefined;

  constructor() {
    super();
    this.words = WORDS.en;
    this.secondsLeft = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("secondsLeft")) return;
    const dialog = this.querySelector("dialog")!;
    if (this.secondsLeft === undefined) dialog.close();
    else if (!dialog.open) dialog.showModal();
  }

  protected override render() {
    const { words } = this;
    return html`<dialog class="sheet" role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-text">
      <h2 id="idle-title">${words.idleTitle}</h2>
      <p id="idle-text">${words.idleText}</p>
      <p class="seconds" aria-hidden="true">${words.idleSeconds(this.secondsLeft ?? 0)}</p>
      <div class="actions">
        <button type="button" class="button main" autofocus>${words.idleStay}</button>
        <button type="button" class="button leave" @click=${() => this.dispatchEvent(new Event("leave"))}>${words.idleLeave}</button>
      </div>
    </dialog>`;
  }
}

customElements.define("fl-idle", IdleDialog);
