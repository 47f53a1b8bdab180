import { html } from "lit";
import { DeskView } from "../../shared/view.ts";
import "../views.css";
import "./exchange.css";
import "./exporting.ts";
import "./importing.ts";
import { WORDS } from "./words.ts";

/** Offers in and out, as files. */
export class Exchange extends DeskView {
  protected override render() {
    const { desk, language, store, rest } = this;
    return html`
      <header class="view-head"><h1>${WORDS[language].title}</h1></header>
      <div class="exchange">
        <fl-import-offers .desk=${desk} .language=${language} .store=${store} .rest=${rest}></fl-import-offers>
        <fl-export-offers .desk=${desk} .language=${language} .store=${store} .rest=${rest}></fl-export-offers>
      </div>`;
  }
}

customElements.define("fl-exchange", Exchange);
