import { html, nothing } from "lit";
import "../views.css";
import { DeskView } from "../../shared/view.ts";
import "./baskets.ts";
import "./explain.ts";
import "./moment.ts";
import "./simulate.css";
import { WORDS } from "./words.ts";

const TABS = ["baskets", "moment", "now"] as const;

/** What an offer would do: to past baskets, to one made up, and why those live now do what they do. */
export class Simulate extends DeskView {
  protected override render() {
    const words = WORDS[this.language];
    const { desk, language, store, rest } = this;
    const tab = TABS.find((each) => each === rest[0]) ?? "baskets";
    const offer = rest[1] ?? "";
    return html`
      <header class="view-head">
        <h1>${words.title}</h1>
        <nav class="tabs" aria-label=${words.title}>${TABS.map(
          (each) => html`<a
            href="#/simulate/${each}"
            aria-current=${each === tab ? "page" : nothing}
          >${words.tabs[each]}</a>`,
        )}</nav>
        <p>${words.lead[tab]}</p>
      </header>
      ${
        tab === "baskets"
          ? html`<fl-simulate-baskets .desk=${desk} .language=${language} .store=${store} .rest=${rest} .offer=${offer}></fl-simulate-baskets>`
          : nothing
      }
      ${
        tab === "moment"
          ? html`<fl-simulate-moment .desk=${desk} .language=${language} .store=${store} .rest=${rest} .offer=${offer}></fl-simulate-moment>`
          : nothing
      }
      ${
        tab === "now"
          ? html`<fl-explain-now .desk=${desk} .language=${language} .store=${store} .rest=${rest}></fl-explain-now>`
          : nothing
      }
    `;
  }
}

customElements.define("fl-simulate", Simulate);
