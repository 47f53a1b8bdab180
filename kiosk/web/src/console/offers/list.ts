import { html } from "lit";
import { ConsoleView } from "../view.ts";

/** Every offer: what it does, when it runs, and what of its budget is left. */
export class Offers extends ConsoleView {
  protected override render() {
    return html`<h1>Offers</h1>`;
  }
}

customElements.define("fl-offers", Offers);
