import { DeskView } from "../../shared/view.ts";
import { Asked } from "../asked.ts";
import type { Names } from "./result.ts";
import {
  OffersToSimulate,
  type OffersToSimulateQuery,
  type SimulatedFragment,
  SimulatedProducts,
} from "./simulate.graphql.ts";
import { Simulation } from "./simulation.ts";
import { WORDS } from "./words.ts";

export type Offer = OffersToSimulateQuery["offers"]["offers"][number];

/** What every kind of simulation stands on: the offers to choose from, one run, and names. */
export class SimulationView extends DeskView {
  protected readonly offers = new Asked(
    this,
    () => [this.language],
    (signal) =>
      this.desk.session.ask(OffersToSimulate, {}, signal).then(({ offers }) => offers.offers),
  );
  #run: Simulation | undefined;
  #products = new Map<string, string>();
  #segments = new Map<string, string>();

  get words() {
    return WORDS[this.language];
  }

  protected get run(): Simulation {
    if (!this.#run) {
      this.#run = new Simulation(this.desk.session);
      this.#run.addEventListener("change", this.#changed);
    }
    return this.#run;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#run?.close();
  }

  protected get names(): Names {
    const store = (id: string) => this.desk.stores.find((each) => each.id === id);
    return {
      product: (id) => this.#products.get(id) ?? id,
      offer: (id) => {
        const offer = this.offers.value?.find((each) => each.id === id);
        return (offer && titleOf(offer)) ?? id;
      },
      store: (id) => store(id)?.name ?? id,
      currency: (id) => store(id)?.currencyCode ?? this.store.currencyCode,
      segment: (id) => this.#segments.get(id) ?? id,
    };
  }

  protected call(products: Iterable<readonly [string, string]>, segments: typeof products): void {
    for (const [id, name] of products) this.#products.set(id, name);
    for (const [id, name] of segments) this.#segments.set(id, name);
  }

  readonly #changed = () => {
    const state = this.run.state;
    this.requestUpdate();
    if (state.is === "done") void this.#name(state.found);
  };

  async #name({ examples }: SimulatedFragment): Promise<void> {
    const ids = [...new Set(examples.flatMap(({ lines }) => lines.map((line) => line.productId)))];
    const missing = ids.filter((id) => !this.#products.has(id));
    if (missing.length === 0) return;
    try {
      const { products } = await this.desk.session.ask(SimulatedProducts, { ids: missing });
      for (const { id, name } of products) this.#products.set(id, name);
      this.requestUpdate();
    } catch {
      // Without names the goods are called by their numbers.
    }
  }
}

export function titleOf({ draft, published, id }: Offer): string {
  return (draft ?? published)?.title ?? id;
}
