import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { Language } from "../shared/language.ts";
import { COMMON_WORDS } from "./common.words.ts";

/** A refusal as the API's mutations give it. */
interface Refusal {
  readonly message: string;
  readonly hint?: string;
}

/** Something that is being done: whether it still is, and what was said against it. */
export class Doing implements ReactiveController {
  busy = false;
  wrong: string | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #language: () => Language;

  constructor(host: ReactiveControllerHost, language: () => Language) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Do it; whether it was done. `work` gives the refusal, if there is one. */
  async run(work: () => Promise<Refusal | undefined>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = undefined;
    this.#host.requestUpdate();
    try {
      const refusal = await work();
      this.wrong = refusal && [refusal.message, refusal.hint].filter(Boolean).join(" ");
    } catch {
      this.wrong = COMMON_WORDS[this.#language()].failed;
    }
    this.busy = false;
    this.#host.requestUpdate();
    return this.wrong === undefined;
  }

  /** What was wrong, said aloud too. */
  get notice() {
    return this.wrong ? html`<p class="notice warn" role="alert">${this.wrong}</p>` : nothing;
  }
}
