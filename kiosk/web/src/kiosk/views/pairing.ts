import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { Device, deviceKeyIn } from "../../shared/device.ts";
import { ScreenElement } from "../../shared/element.ts";
import { Wedge } from "../../shared/wedge.ts";
import { type KioskWords, WORDS } from "../words.ts";

const COMMAND = `freshlens device add --kind kiosk \\
  --store … --zone … --name …`;

type Wrong = "pairNoKey" | "pairWrong" | "pairAway";

/** Before a kiosk knows where it stands: new, starting, or its key has ended. */
export class Pairing extends ScreenElement {
  static override properties: PropertyDeclarations = {
    words: { attribute: false },
    state: { attribute: false },
    wrong: { state: true },
    again: { state: true },
  };
  declare words: KioskWords;
  declare state: "new" | "starting" | "ended";
  declare wrong: Wrong | undefined;
  /** Whether staff wants to pair it again. */
  declare again: boolean;
  language: () => string = () => "en";
  paired: (device: Device) => void = () => {};
  readonly #wedge = new Wedge(({ text }) => void this.#pair(text));

  constructor() {
    super();
    this.words = WORDS.en;
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
    this.wrong = key ? undefined : "pairNoKey";
    if (!key) return;
    try {
      this.paired(await Device.paired(key, this.language));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.wrong = error.trouble === "unauthenticated" ? "pairWrong" : "pairAway";
    }
  }

  protected override render(): TemplateResult {
    const { words, state } = this;
    if (state === "starting")
      return html`<main class="pairing"><h1>${words.startingTitle}</h1><p>${words.startingText}</p></main>`;
    if (state === "ended" && !this.again)
      return html`<main class="pairing">
        <h1>${words.endedTitle}</h1>
        <p>${words.endedText}</p>
        <button
          type="button"
          class="button quiet"
          @click=${() => {
            this.again = true;
          }}
        >${words.endedStaff}</button>
      </main>`;
    return html`<main class="pairing">
      <h1>${words.pairTitle}</h1>
      <p>${words.pairWhy}</p>
      <p>${words.pairMake}</p>
      <pre><code>${COMMAND}</code></pre>
      <form @submit=${this.#submit} novalidate>
        <p>${words.pairEnter}</p>
        <label class="field">
          <span>${words.pairKey}</span>
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
        <button class="button main">${words.pairButton}</button>
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
