import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from "lit";
import { ApiError } from "../api/graphql.ts";
import { Device, deviceKeyIn } from "./device.ts";
import { ScreenElement } from "./element.ts";
import { icon } from "./icon.ts";
import type { Language } from "./language.ts";
import { PAIRING_WORDS } from "./pairing.words.ts";
import { Wedge } from "./wedge.ts";

const BREAK = icon(svg`<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>`);

type Wrong = "noKey" | "wrong" | "away";

const commandFor = (kind: string) => `freshlens device add --kind ${kind} \\
  --store … --zone … --name …`;

/** Before a kiosk or scale knows where it stands: new, starting, or its key has ended. */
export class Pairing extends ScreenElement {
  static override properties: PropertyDeclarations = {
    language: { attribute: false },
    kind: { attribute: false },
    state: { attribute: false },
    wrong: { state: true },
    again: { state: true },
  };
  declare language: Language;
  /** As `freshlens device add --kind` names it. */
  declare kind: "kiosk" | "scale";
  declare state: "new" | "starting" | "ended";
  declare wrong: Wrong | undefined;
  /** Whether staff wants to pair it again. */
  declare again: boolean;
  /** The language that the device speaks from then on. */
  spoken: () => Language = () => this.language;
  paired: (device: Device) => void = () => {};
  readonly #wedge = new Wedge(({ text }) => void this.#pair(text));

  constructor() {
    super();
    this.language = "en";
    this.kind = "kiosk";
    this.state = "new";
    this.wrong = undefined;
    this.again = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wedge.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wedge.stop();
  }

  async #pair(text: string): Promise<void> {
    const key = deviceKeyIn(text);
    this.wrong = key ? undefined : "noKey";
    if (!key) return;
    try {
      this.paired(await Device.paired(key, this.spoken));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.wrong = error.trouble === "unauthenticated" ? "wrong" : "away";
    }
  }

  protected override render(): TemplateResult {
    const { kind, state } = this;
    const words = PAIRING_WORDS[this.language];
    if (state === "starting")
      return html`<main class="pairing"><h1>${words.startingTitle}</h1><p>${words.startingText}</p></main>`;
    if (state === "ended" && !this.again)
      return html`<main class="pairing">
        ${BREAK}
        <h1>${words.endedTitle}</h1>
        <p>${words.endedText}</p>
        <button
          type="button"
          class="button"
          @click=${() => {
            this.again = true;
          }}
        >${words.endedStaff}</button>
      </main>`;
    return html`<main class="pairing">
      <h1>${words.title}</h1>
      <p>${words.why}</p>
      <p>${words.make}</p>
      <pre><code>${commandFor(kind)}</code></pre>
      <form @submit=${this.#submit} novalidate>
        <p>${words.enter}</p>
        <label class="field">
          <span>${words.key}</span>
          <input
            name="key"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid=${this.wrong !== undefined}
            aria-describedby="wrong"
          />
          <span class="wrong" id="wrong" role="status">${this.wrong ? words[this.wrong] : nothing}</span>
        </label>
        <button class="button main">${words.button}</button>
      </form>
    </main>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const key = new FormData(event.target as HTMLFormElement).get("key");
    void this.#pair(String(key));
  };
}

customElements.define("fl-pairing", Pairing);
