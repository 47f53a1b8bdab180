/**
 * The server's time, by the Date header of its answers: a device's own clock may be an hour off,
 * and what it shows must stay right.
 */

/** Seconds that a clock may be off before anybody is told. */
const OFF_BY = 60;

/** The header tells whole seconds: half a second is added to what it says. */
const HALF = 500;

interface Sample {
  /** The server's time at 0 of the monotonic clock, milliseconds. */
  readonly origin: number;
  /** How far that may be wrong, milliseconds. */
  readonly doubt: number;
  /** When it was taken, by the monotonic clock. */
  readonly at: number;
  /** The device's own time at 0 of the monotonic clock. */
  readonly own: number;
}

/** Milliseconds after which any newer sample is better. */
const STALE = 600_000;
/** The device's clock was set, or it slept and the monotonic clock stood still: likewise. */
const JUMP = 2000;

let best: Sample | undefined;

function ownOrigin(): number {
  return Date.now() - performance.now();
}

/**
 * Learn from an answer that was asked for at `asked` (`performance.now()`): its Date header was
 * written between then and now.
 */
export function heard(response: Response, asked: number): void {
  const date = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(date)) return;
  const at = performance.now();
  const doubt = (at - asked) / 2 + HALF;
  const own = ownOrigin();
  if (best && best.doubt < doubt && at - best.at < STALE && Math.abs(best.own - own) < JUMP) return;
  best = { origin: date + HALF - (asked + at) / 2, doubt, at, own };
}

/**
 * Seconds that the device's clock is ahead of the server's (negative: behind), 0 where no
 * difference can be told; undefined before the first answer.
 */
export function clockOffsetSeconds(): number | undefined {
  if (!best) return undefined;
  const ahead = ownOrigin() - best.origin;
  return Math.abs(ahead) <= best.doubt ? 0 : Math.round(ahead / 100) / 10;
}

/** Now, by the server's clock; by the device's own before the first answer. */
export function serverNow(): Date {
  return new Date(best ? best.origin + performance.now() : Date.now());
}

/** Whether the device's clock is so wrong that somebody should set it. */
export function clockIsWrong(): boolean {
  return Math.abs(clockOffsetSeconds() ?? 0) > OFF_BY;
}
