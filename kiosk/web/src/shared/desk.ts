import type { PropertyDeclarations } from "lit";
import type { StoresQuery } from "../api/stores.graphql.ts";
import { Stores } from "../api/stores.graphql.ts";
import { ScreenElement } from "./element.ts";
import { chooseLanguage, Formats, isLanguage, type Language } from "./language.ts";
import { StaffSession } from "./session.ts";

export type Store = StoresQuery["stores"][number];

const LANGUAGE = "freshlens-language";
const STORE = "freshlens-store";
/** Milliseconds until a server that did not answer is asked again. */
const RETRY = 3000;

/**
 * What every desk of staff shares: who is logged in, the language, and the store that the desk
 * looks at. Language and store are remembered on this machine; `?lang=` goes before.
 */
export class Desk extends ScreenElement {
  static override properties: PropertyDeclarations = {
    language: {},
    stores: { attribute: false },
    store: { attribute: false },
    away: { type: Boolean },
  };

  declare language: Language;
  declare stores: readonly Store[];
  /** Undefined until the stores have come. */
  declare store: Store | undefined;
  /** Whether the server has not answered yet. */
  declare away: boolean;
  readonly session: StaffSession;

  constructor() {
    super();
    this.language = firstLanguage();
    this.stores = [];
    this.store = undefined;
    this.away = false;
    this.session = new StaffSession(() => this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.lang = this.language;
    this.session.addEventListener("change", this.#changed);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.removeEventListener("change", this.#changed);
  }

  /** On the store's clock, in the desk's language. */
  get formats(): Formats {
    return new Formats(this.language, this.store?.timeZone);
  }

  readonly speak = (language: Language): void => {
    this.language = language;
    document.documentElement.lang = language;
    localStorage.setItem(LANGUAGE, language);
  };

  readonly lookAt = (id: string): void => {
    this.store = this.stores.find((each) => each.id === id) ?? this.store;
    if (this.store) localStorage.setItem(STORE, this.store.id);
  };

  readonly #changed = () => {
    this.requestUpdate();
    if (this.stores.length === 0) void this.#load();
  };

  async #load(): Promise<void> {
    if (!this.session.token() || !this.isConnected) return;
    try {
      const { stores } = await this.session.ask(Stores, {});
      this.stores = stores;
      const kept = localStorage.getItem(STORE);
      this.store = stores.find((each) => each.id === kept) ?? stores[0];
      this.away = false;
    } catch {
      this.away = true;
      setTimeout(() => this.#load(), RETRY);
    }
  }
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) return chooseLanguage([asked]);
  const kept = localStorage.getItem(LANGUAGE);
  return isLanguage(kept) ? kept : chooseLanguage([document.documentElement.lang]);
}
