import { type Client, createClient } from "graphql-ws";
import { heard } from "./clock.ts";
import type { Voice } from "./graphql.ts";
import type { Operation } from "./operation.ts";

/** What the screen may claim: `live` only while the server has answered within seconds. */
export type Link = "connecting" | "live" | "away";

/** Milliseconds of silence after which we ask whether the server is there, and wait for it. */
const ASK_AFTER = 1500;
const ANSWER_WITHIN = 1500;
/** While it is away we look so often whether it is back, and wait so long for an answer. */
const LOOK_EVERY = 1000;
const LOOK_WITHIN = 1500;
/** When a subscription that could not be served just now is asked for again. */
const AGAIN_AFTER = 2000;
const PASSING = ["UNAVAILABLE", "RATE_LIMITED"];
/** How the server closes a socket whose token or key is worthless. */
const NOT_LET_IN = 4403;

interface Fault {
  readonly message: string;
  readonly extensions?: Record<string, unknown> | undefined;
}

interface Watch {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  cursor: string | undefined;
  readonly take: (data: never) => void;
  readonly fail: (message: string) => void;
  stop?: () => void;
  again?: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Subscriptions over graphql-transport-ws that survive a cut.
 *
 * Each watched field brings a `cursor`; after a cut it is asked again with `after: cursor`, so that
 * nothing is missed or doubled. A half-open network never closes a socket: pings do. Whether the
 * server is back is looked for by plain requests: browsers let only one socket at a time connect,
 * and hold those back that failed often.
 *
 * A `link` event tells that `link` changed, `refused` that the token or key is not let in.
 */
export class LiveLink extends EventTarget {
  #client: Client | undefined;
  #watches = new Set<Watch>();
  #link: Link = "connecting";
  #connected = false;
  #look: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  readonly #voice: Voice;

  constructor(voice: Voice) {
    super();
    this.#voice = voice;
    addEventListener("online", this.#lookNow);
  }

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
    if (this.#connected) this.#subscribe(watch);
    else if (!this.#client && !this.#look) this.#connect();
    return () => {
      this.#forget(watch);
      this.#settle();
    };
  }

  /** Ask for everything anew, with the token and language of now. */
  restart(): void {
    for (const watch of this.#watches) watch.cursor = undefined;
    this.#drop();
    if (this.#watches.size > 0) this.#connect();
  }

  close(): void {
    removeEventListener("online", this.#lookNow);
    for (const watch of this.#watches) this.#forget(watch);
    this.#drop();
  }

  #connect(): void {
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
        connected: () => this.#open(client),
        ping: (received) => {
          if (!received) this.#expectWithin(ANSWER_WITHIN);
        },
        message: () => clearTimeout(this.#deadline),
        closed: (event) => {
          if (this.#client !== client) return;
          if ((event as CloseEvent).code === NOT_LET_IN) this.dispatchEvent(new Event("refused"));
          this.#lost();
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

  #open(client: Client): void {
    if (this.#client !== client) return;
    clearTimeout(this.#deadline);
    this.#connected = true;
    for (const watch of this.#watches) this.#subscribe(watch);
    this.#settle();
  }

  #lost(): void {
    this.#drop();
    this.#become("away");
    this.#lookIn(LOOK_EVERY * (0.5 + Math.random() / 2)); // not every screen at once
  }

  /** Leave the socket, whatever state it is in. */
  #drop(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#look);
    this.#look = undefined;
    const client = this.#client;
    this.#client = undefined;
    this.#connected = false;
    for (const watch of this.#watches) {
      clearTimeout(watch.again);
      watch.again = undefined;
      delete watch.stop;
    }
    client?.terminate();
    void client?.dispose();
  }

  #lookIn(milliseconds: number): void {
    clearTimeout(this.#look);
    this.#look = setTimeout(async () => {
      const looking = this.#look;
      const there = await isThere();
      if (this.#look !== looking) return; // closed, or told to look at once
      if (!there) return this.#lookIn(LOOK_EVERY * (0.5 + Math.random() / 2));
      this.#look = undefined;
      this.#connect();
    }, milliseconds);
  }

  #lookNow = (): void => {
    if (this.#look) this.#lookIn(0);
  };

  #subscribe(watch: Watch): void {
    const client = this.#client;
    if (!client) return;
    watch.again = undefined;
    const current = () => this.#client === client && this.#watches.has(watch);
    const after = watch.cursor === undefined ? {} : { after: watch.cursor };
    let passing = false;
    const failed = ([fault]: readonly Fault[]) => {
      if (!fault) return;
      passing = PASSING.includes(String(fault.extensions?.code));
      if (!passing) watch.fail(fault.message);
    };
    const ended = () => {
      if (!current()) return;
      if (passing) watch.again = setTimeout(() => this.#subscribe(watch), AGAIN_AFTER);
      else this.#watches.delete(watch);
      this.#settle();
    };
    watch.stop = client.subscribe<Record<string, { cursor?: string } | null>>(
      { query: watch.query, variables: { ...watch.variables, ...after } },
      {
        next: ({ data, errors }) => {
          if (!current()) return;
          passing = false;
          if (errors) failed(errors);
          if (!data) return;
          watch.cursor = Object.values(data)[0]?.cursor ?? watch.cursor;
          watch.take(data as never);
        },
        error: (error) => {
          if (!current() || !Array.isArray(error)) return; // the socket broke: `closed` tells
          failed(error);
          ended();
        },
        complete: ended,
      },
    );
    this.#settle();
  }

  #forget(watch: Watch): void {
    this.#watches.delete(watch);
    clearTimeout(watch.again);
    watch.stop?.();
  }

  /** Live is who is connected and has every subscription served. */
  #settle(): void {
    const waiting = [...this.#watches].some((watch) => watch.again !== undefined);
    if (this.#connected) this.#become(waiting ? "away" : "live");
  }

  #become(link: Link): void {
    if (this.#link === link) return;
    this.#link = link;
    this.dispatchEvent(new Event("link"));
  }
}

/** Whether the server is there, and its database. */
async function isThere(): Promise<boolean> {
  const asked = performance.now();
  try {
    const signal = AbortSignal.timeout(LOOK_WITHIN);
    const response = await fetch("/health/ready", { cache: "no-store", signal });
    heard(response, asked);
    return response.status < 500; // where it is hidden from screens, the socket shows
  } catch {
    return false;
  }
}
