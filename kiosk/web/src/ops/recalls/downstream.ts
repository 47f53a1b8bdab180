import { html, nothing } from "lit";
import { Asked } from "../asked.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import { Downstream as DownstreamOf } from "./recalls.graphql.ts";
import type { Thing } from "./thing.ts";
import { type Branch, type Trace, tree } from "./tree.ts";
import { RECALL_WORDS } from "./words.ts";

/** The API follows at most so many lots at once. */
const MOST = 500;
/** Lots of a place that are listed before the rest is folded away. */
const FEW = 12;

/** Where a lot, or every lot of a product, and all that was made from it is now: store by store. */
export class Downstream extends OpsView {
  static override properties = { thing: { attribute: false } };

  declare thing: Thing;
  readonly #trace = new Asked(
    this,
    (signal) => {
      const { gtin, lot } = this.thing;
      const input = { gtin, ...(lot ? { lot } : {}), first: MOST };
      return this.desk.session.ask(DownstreamOf, { input }, signal);
    },
    { key: () => `${this.thing.gtin}/${this.thing.lot ?? ""}` },
  );

  protected override render() {
    const trace = this.#trace.value?.traceForward;
    return html`${trouble(this, this.#trace)}${
      trace?.__typename === "ForwardTrace"
        ? this.#shown(trace)
        : trace && html`<p class="notice warn">${trace.message} ${trace.hint}</p>`
    }`;
  }

  /** How much was found, for whoever must decide on it; undefined until it has come. */
  get found(): Trace | undefined {
    const trace = this.#trace.value?.traceForward;
    return trace?.__typename === "ForwardTrace" ? trace : undefined;
  }

  #shown(trace: Trace) {
    const words = RECALL_WORDS[this.language];
    const { branches, gone } = tree(trace);
    return html`<div class="stack">
      <p class="lead">${words.count(trace.count)} ${words.carts(trace.openCarts)}</p>
      <p class="small">${words.unitsUnknown}
        ${trace.endCursor ? words.partly(trace.lots.length, trace.count) : nothing}</p>
      ${trace.behind ? html`<p class="notice">${words.behind(trace.behind)}</p>` : nothing}
      <ul class="tree">
        ${branches.map((branch) => this.#branch(branch))}
        ${
          gone.length
            ? html`<li class="tree-store"><h2>${words.gone} <span class="small">${words.lots(gone.length)}</span></h2>
              ${this.#lots(gone.map((lot) => ({ lot, since: undefined })))}</li>`
            : nothing
        }
      </ul>
    </div>`;
  }

  #branch({ name, count, spots }: Branch) {
    const words = RECALL_WORDS[this.language];
    return html`<li class="tree-store">
      <h2>${name ?? words.elsewhere} <span class="small">${words.lots(count)}</span></h2>
      <ul>${spots.map(
        ({ place, lots }) => html`<li class="tree-place">
          <h3>${place ?? words.placeUnknown} <span class="small">${words.lots(lots.length)}</span></h3>
          ${this.#lots(lots)}
        </li>`,
      )}</ul>
    </li>`;
  }

  #lots(lots: readonly { lot: Trace["lots"][number]; since: string | undefined }[]) {
    const words = RECALL_WORDS[this.language];
    const row = ({ lot, since }: (typeof lots)[number]) => html`<li>
      <span>${lot.productName ?? lot.id} ${lot.lot ? html`<span class="small">${words.lot(lot.lot)}</span>` : nothing}</span>
      ${since ? html`<span class="small">${words.sinceThere(this.formats.dateTime(since))}</span>` : nothing}
    </li>`;
    const [first, rest] = [lots.slice(0, FEW), lots.slice(FEW)];
    return html`<ul class="lines">${first.map(row)}</ul>
      ${rest.length ? html`<details><summary>+ ${rest.length}</summary><ul class="lines">${rest.map(row)}</ul></details>` : nothing}`;
  }
}

customElements.define("fl-downstream", Downstream);
