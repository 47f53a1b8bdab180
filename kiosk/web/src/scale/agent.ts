import type {
  Asked,
  Done,
  Goods,
  Hello,
  Link,
  Printed,
  Refused,
  Told,
  Weight,
} from "./messages.ts";

/** The port that `freshlens scale` listens on, unless it was told another. */
export const AGENT_PORT = 8787;

/** Milliseconds until the next try to reach an agent that is away. */
const RETRY = 1000;
/** The agent tells the weight every second: after so many milliseconds without, it is away. */
const SILENCE = 4000;
/** Longest wait for the answer to a request: printing takes a while, a dead printer longer. */
const PATIENCE = 20_000;

type WithoutId<Request> = Request extends Asked ? Omit<Request, "id"> : never;

/**
 * The agent beside the scale, over its WebSocket on this very machine.
 *
 * `changed` is dispatched whenever one of the fields is new. While the agent is away `present` is
 * false and weight, link and goods are undefined: nothing old is shown as if it were now.
 */
export class ScaleAgent extends EventTarget {
  present = false;
  hello: Hello | undefined;
  link: Link | undefined;
  weight: Weight | undefined;
  goods: Goods | undefined;

  readonly #url: string;
  #language: string;
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #waiting = new Map<string, (answer: Answer) => void>();
  #closed = false;

  constructor(language: string, port = AGENT_PORT) {
    super();
    this.#language = language;
    this.#url = `ws://127.0.0.1:${port}/`;
    this.#connect();
  }

  /** Sentences come in this language from now on. */
  speak(language: string): void {
    this.#language = language;
    if (this.present) this.#ask({ type: "language", language });
  }

  /** Choose what lies there: a scanned code or a PLU, and its lot where the code names none. */
  select(code: string, lot?: string): Promise<Answer> {
    return this.#ask({ type: "select", code, ...(lot && { lot }) });
  }

  clear(): Promise<Answer> {
    return this.#ask({ type: "clear" });
  }

  /** The pan's weight becomes the tare, or so many grams known beforehand. */
  tare(grams?: number): Promise<Answer> {
    return this.#ask({ type: "tare", ...(grams && { grams }) });
  }

  untare(): Promise<Answer> {
    return this.#ask({ type: "untare" });
  }

  zero(): Promise<Answer> {
    return this.#ask({ type: "zero" });
  }

  /** Keep the `requestId` of `newRequestId()` for another try: it is then the same sale. */
  print(requestId: string): Promise<Answer> {
    return this.#ask({ type: "print", requestId });
  }

  /** The label of an earlier sale, with its number and pack time. */
  reprint(number: number): Promise<Answer> {
    return this.#ask({ type: "reprint", number });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.present = true;
      this.#expectNews();
      this.#ask({ type: "language", language: this.#language });
      this.#changed();
    });
    socket.addEventListener("message", (event) => {
      if (this.#socket !== socket) return;
      this.#expectNews();
      this.#take(JSON.parse(String(event.data)));
    });
    socket.addEventListener("close", () => {
      if (this.#socket === socket) this.#lost();
    });
  }

  #expectNews(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE);
  }

  #lost(): void {
    clearTimeout(this.#watchdog);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.present = false;
    this.link = undefined;
    this.weight = undefined;
    this.goods = undefined;
    for (const answer of [...this.#waiting.values()]) answer(AWAY);
    this.#changed();
    if (!this.#closed) this.#retry = setTimeout(() => this.#connect(), RETRY);
  }

  #take(told: Told): void {
    switch (told.type) {
      case "hello":
        this.hello = told;
        break;
      case "link":
        this.link = told;
        break;
      case "weight":
        this.weight = told;
        break;
      case "selected":
        this.goods = told.goods ?? undefined;
        break;
      default:
        this.#waiting.get(told.id)?.(told);
        return;
    }
    this.#changed();
  }

  #ask(request: WithoutId<Asked>): Promise<Answer> {
    if (!this.present) return Promise.resolve(AWAY);
    const id = newRequestId();
    return new Promise((resolve) => {
      const late = setTimeout(() => answer(AWAY), PATIENCE);
      const answer = (given: Answer) => {
        clearTimeout(late);
        this.#waiting.delete(id);
        resolve(given);
      };
      this.#waiting.set(id, answer);
      this.#socket?.send(JSON.stringify({ ...request, id }));
    });
  }

  #changed(): void {
    this.dispatchEvent(new Event("changed"));
  }
}

/** The agent did not answer; whether it did what was asked is not known. */
export interface Away {
  type: "away";
}

const AWAY: Away = { type: "away" };

export type Answer = Done | Printed | Refused | Away;

/** Random enough for one scale; `crypto.randomUUID` is missing on pages without HTTPS. */
export function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
