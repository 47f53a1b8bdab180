import type { PropertyDeclarations } from "lit";
import type { Desk, Store } from "../shared/desk.ts";
import { ScreenElement } from "../shared/element.ts";
import type { Formats, Language } from "../shared/language.ts";

/** The base of every view: the desk fills these in, anew whenever one of them changes. */
export class ConsoleView extends ScreenElement {
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
