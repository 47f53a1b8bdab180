import { html, type PropertyDeclarations } from "lit";
import { answered } from "../waiting.ts";
import { SimulationView } from "./base.ts";
import { offerChoice } from "./choice.ts";
import { simulationView } from "./result.ts";
import { runView } from "./run.ts";

const LENGTHS = [7, 28, 90] as const;

/** An offer tried on the baskets that were paid. */
export class SimulateBaskets extends SimulationView {
  static override properties: PropertyDeclarations = {
    offer: {},
    days: { state: true },
    everywhere: { state: true },
  };

  declare offer: string;
  declare days: number;
  declare everywhere: boolean;

  constructor() {
    super();
    this.offer = "";
    this.days = 28;
    this.everywhere = true;
  }

  protected override render() {
    return answered(this.offers, this.language, (offers) => {
      const { words, formats } = this;
      const { state } = this.run;
      return html`
        <form class="card simulate-form" @submit=${this.#start}>
          ${offerChoice(offers, this.offer, this.language, (id) => {
            this.offer = id;
          })}
          <label class="field">${words.period}
            <select @change=${(event: Event) => {
              this.days = Number((event.target as HTMLSelectElement).value);
            }}>${LENGTHS.map(
              (days) =>
                html`<option value=${days} ?selected=${days === this.days}>${words.days(days)}</option>`,
            )}</select></label>
          <label class="field">${words.stores}
            <select @change=${(event: Event) => {
              this.everywhere = (event.target as HTMLSelectElement).value === "";
            }}>
              <option value="">${words.everywhere}</option>
              <option value=${this.store.id} ?selected=${!this.everywhere}>${this.store.name}</option>
            </select></label>
          <button class="button main" ?disabled=${state.is === "running"}>${words.run}</button>
        </form>
        ${runView(state, () => this.run.stop(), formats)}
        ${state.is === "done" ? simulationView(state.found, this.names, formats) : ""}
      `;
    });
  }

  readonly #start = (event: SubmitEvent) => {
    event.preventDefault();
    this.run.run({
      offerId: this.offer,
      days: this.days,
      storeIds: this.everywhere ? null : [this.store.id],
    });
  };
}

customElements.define("fl-simulate-baskets", SimulateBaskets);
