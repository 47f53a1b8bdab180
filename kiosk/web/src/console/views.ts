import type { Language } from "../shared/language.ts";

/** A view of the console: loaded when its address (`#/path/…`) is first gone to. */
export interface View {
  /** Of the address, also of everything below it. */
  readonly path: string;
  /** The custom element, a `ConsoleView`, that `load` registers. */
  readonly element: string;
  /** In the navigation; a view without is reached from another. */
  readonly title: Readonly<Record<Language, string>>;
  readonly load: () => Promise<unknown>;
}

export const VIEWS: readonly View[] = [
  {
    path: "offers",
    element: "fl-offers",
    title: { en: "Offers", es: "Ofertas", "zh-Hans": "优惠" },
    load: () => import("./offers/list.ts"),
  },
];

/** The view of an address, and what the address says beyond the view: `#/offers/x` is offers, [x]. */
export function viewAt(hash: string, views = VIEWS): { view: View; rest: readonly string[] } {
  const steps = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .filter(Boolean)
    .map(decodeURIComponent);
  const view = views
    .filter(({ path }) => path.split("/").every((step, at) => steps[at] === step))
    .reduce<View | undefined>(
      (best, each) => (best && best.path.length >= each.path.length ? best : each),
      undefined,
    );
  if (!view) return { view: views[0]!, rest: [] };
  return { view, rest: steps.slice(view.path.split("/").length) };
}
