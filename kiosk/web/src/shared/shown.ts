import { ApiError, ask, type Voice } from "../api/graphql.ts";
import { ReportShown } from "./shown.graphql.ts";

interface Offer {
  readonly id: string;
  readonly version: number;
}

/** The most tokens of one report. */
const MOST = 100;

/**
 * Reports offers that were really on the screen, once as long as they stay the same: an answer that
 * is repeated (another language, another price) brings new tokens and shows nobody anything new.
 */
export class Shown {
  #told = "";
  readonly #voice: Voice;

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  /** The next shopper has seen nothing yet. */
  forget(): void {
    this.#told = "";
  }

  /** `where` names what they were shown beside. */
  tell(where: string, offers: readonly Offer[], tokens: readonly string[] | null): void {
    const what = `${where} ${offers.map(({ id, version }) => `${id}@${version}`).join()}`;
    if (!tokens?.length || what === this.#told) return;
    this.#told = what;
    const input = { tokens: tokens.slice(0, MOST) };
    ask(this.#voice, ReportShown, { input }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      if (this.#told === what) this.#told = ""; // not counted: the next answer tries again
    });
  }
}
