import type { PropertyDeclarations } from "lit";
import type { Desk, Store } from "./desk.ts";
import { ScreenElement } from "./element.ts";
import type { Formats, Language } from "./language.ts";

/** A view of a desk: loaded when its address (`#/path/…`) is first gone to. */
export interface View {
  /** Of the address, also of everything below it. */
  readonly path: string;
  /** The custom element, a `DeskView`, that `load` registers. */
  readonly element: string;
  /** In the navigation; a view without is reached from another. */
  readonly title: Readonly<Record<Language, string>>;
  readonly load: () => Promise<unknown>;
}

/** The view of an address, and what the address says beyond the view: `#/offers/x` is offers, [x]. */
export function viewAt(
  hash: string,
  views: readonly View[],
): { view: View; rest: readonly string[] } {
  const steps = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .filter(Boolean)
    .map(decoded);
  const view = views
    .filter(({ path }) => path.split("/").every((step, at) => steps[at] === step))
    .reduce<View | undefined>(
      (best, each) => (best && best.path.length >= each.path.length ? best : each),
      undefined,
    );
  if (!view) return { view: views[0]!, rest: [] };
  return { view, rest: steps.slice(view.path.split("/").length) };
}

/** What is no escape (`%ZZ`) stands for itself. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** The base of every view: the desk fills these in, anew whenever one of them changes. */
export class DeskView extends ScreenElement {
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    language: {},
    store: { attribute: false },
    rest: { attribute: false },
  };

  /** Ask through `desk.session`; `desk.stores` are all stores. */
  declare desk: Desk;
  declare language: Language;
  /** The store that the desk looks at. */
  declare store: Store;
  /** The steps of the address beyond the view's own. */
  declare rest: readonly string[];

  /** In the desk's language, on the store's clock. */
  get formats(): Formats {
    return this.desk.formats;
  }
}
