/** Seconds of a stay at which what rests on it is asked for anew: offers wait for such. */
const STEPS = [15, 30, 60, 120, 300, 600];

/** How long somebody has stood here, in steps; `longer` is called at each. */
export class Dwell {
  /** Never more than it is. */
  seconds = 0;
  #next: ReturnType<typeof setTimeout> | undefined;
  #begun = false;
  readonly #longer: () => void;

  constructor(longer: () => void) {
    this.#longer = longer;
  }

  /** Somebody is there: counts from the first time that this is said. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#wait(0);
  }

  /** They have gone. */
  end(): void {
    clearTimeout(this.#next);
    this.seconds = 0;
    this.#begun = false;
  }

  #wait(step: number): void {
    const seconds = STEPS[step];
    if (seconds === undefined) return;
    this.#next = setTimeout(
      () => {
        this.seconds = seconds;
        this.#wait(step + 1);
        this.#longer();
      },
      (seconds - this.seconds) * 1000,
    );
  }
}
