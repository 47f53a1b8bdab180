import { clockIsWrong, clockOffsetSeconds } from "../api/clock.ts";
import { ApiError, ask, type Voice } from "../api/graphql.ts";
import type { DeviceProblem } from "../api/schema.ts";
import { ReportDevice, ThisDevice, type ThisDeviceQuery } from "./device.graphql.ts";

/** Where the device stands, as the server knows it. */
export type Place = NonNullable<ThisDeviceQuery["thisDevice"]>;

const KEPT_AS = "freshlens-device";
const KEY = /fl_[0-9a-f]{16}_[A-Za-z0-9_-]{43}/;
const REPORT_EVERY = 30_000;

/** The key in what was typed, scanned or opened: the key itself, or an address that holds it. */
export function deviceKeyIn(text: string): string | undefined {
  return KEY.exec(text)?.[0];
}

/**
 * A kiosk or scale: it holds a key, which says where it stands.
 *
 * An `unpaired` event tells that the key has ended: ask for another.
 */
export class Device extends EventTarget {
  readonly key: string;
  /** Known after `load`. */
  place: Place | undefined;
  #report: ReturnType<typeof setInterval> | undefined;
  #told = "";
  readonly #voice: Voice;

  constructor(key: string, language: () => string) {
    super();
    this.key = key;
    this.#voice = { language, token: () => key };
  }

  /**
   * The device that this browser is: by `#device=…` of the address, which is kept and taken out of
   * sight, else by what was kept; undefined before pairing.
   */
  static current(language: () => string): Device | undefined {
    const given = deviceKeyIn(location.hash);
    if (given) {
      localStorage.setItem(KEPT_AS, given);
      history.replaceState(null, "", location.pathname + location.search);
    }
    const key = given ?? localStorage.getItem(KEPT_AS);
    return key ? new Device(key, language) : undefined;
  }

  /** Keep the key of a new device, typed or scanned; throws `ApiError` where it opens nothing. */
  static async paired(key: string, language: () => string): Promise<Device> {
    const device = new Device(key, language);
    await device.load();
    localStorage.setItem(KEPT_AS, key);
    return device;
  }

  /** Ask where this is. Throws `ApiError`: `unauthenticated` where the key has ended. */
  async load(): Promise<Place> {
    const { thisDevice } = await this.#asked(() => ask(this.#voice, ThisDevice, {}));
    if (!thisDevice?.store) throw this.#ended("no device holds this key");
    this.place = thisDevice;
    return thisDevice;
  }

  /** Say every 30 s how this is, and soon when that changes; what is lost is said the next time. */
  startReporting(problems: () => readonly DeviceProblem[]): void {
    this.stopReporting();
    const report = async (due: boolean) => {
      const found = new Set(problems());
      if (clockIsWrong()) found.add("CLOCK_WRONG");
      const sorted = [...found].sort();
      if (!due && sorted.join() === this.#told) return;
      this.#told = sorted.join();
      const input = {
        version: version(),
        clockOffsetSeconds: clockOffsetSeconds() ?? null,
        problems: sorted,
      };
      try {
        await this.#asked(() => ask(this.#voice, ReportDevice, { input }));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    };
    let since = 0;
    this.#report = setInterval(() => {
      since += LOOK_EVERY;
      const due = since >= REPORT_EVERY;
      if (due) since = 0;
      void report(due);
    }, LOOK_EVERY);
    void report(true);
  }

  stopReporting(): void {
    clearInterval(this.#report);
  }

  /** Forget the key: this browser is no device any more. */
  static forget(): void {
    localStorage.removeItem(KEPT_AS);
  }

  async #asked<Result>(asking: () => Promise<Result>): Promise<Result> {
    try {
      return await asking();
    } catch (error) {
      const ended = error instanceof ApiError && error.trouble === "unauthenticated";
      throw ended ? this.#ended(error.message) : error;
    }
  }

  #ended(message: string): ApiError {
    this.stopReporting();
    this.dispatchEvent(new Event("unpaired"));
    return new ApiError("unauthenticated", message);
  }
}

const LOOK_EVERY = 5000;

/** Which build of the screen runs: the name of its script, which holds a hash. */
function version(): string {
  const script = document.querySelector<HTMLScriptElement>("script[type=module]");
  return (script?.src.split("/").at(-1) ?? "unknown").slice(0, 60);
}
