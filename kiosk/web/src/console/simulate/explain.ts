import { html, nothing, type PropertyDeclarations } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { DeskView } from "../../shared/view.ts";
import { troubleIn } from "../waiting.ts";
import { clausesView } from "./clauses.ts";
import { ExplainOffers, type ExplainOffersQuery } from "./simulate.graphql.ts";
import { WORDS } from "./words.ts";

type Trace = NonNullable<ExplainOffersQuery["explainOffers"]>;
type Explained = Trace["offers"][number];

/** Why the live offers apply or not in the desk's store, for a scanned code or a cart. */
export class ExplainNow extends DeskView {
  static override properties: PropertyDeclarations = {
    trace: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  /** Null: nothing can be said; undefined: not asked yet. */
  declare trace: Trace | null | undefined;
  declare trouble: string;
  declare busy: boolean;

  constructor() {
    super();
    this.trace = undefined;
    this.trouble = "";
    this.busy = false;
  }

  protected override render() {
    const words = WORDS[this.language];
    return html`
      <form class="card simulate-form" @submit=${this.#ask}>
        <label class="field">${words.code}
          <input name="code" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="2000" /></label>
        <label class="field">${words.cart}
          <input name="cart" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="64" /></label>
        <button class="button main" ?disabled=${this.busy}>${words.ask}</button>
      </form>
      <div aria-live="polite">
        ${this.trouble ? html`<p class="notice warn">${this.trouble}</p>` : nothing}
        ${this.trace === null ? html`<p class="notice">${words.noTrace}</p>` : nothing}
        ${this.trace ? this.#told(this.trace) : nothing}
      </div>`;
  }

  #told({ offers, cutShort }: Trace) {
    const words = WORDS[this.language];
    const applying = offers.filter(({ applies }) => applies).length;
    const { formats } = this;
    return html`
      <h2>${offers.length ? words.applies(formats.number(applying), formats.number(offers.length)) : words.noOffers}</h2>
      ${cutShort ? html`<p class="notice">${words.cutShort}</p>` : nothing}
      <div class="figures">${offers.map((each) => this.#offer(each))}</div>`;
  }

  #offer(offer: Explained) {
    const words = WORDS[this.language];
    const { applies, saving, miss } = offer;
    return html`<article class="card example ${applies ? "gets" : "misses"}">
      <h2><span aria-hidden="true">${applies ? "✓" : "✕"}</span> ${offer.title}
        ${saving ? html`<small>${words.saves(this.formats.money(saving.minorUnits, saving.currencyCode))}</small>` : nothing}</h2>
      <p>${offer.reason}</p>
      ${miss ? html`<p class="small">${words.miss[miss]}${offer.excludedBy ? ` · ${words.excludedBy(offer.excludedBy)}` : ""}</p>` : nothing}
      ${offer.wouldHelp ? html`<p class="notice">${offer.wouldHelp}</p>` : nothing}
      <details><summary>${words.why}</summary>${clausesView(offer.clauses, this.language)}</details>
    </article>`;
  }

  readonly #ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const code = String(given.get("code")).trim();
    const cart = String(given.get("cart")).trim();
    this.busy = true;
    this.trouble = "";
    try {
      const { explainOffers } = await this.desk.session.ask(ExplainOffers, {
        context: { storeId: this.store.id, ...(cart && { cartId: cart }) },
        code: code || null,
        trigger: code ? "SCAN" : "CART_CHANGED",
      });
      this.trace = explainOffers;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble = troubleIn(this.language, error.trouble, error.message);
    } finally {
      this.busy = false;
    }
  };
}

customElements.define("fl-explain-now", ExplainNow);
