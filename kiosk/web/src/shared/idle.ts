/** Who stands before a public screen has gone when nothing was touched for so long. */
const IDLE_SECONDS = 45;
/** Then they are asked, and have so long to answer (WCAG 2.2.1: at least 20 s). */
const WARNING_SECONDS = 20;

/**
 * Waits for silence: `warned` is told how many seconds are left, each second, and undefined when
 * somebody is there after all; `ended` is called when nobody is.
 */
export class Idle {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #left: number | undefined;
  readonly #warned: (secondsLeft: number | undefined) => void;
  readonly #ended: () => void;

  constructor(warned: (secondsLeft: number | undefined) => void, ended: () => void) {
    this.#warned = warned;
    this.#ended = ended;
  }

  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Somebody is there: begins to wait, or waits anew. */
  touched(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#tick(WARNING_SECONDS), IDLE_SECONDS * 1000);
  }

  /** Nothing to wait for: nobody has begun anything. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#left === undefined) return;
    this.#left = undefined;
    this.#warned(undefined);
  }

  #tick(left: number): void {
    if (left === 0) {
      this.stop();
      this.#ended();
      return;
    }
    this.#left = left;
    this.#warned(left);
    this.#timer = setTimeout(() => this.#tick(left - 1), 1000);
  }
}
