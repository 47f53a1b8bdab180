import { ApiError, ask } from "../api/graphql.ts";
import type { Session } from "../shared/standing.ts";
import type { Weighable } from "./finding.ts";
import { ScaleOffers, SoldByWeight } from "./scale.graphql.ts";

/** Prices change by the day: asked for anew so often, in milliseconds, whatever is told. */
const RENEW = 600_000;
const RETRY = 3000;

/** What the store sells by weight; the last list stays while the server is away. */
export class Stock {
  goods: readonly Weighable[] | undefined;
  #asking = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;
  #unwatch = () => {};
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** In the language of now. */
  watch(): void {
    this.stop();
    const variables = { context: this.#session.context() };
    this.#unwatch = this.#session.live.watch(ScaleOffers, variables, () => void this.#renew());
    void this.#renew();
  }

  stop(): void {
    this.#unwatch();
    this.#asking.abort();
    clearTimeout(this.#again);
  }

  async #renew(): Promise<void> {
    this.#asking.abort();
    clearTimeout(this.#again);
    const asking = new AbortController();
    this.#asking = asking;
    let wait = RENEW;
    try {
      this.goods = (await ask(this.#session.voice, SoldByWeight, {}, asking.signal)).soldByWeight;
      this.#session.changed();
    } catch (error) {
      if (asking.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      wait = RETRY;
    }
    this.#again = setTimeout(() => void this.#renew(), wait);
  }
}
