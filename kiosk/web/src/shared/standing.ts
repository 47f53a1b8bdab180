import type { PropertyDeclarations, PropertyValues } from "lit";
import { ApiError, type Voice } from "../api/graphql.ts";
import { LiveLink } from "../api/live.ts";
import type { DeviceProblem, ScanContext } from "../api/schema.ts";
import { Device } from "./device.ts";
import { ScreenElement } from "./element.ts";
import { chooseLanguage, Formats, type Language } from "./language.ts";

/** Milliseconds until a server that did not answer is asked again where this screen stands. */
const RETRY = 3000;
/** Milliseconds for which operations is told that the network was away. */
const LATELY = 600_000;

/** What every part of such a screen works with. */
export interface Session {
  readonly voice: Voice;
  readonly live: LiveLink;
  /** Where the screen stands, and what is read there: read anew at each question. */
  context(): ScanContext;
  /** Something that is shown has changed. */
  changed(): void;
}

/** A screen that stands in a store: paired by a device key, in its place, telling how it is. */
export abstract class StandingScreen extends ScreenElement implements Session {
  static override properties: PropertyDeclarations = {
    language: { state: true },
    larger: { state: true },
    device: { state: true },
    ended: { state: true },
  };

  declare language: Language;
  /** "A+": everything half as large again. */
  declare larger: boolean;
  /** Undefined before pairing; its place is, until the server has told it. */
  declare device: Device | undefined;
  /** Whether the key has ended. */
  declare ended: boolean;

  readonly voice: Voice = { language: () => this.language, token: () => this.device?.key };
  readonly live = new LiveLink(this.voice);
  /** The language of the page as it came. */
  protected readonly own: Language;
  #context: ScanContext = {};
  #awayAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.own = chooseLanguage([document.documentElement.lang]);
    this.language = this.own;
    this.larger = this.ended = false;
    this.device = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.live.addEventListener("link", () => {
      if (this.live.link === "away") this.#awayAt = performance.now();
      this.requestUpdate();
    });
    this.device = Device.current(() => this.language);
    if (this.device) void this.#stand(this.device);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.device?.stopReporting();
    this.live.close();
  }

  /** The place is known: what belongs to it can be watched. */
  protected abstract stood(): void;

  /** The key has ended: nothing is watched any more. */
  protected abstract fell(): void;

  /** What operations should know of right now. */
  protected problems(awayLately: boolean): DeviceProblem[] {
    return awayLately ? ["OFFLINE_LATELY"] : [];
  }

  /** Where the screen stands, before what only one kind of screen knows. */
  protected whereabouts(): ScanContext {
    const { store, zone } = this.device?.place ?? {};
    const visit = zone ? { zoneId: zone.id } : null;
    return { storeId: store?.id ?? null, language: this.language, visit };
  }

  /** The same object until something in it changes. */
  context(): ScanContext {
    const context = this.whereabouts();
    if (JSON.stringify(context) !== JSON.stringify(this.#context)) this.#context = context;
    return this.#context;
  }

  get formats(): Formats {
    return new Formats(this.language, this.device?.place?.store?.timeZone);
  }

  readonly changed = (): void => this.requestUpdate();

  readonly pair = (device: Device): void => {
    this.live.restart(); // with the new key
    void this.#stand(device);
  };

  /** Where the screen stands is asked until somebody answers. */
  async #stand(device: Device): Promise<void> {
    this.device = device;
    this.ended = false;
    device.addEventListener("unpaired", () => {
      this.ended = true;
      this.fell();
    });
    while (!device.place && !this.ended && this.isConnected) {
      try {
        await device.load();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
    if (!device.place) return;
    device.startReporting(() => this.problems(performance.now() - this.#awayAt < LATELY));
    this.stood();
    this.requestUpdate();
  }

  protected override updated(_: PropertyValues): void {
    document.documentElement.lang = this.language;
    document.documentElement.classList.toggle("larger", this.larger);
  }
}
