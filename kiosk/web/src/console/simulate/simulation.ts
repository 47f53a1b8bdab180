import type { Voice } from "../../api/graphql.ts";
import { LiveLink } from "../../api/live.ts";
import type { SimulateOfferInput } from "../../api/schema.ts";
import {
  type SimulatedFragment,
  SimulateOffer,
  type SimulateOfferSubscription,
} from "./simulate.graphql.ts";

type Refusal = Extract<
  SimulateOfferSubscription["simulateOffer"],
  { __typename: "SimulationRefusal" }
>;

/** How far a run is. */
export type State =
  | { readonly is: "idle" }
  | {
      readonly is: "running";
      readonly done: number;
      readonly total: number;
      readonly away: boolean;
    }
  | { readonly is: "stopped" }
  | { readonly is: "refused"; readonly message: string; readonly problems: Refusal["problems"] }
  | { readonly is: "done"; readonly found: SimulatedFragment };

/** One simulation at a time over a link of its own; `change` events tell of its state. */
export class Simulation extends EventTarget {
  state: State = { is: "idle" };
  readonly #voice: Voice;
  #link: LiveLink | undefined;

  constructor(voice: Voice) {
    super();
    this.#voice = voice;
  }

  /** Begin, and drop what was running. A link that was cut begins the run anew by itself. */
  run(input: SimulateOfferInput): void {
    this.#close();
    const link = new LiveLink(this.#voice);
    this.#link = link;
    this.#become({ is: "running", done: 0, total: 0, away: false });
    link.addEventListener("link", () => {
      if (this.state.is === "running") {
        this.#become({ ...this.state, away: link.link === "away" });
      }
    });
    link.watch(
      SimulateOffer,
      { input },
      ({ simulateOffer: update }) => {
        if (update.__typename === "SimulationProgress") {
          this.#become({ is: "running", done: update.done, total: update.total, away: false });
          return;
        }
        this.#close();
        this.#become(
          update.__typename === "Simulation"
            ? { is: "done", found: update }
            : { is: "refused", message: update.message, problems: update.problems },
        );
      },
      (message) => {
        this.#close();
        this.#become({ is: "refused", message, problems: [] });
      },
    );
  }

  /** Stop what is running; the server stops counting too. */
  stop(): void {
    this.#close();
    this.#become({ is: "stopped" });
  }

  /** Let go, as of a view that is left. */
  close(): void {
    this.#close();
    this.state = { is: "idle" };
  }

  #close(): void {
    this.#link?.close();
    this.#link = undefined;
  }

  #become(state: State): void {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
