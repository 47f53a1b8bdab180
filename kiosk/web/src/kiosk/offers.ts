import type { Session } from "../shared/standing.ts";
import { KioskOffers, type KioskOffersSubscription } from "./kiosk.graphql.ts";

export type Offers = NonNullable<KioskOffersSubscription["offersHereUpdates"]["offersHere"]>;

/** The offers of the kiosk's place, live. The last ones stay while the network is away. */
export class OffersOfPlace {
  now: Offers | undefined;
  #stop = () => {};
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** In the language, and for the cart, of now. */
  watch(): void {
    this.#stop();
    const variables = { context: this.#session.context(), first: 6 };
    this.#stop = this.#session.live.watch(KioskOffers, variables, ({ offersHereUpdates }) => {
      this.now = offersHereUpdates.offersHere ?? undefined;
      this.#session.changed();
    });
  }

  stop(): void {
    this.#stop();
  }
}
