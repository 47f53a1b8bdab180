import { type Client, createClient } from "graphql-ws";
import type { Voice } from "./graphql.ts";
import type { Operation } from "./operation.ts";

/** What the screen may claim: `live` only while the server has answered within seconds. */
export type Link = "connecting" | "live" | "away";

/** Milliseconds of silence after which we ask whether the server is there, and wait for it. */
const ASK_AFTER = 1500;
const ANSWER_WITHIN = 1500;
const RETRY_FROM = 500;
const RETRY_TO = 5000;

interface Watch {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  cursor: string | undefined;
  readonly take: (data: never) => void;
  readonly fail: (message: string) => void;
  stop?: () => void;
}

/**
 * Subscriptions over graphql-transport-ws that survive a cut.
 *
 * Each watched field brings a `cursor`; after a cut it is asked again with `after: cursor`, so that
 * nothing is missed or doubled. A half-open network never closes a socket: pings do.
 */
export class LiveLink extends EventTarget {
  #client: Client | undefined;
  #watches = new Set<Watch>();
  #link: Link = "connecting";
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  readonly #voice: Voice;

  constructor(voice: Voice) {
    super();
    this.#voice = voice;
  }

  /** Changes are told by a `link` event. */
  get link(): Link {
    return this.#link;
  }

  /** Watch until the returned function is called. */
  watch<Result, Variables extends object>(
    operation: Operation<Result, Variables>,
    variables: Omit<Variables, "after">,
    take: (data: Result) => void,
    fail: (message: string) => void = () => {},
  ): () => void {
    const watch: Watch = {
      query: operation,
      variables: variables as Record<string, unknown>,
      cursor: undefined,
      take: take as (data: never) => void,
      fail,
    };
    this.#watches.add(watch);
    if (this.#link === "live") this.#subscribe(watch);
    else if (!this.#client && !this.#retry) this.#connect();
    return () => {
      this.#watches.delete(watch);
      watch.stop?.();
    };
  }

  /** Start anew, with the token and language of now. */
  restart(): void {
    this.#attempt = 0;
    this.#lost();
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    this.#watches.clear();
    this.#client?.dispose();
    this.#client = undefined;
  }

  #connect(): void {
    this.#retry = undefined;
    const token = this.#voice.token();
    const client = createClient({
      url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
      lazy: false,
      retryAttempts: 0, // the library would repeat old cursors
      keepAlive: ASK_AFTER,
      connectionParams: {
        language: this.#voice.language(),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      onNonLazyError: () => {},
      on: {
        connected: () => this.#connected(client),
        ping: (received) => {
          if (!received) this.#expectWithin(ANSWER_WITHIN);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#deadline);
        },
        closed: () => {
          if (this.#client === client) this.#lost();
        },
      },
    });
    this.#client = client;
    this.#expectWithin(ASK_AFTER + ANSWER_WITHIN);
  }

  #expectWithin(milliseconds: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#lost(), milliseconds);
  }

  #connected(client: Client): void {
    if (this.#client !== client) return;
    clearTimeout(this.#deadline);
    this.#attempt = 0;
    this.#become("live");
    for (const watch of this.#watches) this.#subscribe(watch);
  }

  #lost(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    for (const watch of this.#watches) delete watch.stop;
    client?.terminate();
    client?.dispose();
    this.#become("away");
    const longest = Math.min(RETRY_TO, RETRY_FROM * 2 ** this.#attempt++);
    this.#retry = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
  }

  #subscribe(watch: Watch): void {
    const client = this.#client;
    if (!client) return;
    const after = watch.cursor === undefined ? {} : { after: watch.cursor };
    watch.stop = client.subscribe<Record<string, { cursor?: string } | null>>(
      { query: watch.query, variables: { ...watch.variables, ...after } },
      {
        next: ({ data, errors }) => {
          if (this.#client !== client || !this.#watches.has(watch)) return;
          if (errors?.[0]) watch.fail(errors[0].message);
          if (!data) return;
          watch.cursor = Object.values(data)[0]?.cursor ?? watch.cursor;
          watch.take(data as never);
        },
        error: (error) => {
          if (this.#client === client && Array.isArray(error))
            watch.fail(String(error[0]?.message));
        },
        complete: () => {},
      },
    );
  }

  #become(link: Link): void {
    if (this.#link === link) return;
    this.#link = link;
    this.dispatchEvent(new Event("link"));
  }
}
