import { html, nothing, type PropertyDeclarations } from "lit";
import { Desk } from "../shared/desk.ts";
import { languageButtons } from "../shared/languages.ts";
import "../shared/login.ts";
import type { ConsoleView } from "./view.ts";
import { VIEWS, type View, viewAt } from "./views.ts";
import { WORDS } from "./words.ts";

const ROLES = ["MARKETER", "ADMIN"];

/** The marketers' desk: the frame round its views, and the way between them. */
export class Console extends Desk {
  static override properties: PropertyDeclarations = {
    shown: { state: true },
    missing: { state: true },
  };

  /** The element of the view that is open. */
  declare shown: ConsoleView | undefined;
  /** The view that could not be loaded. */
  declare missing: View | undefined;
  #view: View | undefined;
  #rest: readonly string[] = [];

  constructor() {
    super();
    this.shown = undefined;
    this.missing = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#go);
    this.#go();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#go);
  }

  protected override render() {
    const words = WORDS[this.language];
    const { name, role } = this.session;
    return html`
      <div class="desk">
        <header class="desk-side">
          <p class="brand">Freshlens <span class="small">${words.title}</span></p>
          <label class="field">
            <span class="hidden-visually">${words.store}</span>
            <select @change=${(event: Event) => this.lookAt((event.target as HTMLSelectElement).value)}>
              ${this.stores.map(
                ({ id, name }) =>
                  html`<option value=${id} ?selected=${id === this.store?.id}>${name}</option>`,
              )}
            </select>
          </label>
          <nav aria-label=${words.views} class="desk-views">
            ${VIEWS.map(
              (view) => html`<a
                href="#/${view.path}"
                aria-current=${this.#view === view ? "page" : nothing}
              >${view.title[this.language]}</a>`,
            )}
          </nav>
          <div class="desk-who">
            ${languageButtons(this.language, words.language, this.speak)}
            ${name ? html`<p class="small">${name}</p>` : nothing}
            <button class="button quiet" @click=${() => this.session.logOut()}>${words.logOut}</button>
          </div>
        </header>
        <main class="desk-view">${this.#main(role && !ROLES.includes(role))}</main>
      </div>
      <fl-login
        .session=${this.session}
        .language=${this.language}
        @language=${(event: CustomEvent) => this.speak(event.detail)}
      ></fl-login>
    `;
  }

  #main(stranger: boolean | undefined) {
    const words = WORDS[this.language];
    if (stranger) return html`<p class="notice">${words.mayNot}</p>`;
    if (this.missing) {
      return html`<p class="notice warn" role="alert">${words.missing}
        <button class="button" @click=${this.#go}>${words.again}</button></p>`;
    }
    if (!this.store) return this.away ? html`<p class="notice">${words.away}</p>` : nothing;
    if (!this.shown) return nothing;
    Object.assign(this.shown, {
      desk: this,
      language: this.language,
      store: this.store,
      rest: this.#rest,
    });
    return this.shown;
  }

  readonly #go = async () => {
    const { view, rest } = viewAt(location.hash);
    this.#rest = rest;
    this.missing = undefined;
    if (view === this.#view) return this.requestUpdate();
    try {
      await view.load();
    } catch {
      this.missing = view;
      return;
    }
    if (viewAt(location.hash).view !== view) return;
    this.#view = view;
    this.shown = document.createElement(view.element) as ConsoleView;
  };
}

customElements.define("fl-console", Console);
