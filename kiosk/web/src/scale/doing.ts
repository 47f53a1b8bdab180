import type { Answer, ScaleAgent } from "./agent.ts";
import { withRecent } from "./finding.ts";
import type { Sale } from "./sale.ts";
import type { ScaleWords } from "./words.ts";

/** Why something was not done, in the language it was said in. */
export interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Refusals that mean: nobody may sell this. */
const STOPS = ["recalled", "not-to-be-sold"];

/** What people at the counter ask of the agent, and why it was not done. */
export class Doing {
  /** Why what was chosen is not sold here. */
  refused: Said | undefined;
  /** Why a tare or zero was not set. */
  said: Said | undefined;
  /** Codes picked lately, the newest first. */
  recent: readonly string[] = [];
  readonly #agent: ScaleAgent;
  readonly #sale: Sale;
  readonly #words: () => ScaleWords;
  readonly #changed: () => void;

  constructor(agent: ScaleAgent, sale: Sale, words: () => ScaleWords, changed: () => void) {
    this.#agent = agent;
    this.#sale = sale;
    this.#words = words;
    this.#changed = changed;
  }

  /** Why nobody may sell what was chosen. */
  get stopped(): Said | undefined {
    return this.refused && STOPS.includes(this.refused.code) ? this.refused : undefined;
  }

  readonly pick = async (code: string): Promise<void> => {
    const answer = await this.#agent.select(code);
    const { awayTitle, awayHint } = this.#words();
    if (answer.type === "refused") this.refused = answer;
    else if (answer.type === "away")
      this.refused = { code: "away", message: awayTitle, hint: awayHint };
    else {
      this.refused = undefined;
      this.recent = withRecent(this.recent, code);
    }
    this.#changed();
  };

  /** Half a code came: the scanner was cut off. */
  cut(): void {
    const { cutTitle, cutHint } = this.#words();
    this.refused = { code: "cut", message: cutTitle, hint: cutHint };
    this.#changed();
  }

  readonly clear = async (): Promise<void> => {
    this.forget();
    await this.#agent.clear();
  };

  readonly zero = async (): Promise<void> => this.#tell(await this.#agent.zero());

  readonly tare = async (grams?: number): Promise<void> =>
    this.#tell(await this.#agent.tare(grams));

  readonly untare = async (): Promise<void> => this.#tell(await this.#agent.untare());

  readonly print = async (): Promise<void> => {
    await this.#sale.print();
    const { outcome } = this.#sale;
    if (outcome?.kind === "refused" && STOPS.includes(outcome.refused.code))
      this.refused = outcome.refused;
    this.#changed();
  };

  /** Nothing is said any more. */
  forget(): void {
    this.refused = this.said = undefined;
    this.#changed();
  }

  #tell(answer: Answer): void {
    this.said = answer.type === "refused" ? answer : undefined;
    this.#changed();
  }
}
