import { newRequestId, type ScaleAgent } from "./agent.ts";
import type { Refused } from "./messages.ts";

/** What came of the print that was asked last. */
export type Outcome =
  | { readonly kind: "busy" }
  | { readonly kind: "printed"; readonly number: number }
  | { readonly kind: "refused"; readonly refused: Refused }
  | { readonly kind: "away" }; // whether it was printed is not known

/** A sale whose label did not come out: it is kept, and its label can be tried again. */
export interface Kept {
  readonly number: number;
  readonly refused: Refused;
}

/** What the seller needs of the agent. */
export type Printing = Pick<ScaleAgent, "print" | "reprint" | "weight" | "goods">;

/**
 * Printing what lies there.
 *
 * One weighing is one sale however often it is asked: its request keeps its id until the pan was
 * empty or other goods were chosen, so that a lost answer sells nothing twice.
 */
export class Sale {
  outcome: Outcome | undefined;
  kept: Kept | undefined;
  #request: { readonly about: string; readonly id: string } | undefined;
  /** What lay there, and how, when `outcome` came. */
  #then = "";
  readonly #agent: Printing;
  readonly #changed: () => void;

  constructor(agent: Printing, changed: () => void) {
    this.#agent = agent;
    this.#changed = changed;
  }

  /** To be called whenever the agent told something new. */
  seen(): void {
    const { weight, goods } = this.#agent;
    if (this.outcome?.kind === "busy" || !weight) return;
    const about = this.#about();
    if (weight.state === "empty" || this.#request?.about !== about) this.#request = undefined;
    const over = this.outcome?.kind === "printed" ? goods && !weight.finished : true;
    if (this.outcome && over && this.#then !== `${about} ${weight.state}`) this.outcome = undefined;
  }

  async print(): Promise<void> {
    if (this.outcome?.kind === "busy") return;
    this.#request ??= { about: this.#about(), id: newRequestId() };
    const { id } = this.#request;
    await this.#asked(() => this.#agent.print(id));
  }

  /** The label of a sale that was made: with its number and its time. */
  async again(number: number): Promise<void> {
    if (this.outcome?.kind !== "busy") await this.#asked(() => this.#agent.reprint(number));
  }

  #about(): string {
    const { goods } = this.#agent;
    return goods ? `${goods.code}/${goods.lot ?? ""}` : "";
  }

  async #asked(asking: () => ReturnType<Printing["print"]>): Promise<void> {
    this.#become({ kind: "busy" });
    const answer = await asking();
    this.#then = `${this.#about()} ${this.#agent.weight?.state}`;
    if (answer.type === "printed") {
      if (this.kept?.number === answer.number) this.kept = undefined;
      this.#become({ kind: "printed", number: answer.number });
    } else if (answer.type === "refused") {
      if (answer.number !== null) this.kept = { number: answer.number, refused: answer };
      this.#become({ kind: "refused", refused: answer });
    } else {
      this.#become({ kind: "away" });
    }
  }

  #become(outcome: Outcome): void {
    this.outcome = outcome;
    this.#changed();
  }
}
