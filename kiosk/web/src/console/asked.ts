import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiError } from "../api/graphql.ts";

/**
 * An answer that a view stands on: asked for anew whenever what it depends on changes. The one
 * before stays until the next has come, so that nothing flickers.
 */
export class Asked<Result> implements ReactiveController {
  value: Result | undefined;
  trouble: ApiError | undefined;
  busy = false;
  #asked: string | undefined;
  #running: AbortController | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #on: () => readonly unknown[];
  readonly #ask: (signal: AbortSignal) => Promise<Result>;

  /** `on` gives what the answer depends on, as plain values. */
  constructor(
    host: ReactiveControllerHost,
    on: () => readonly unknown[],
    ask: (signal: AbortSignal) => Promise<Result>,
  ) {
    this.#host = host;
    this.#on = on;
    this.#ask = ask;
    host.addController(this);
  }

  hostUpdate(): void {
    if (JSON.stringify(this.#on()) !== this.#asked) this.again();
  }

  hostDisconnected(): void {
    this.#running?.abort();
    this.#asked = undefined;
  }

  /** Ask again, though nothing has changed. */
  again = (): void => {
    this.#asked = JSON.stringify(this.#on());
    this.#running?.abort();
    this.#running = new AbortController();
    this.busy = true;
    void this.#run(this.#running.signal);
  };

  async #run(signal: AbortSignal): Promise<void> {
    try {
      const value = await this.#ask(signal);
      if (signal.aborted) return;
      this.value = value;
      this.trouble = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.trouble = error instanceof ApiError ? error : new ApiError("refused", String(error));
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
