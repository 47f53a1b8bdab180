import { html, nothing } from "lit";
import { ScreenElement } from "../shared/element.ts";
import { Formats } from "../shared/language.ts";
import { forgetSeen, type Seen, seen } from "./history.ts";
import { language } from "./visit.ts";
import { words } from "./words.ts";

const FORMATS = new Formats(language);

/** What was looked at lately on this phone: it reads without a network. */
class SeenLately extends ScreenElement {
  override render() {
    const items = seen();
    if (items.length === 0) return nothing;
    return html`<section class="card">
      <h2>${words.seen}</h2>
      <p class="small">${words.seenWhy}</p>
      <ul class="seen">${items.map((item) => this.#item(item))}</ul>
      <button type="button" class="button quiet" @click=${() => void this.#forget()}>
        ${words.forget}
      </button>
    </section>`;
  }

  #item({ address, name, word, state, at }: Seen) {
    return html`<li>
      <a href=${address}>
        <span class="state ${state}" aria-hidden="true"></span>
        <b>${name}</b>
        <span class="small">${words.seenThen(word, FORMATS.moment(at, FORMATS.today()))}</span>
      </a>
    </li>`;
  }

  async #forget(): Promise<void> {
    await forgetSeen();
    this.requestUpdate();
  }
}

customElements.define("fl-seen", SeenLately);
