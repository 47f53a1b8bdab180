import { html, nothing, type PropertyValues } from "lit";
import { ApiError } from "../api/graphql.ts";
import "./desk.css";
import { ScreenElement } from "./element.ts";
import type { Language } from "./language.ts";
import { languageButtons } from "./languages.ts";
import { WORDS } from "./login.words.ts";
import { LoginRefused, type StaffSession } from "./session.ts";

/**
 * Asks for name and password over whatever is on the screen while nobody is logged in. What lies
 * behind it stays as it is. A `language` event (detail: the tag) tells of a choice.
 */
export class Login extends ScreenElement {
  static override properties = {
    session: { attribute: false },
    language: {},
    wrong: { state: true },
    busy: { state: true },
  };

  declare session: StaffSession;
  declare language: Language;
  declare wrong: { message: string; hint?: string } | undefined;
  declare busy: boolean;
  /** Who was logged in here before. */
  #before: string | undefined;

  constructor() {
    super();
    this.language = "en";
    this.wrong = undefined;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.session.addEventListener("change", this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.removeEventListener("change", this.#changed);
  }

  protected override updated(_: PropertyValues): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    if (this.session.token()) {
      this.#before = this.session.name ?? "";
      return nothing;
    }
    const words = WORDS[this.language];
    return html`<dialog
      class="login ${this.#before === undefined ? "" : "over"}"
      aria-labelledby="login-title"
      @cancel=${(event: Event) => event.preventDefault()}
      @close=${() => this.requestUpdate()}
    >
      <form class="login-form" @submit=${this.#submit}>
        <p class="brand">Freshlens</p>
        <h1 id="login-title">${words.title}</h1>
        ${this.#before === undefined ? nothing : html`<p class="notice">${words.ended}</p>`}
        <label class="field">${words.name}
          <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
            .defaultValue=${this.#before ?? ""} ?autofocus=${!this.#before} />
        </label>
        <label class="field">${words.password}
          <input name="password" type="password" autocomplete="current-password" required
            ?autofocus=${Boolean(this.#before)} />
        </label>
        <div role="alert">
          ${
            this.wrong
              ? html`<p class="notice warn"><span><strong>${this.wrong.message}</strong> ${this.wrong.hint}</span></p>`
              : nothing
          }
        </div>
        <button class="button main" ?disabled=${this.busy}>${words.submit}</button>
        ${languageButtons(this.language, words.language, (detail) =>
          this.dispatchEvent(new CustomEvent("language", { detail })),
        )}
      </form>
    </dialog>`;
  }

  readonly #changed = () => this.requestUpdate();

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    this.busy = true;
    this.wrong = undefined;
    try {
      await this.session.logIn(String(given.get("name")), String(given.get("password")));
    } catch (error) {
      this.wrong = this.#told(error);
      (form.elements.namedItem("password") as HTMLInputElement).select();
    } finally {
      this.busy = false;
    }
  };

  #told(error: unknown): { message: string; hint?: string } {
    const words = WORDS[this.language];
    if (error instanceof LoginRefused) return { message: error.message, hint: error.hint };
    const offline = error instanceof ApiError && error.trouble === "offline";
    return { message: offline ? words.offline : words.failed };
  }
}

customElements.define("fl-login", Login);
