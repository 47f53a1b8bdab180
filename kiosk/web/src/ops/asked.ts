import type { ReactiveController } from "lit";
import { serverNow } from "../api/clock.ts";
import { ApiError } from "../api/graphql.ts";
import type { DeskView } from "../shared/view.ts";

/**
 * The answer that a view shows: asked for anew when `key` changes (the store and the language
 * count by themselves), when `also` does, every `every` milliseconds, and by `again`. Another key
 * or store is another question, whose answer before is shown no more. What came last stays while the
 * network is away, and `at` says of when it is.
 */
export class Asked<Result> implements ReactiveController {
  value: Result | undefined;
  at: Date | undefined;
  /** The server did not answer the last time. */
  away = false;
  /** What the server said instead of an answer. */
  refusal: string | undefined;
  readonly #host: DeskView;
  readonly #ask: (signal: AbortSignal) => Promise<Result>;
  readonly #key: () => string;
  readonly #also: () => string;
  readonly #every: number | undefined;
  #asked: string | undefined;
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: DeskView,
    ask: (signal: AbortSignal) => Promise<Result>,
    {
      key = () => "",
      also = () => "",
      every,
    }: { key?: () => string; also?: () => string; every?: number } = {},
  ) {
    this.#host = host;
    this.#ask = ask;
    this.#key = key;
    this.#also = also;
    this.#every = every;
    host.addController(this);
  }

  hostUpdate(): void {
    const key = `${this.#host.store.id} ${this.#key()}`;
    const asked = `${key}\n${this.#host.language} ${this.#also()}`;
    if (asked === this.#asked) return;
    if (!this.#asked?.startsWith(`${key}\n`)) this.value = undefined;
    this.#asked = asked;
    void this.again();
  }

  hostDisconnected(): void {
    this.#running?.abort();
    clearTimeout(this.#timer);
    this.#asked = undefined;
  }

  readonly again = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await this.#ask(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
      this.at = serverNow();
      this.away = false;
      this.refusal = undefined;
    } catch (error) {
      if (running.signal.aborted) return;
      this.away = !(error instanceof ApiError) || error.trouble === "offline";
      this.refusal = this.away ? undefined : (error as Error).message;
    }
    if (this.#every || this.away) {
      this.#timer = setTimeout(this.again, this.away ? RETRY : this.#every);
    }
    this.#host.requestUpdate();
  };
}

/** Milliseconds after which an unanswered question is asked again. */
const RETRY = 3000;
