import { html, nothing, type PropertyDeclarations } from "lit";
import type { StaffRole } from "../api/schema.ts";
import { Desk } from "./desk.ts";
import { FRAME_WORDS } from "./frame.words.ts";
import { languageButtons } from "./languages.ts";
import "./login.ts";
import { type DeskView, type View, viewAt } from "./view.ts";

/** A desk with several views: the frame round them, and the way between them. */
export abstract class DeskFrame extends Desk {
  static override properties: PropertyDeclarations = {
    shown: { state: true },
    missing: { state: true },
  };

  /** The element of the view that is open. */
  declare shown: DeskView | undefined;
  /** The view that could not be loaded. */
  declare missing: View | undefined;
  /** The first one is the desk's home. */
  protected abstract readonly views: readonly View[];
  /** Whose desk it is. */
  protected abstract readonly roles: readonly StaffRole[];
  #view: View | undefined;
  #rest: readonly string[] = [];

  constructor() {
    super();
    this.shown = undefined;
    this.missing = undefined;
  }

  /** The desk's name, and what others are told who log in here. */
  protected abstract get words(): { readonly title: string; readonly mayNot: string };

  /** What the desk says above every view. */
  protected above(): unknown {
    return nothing;
  }

  /** What stands beside a view's name in the navigation. */
  protected count(_view: View): unknown {
    return nothing;
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

  /** Whether somebody is logged in whose desk this is. */
  protected get manned(): boolean {
    return this.session.role !== undefined && this.roles.includes(this.session.role);
  }

  protected override render() {
    const words = FRAME_WORDS[this.language];
    const { name } = this.session;
    return html`
      <div class="desk">
        <header class="desk-side">
          <p class="brand">Freshlens <span class="small">${this.words.title}</span></p>
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
            ${this.views.map(
              (view) => html`<a
                href="#/${view.path}"
                aria-current=${this.#view === view ? "page" : nothing}
              >${view.title[this.language]}${this.count(view)}</a>`,
            )}
          </nav>
          <div class="desk-who">
            ${languageButtons(this.language, words.language, this.speak)}
            ${name ? html`<p class="small">${name}</p>` : nothing}
            <button class="button quiet" @click=${() => this.session.logOut()}>${words.logOut}</button>
          </div>
        </header>
        <main class="desk-view">${this.#main()}</main>
      </div>
      <fl-login
        .session=${this.session}
        .language=${this.language}
        @language=${(event: CustomEvent) => this.speak(event.detail)}
      ></fl-login>
    `;
  }

  #main() {
    const words = FRAME_WORDS[this.language];
    if (this.session.role && !this.manned) {
      return html`<h1>${this.words.title}</h1><p class="notice">${this.words.mayNot}</p>`;
    }
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
    return html`${this.above()}${this.shown}`;
  }

  readonly #go = async () => {
    const { view, rest } = viewAt(location.hash, this.views);
    this.#rest = rest;
    this.missing = undefined;
    if (view === this.#view) return this.requestUpdate();
    try {
      await view.load();
    } catch {
      this.missing = view;
      return;
    }
    if (viewAt(location.hash, this.views).view !== view) return;
    this.#view = view;
    this.shown = document.createElement(view.element) as DeskView;
  };
}
