import type { Desk } from "../../shared/desk.ts";
import { LANGUAGES } from "../../shared/language.ts";
import type { Named } from "./fields.ts";
import {
  OfferNames,
  OfferProductNames,
  OfferProducts,
  OfferRecipes,
  OfferZones,
} from "./names.graphql.ts";

/** Something that can be named: what documents write, and what people read. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
}

/** How long names that turn up together are gathered before they are asked for, milliseconds. */
const GATHERED = 30;

/**
 * The names of what offers are about, in the desk's language; a `change` event tells when more are
 * known. What nobody knows is called by its id.
 */
export class Names extends EventTarget {
  /** Variants by experiment. */
  variants: ReadonlyMap<string, readonly string[]> = new Map();
  readonly #desk: Desk;
  readonly #known = new Map<Named, Map<string, Choice>>();
  readonly #wanted = new Set<string>();
  readonly #asked = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
  }

  /** Ask for everything but products and recipes, which are too many. */
  async load(): Promise<void> {
    const { session, stores } = this.#desk;
    this.#asked.clear();
    this.#known.clear();
    this.#learn("language", Object.entries(LANGUAGES).map(choice));
    this.#learn("store", stores);
    const [names, ...plans] = await Promise.all([
      session.ask(OfferNames, {}),
      ...stores.map(({ id }) => session.ask(OfferZones, { storeId: id })),
    ]);
    const zones = plans.flatMap(({ floorPlan }, index) =>
      (floorPlan?.zones ?? []).map(({ id, name }) => ({ id, name, note: stores[index]!.name })),
    );
    this.#learn(
      "zone",
      zones.map((zone) => ownNamed(zone, zones)),
    );
    const { catalogue, segments, campaigns, experiments, offers } = names;
    this.#learn(
      "category",
      catalogue.categories.map((path) => ({ id: path, name: path.split("/").join(" › ") })),
    );
    this.#learn(
      "brand",
      catalogue.brands.map((name) => ({ id: name, name })),
    );
    this.#learn(
      "segment",
      segments.filter(({ retired }) => !retired),
    );
    this.#learn("campaign", campaigns);
    this.variants = new Map(experiments.map(({ key, variants }) => [key, variants]));
    this.#learn(
      "experiment",
      experiments.map(({ key }) => ({ id: key, name: key })),
    );
    this.#learn(
      "offer",
      offers.offers.map(({ id, draft, published }) => ({
        id,
        name: (draft ?? published)?.title ?? id,
      })),
    );
    this.dispatchEvent(new Event("change"));
  }

  name(of: Named, id: string): string {
    const found = this.#known.get(of)?.get(id);
    if (found) return found.name;
    if (of === "category") return id.split("/").join(" › ");
    if (of === "product") this.#want(id);
    return id;
  }

  /** What fits a text, as somebody types it. */
  async find(of: Named, text: string): Promise<readonly Choice[]> {
    const { session } = this.#desk;
    if (of === "product") {
      const { findProducts } = await session.ask(OfferProducts, { text });
      const found = findProducts.map(({ id, name, brand }) => ({ id, name, note: brand ?? id }));
      this.#learn("product", found);
      return found;
    }
    if (of === "recipe") {
      const { findRecipes } = await session.ask(OfferRecipes, { text });
      this.#learn("recipe", findRecipes);
      return findRecipes;
    }
    const wanted = text.trim().toLowerCase();
    return [...(this.#known.get(of)?.values() ?? [])].filter(({ id, name, note }) =>
      `${id} ${name} ${note ?? ""}`.toLowerCase().includes(wanted),
    );
  }

  #learn(of: Named, choices: readonly Choice[]): void {
    const known = this.#known.get(of) ?? new Map<string, Choice>();
    for (const each of choices) known.set(each.id, each);
    this.#known.set(of, known);
  }

  #want(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#wanted.add(id);
    this.#gathering ??= setTimeout(async () => {
      this.#gathering = undefined;
      const ids = [...this.#wanted];
      this.#wanted.clear();
      const { products } = await this.#desk.session.ask(OfferProductNames, { ids });
      this.#learn("product", products);
      this.dispatchEvent(new Event("change"));
    }, GATHERED);
  }
}

function choice([id, name]: [string, string]): Choice {
  return { id, name };
}

/** Stores have zones of one name; told alone, each needs its store. */
function ownNamed(zone: Required<Choice>, zones: readonly Required<Choice>[]): Choice {
  const alike = zones.some(({ id, name }) => name === zone.name && id !== zone.id);
  return alike ? { ...zone, name: `${zone.name} · ${zone.note}` } : zone;
}
