import { serverNow } from "../api/clock.ts";
import { ApiError, ask, type Trouble } from "../api/graphql.ts";
import type { Session } from "../shared/standing.ts";
import {
  KioskScan,
  type KioskScanSubscription,
  KioskVerdict,
  type KioskVerdictQuery,
} from "./kiosk.graphql.ts";

type Result = KioskVerdictQuery["scan"];
type WholeResult = KioskScanSubscription["scanUpdates"]["result"];
export type Verdict = Extract<Result, { __typename: "Scan" }>;
export type Story = Extract<WholeResult, { __typename: "Scan" }>;
export type Refusal = Extract<Result, { __typename: "ScanRefusal" }>;

/** What the screen shows of a code. Without `result` and `trouble` it is being asked. */
export interface Item {
  readonly code: string;
  /** When the scanner's last key went down (`performance.now()`). */
  readonly scannedAt: number;
  readonly result?: Verdict | Refusal | undefined;
  /** The whole answer, which comes a moment after the verdict. */
  readonly story?: Story | undefined;
  /** When that was last known to be so, where nobody can tell whether it still is. */
  readonly asOf?: Date | undefined;
  /** Why there is no answer. */
  readonly trouble?: Trouble | "cut" | undefined;
}

interface Kept {
  readonly result: Verdict | Refusal;
  readonly story: Story | undefined;
  readonly asOf: Date;
}

/** So many answers are kept for a time without network. */
const MOST_KEPT = 50;

/** The code on the screen, its answer kept true while it is there, and the last answers. */
export class Scanning {
  item: Item | undefined;
  #kept = new Map<string, Kept>();
  #stop = () => {};
  /** Whether the answer on the screen came from this question. */
  #answered = false;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    session.live.addEventListener("link", () => this.#linked());
  }

  scanned(code: string, scannedAt: number): void {
    this.#become({ code, scannedAt });
    this.#ask(code);
    if (this.#session.live.link === "away") this.#fallBack("offline");
  }

  /** Half a code came: the scanner was cut off. */
  cut(code: string, scannedAt: number): void {
    this.#stop();
    this.#become({ code, scannedAt, trouble: "cut" });
  }

  /** The same in another language, or with a cart: what is shown stays until it comes. */
  askAgain(): void {
    if (this.item && this.item.trouble !== "cut") this.#ask(this.item.code);
  }

  forget(): void {
    this.#stop();
    this.#become(undefined);
  }

  /** The verdict first and alone, so that nothing delays it; then all of it, and its changes. */
  #ask(code: string): void {
    this.#stop();
    this.#answered = false;
    const { voice, live } = this.#session;
    const variables = { code, context: this.#session.context() };
    const asking = new AbortController();
    this.#stop = () => asking.abort();
    const watch = () => {
      this.#stop = live.watch(KioskScan, variables, ({ scanUpdates: { result } }) => {
        this.#told(result, result.__typename === "Scan" ? result : undefined);
      });
    };
    ask(voice, KioskVerdict, variables, asking.signal).then(
      ({ scan }) => {
        if (asking.signal.aborted) return;
        this.#told(scan, this.item?.story);
        watch();
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        this.#fallBack(error.trouble);
        watch();
      },
    );
  }

  #told(result: Verdict | Refusal, story: Story | undefined): void {
    const item = this.item;
    if (!item) return;
    this.#answered = true;
    this.#kept.delete(item.code);
    this.#kept.set(item.code, { result, story, asOf: serverNow() });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    }
    this.#become({ code: item.code, scannedAt: item.scannedAt, result, story });
  }

  /** No answer: the last one, said to be that, else why there is none. */
  #fallBack(trouble: Trouble): void {
    if (!this.item) return;
    const { code, scannedAt, result } = this.item;
    const kept = this.#kept.get(code);
    if (kept) this.#become({ code, scannedAt, ...kept });
    else if (!result) this.#become({ code, scannedAt, trouble });
  }

  /** What is on the screen was true until the network went, and is again when it is back. */
  #linked(): void {
    const { link } = this.#session.live;
    if (!this.item || this.item.trouble === "cut") return;
    if (link === "away") {
      if (!this.item.result) this.#fallBack("offline");
      else if (!this.item.asOf) this.#become({ ...this.item, asOf: serverNow() });
    } else if (link === "live" && this.#answered) {
      this.#become({ ...this.item, asOf: undefined }); // changes since the cut come by themselves
    }
  }

  #become(item: Item | undefined): void {
    this.item = item;
    this.#session.changed();
  }
}
