import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { ApiError, type Voice } from "../api/graphql.ts";
import { LiveLink } from "../api/live.ts";
import type { ScanContext } from "../api/schema.ts";
import { Device } from "../shared/device.ts";
import { ScreenElement } from "../shared/element.ts";
import { Idle } from "../shared/idle.ts";
import { chooseLanguage, Formats, type Language } from "../shared/language.ts";
import { Shown } from "../shared/shown.ts";
import { Wedge, type Wedged } from "../shared/wedge.ts";
import { CartHere } from "./cart.ts";
import { Dwell } from "./dwell.ts";
import { OffersOfPlace } from "./offers.ts";
import { Scanning } from "./scanning.ts";
import type { Session } from "./session.ts";
import { Speech } from "./speech.ts";
import { timed } from "./timed.ts";
import { controls } from "./views/controls.ts";
import { head } from "./views/head.ts";
import "./views/idle.ts";
import type { Chapter } from "./views/item.ts";
import { mainView } from "./views/main.ts";
import "./views/type_in.ts";
import { WORDS } from "./words.ts";

/** Milliseconds until a server that did not answer is asked again where this kiosk stands. */
const RETRY = 3000;
/** Milliseconds for which operations is told that the network was away. */
const LATELY = 600_000;

/**
 * An in-aisle kiosk: invites, and tells of whatever is scanned.
 *
 * Nothing of a shopper outlives their visit: not the language, the size, the item or the cart.
 */
export class Kiosk extends ScreenElement implements Session {
  static override properties: PropertyDeclarations = {
    language: { state: true },
    larger: { state: true },
    device: { state: true },
    ended: { state: true },
    cartOpen: { state: true },
    typing: { state: true },
    chapter: { state: true },
    detailsOf: { state: true },
    secondsLeft: { state: true },
  };

  declare language: Language;
  /** "A+": everything half as large again. */
  declare larger: boolean;
  /** Undefined before pairing; its place is, until the server has told it. */
  declare device: Device | undefined;
  /** Whether the key has ended. */
  declare ended: boolean;
  declare cartOpen: boolean;
  /** Whether a number is being typed. */
  declare typing: boolean;
  /** What is open of the story. */
  declare chapter: Chapter;
  /** Since when the recall is in force below which the shopper asked to look. */
  declare detailsOf: string | undefined;
  /** Until it starts over; undefined while somebody is there. */
  declare secondsLeft: number | undefined;

  readonly voice: Voice = { language: () => this.language, token: () => this.device?.key };
  readonly live = new LiveLink(this.voice);
  readonly scanning = new Scanning(this);
  readonly cart = new CartHere(this);
  readonly offers = new OffersOfPlace(this);
  readonly speech = new Speech(() => this.requestUpdate());
  readonly #shown = new Shown(this.voice);
  readonly #wedge = new Wedge((wedged) => this.#scanned(wedged));
  readonly #dwell = new Dwell(() => this.#askAgain());
  readonly #idle: Idle;
  readonly #own: Language;
  #context: ScanContext = {};
  #awayAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.#own = chooseLanguage([document.documentElement.lang]);
    this.language = this.#own;
    this.larger = this.ended = this.cartOpen = this.typing = false;
    this.chapter = "origin";
    this.detailsOf = this.secondsLeft = undefined;
    this.device = Device.current(() => this.language);
    this.#idle = new Idle((left) => {
      this.secondsLeft = left;
    }, this.startOver);
  }

  override connectedCallback(): void {
    this.replaceChildren(); // what the server drew while this was on its way
    super.connectedCallback();
    this.#wedge.start();
    addEventListener("pointerdown", this.#touched, true);
    addEventListener("keydown", this.#touched, true);
    this.live.addEventListener("link", () => {
      if (this.live.link === "away") this.#awayAt = performance.now();
      this.requestUpdate();
    });
    if (this.device) void this.#stand(this.device);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wedge.stop();
    this.#idle.stop();
    removeEventListener("pointerdown", this.#touched, true);
    removeEventListener("keydown", this.#touched, true);
    this.device?.stopReporting();
    this.live.close();
  }

  get words() {
    return WORDS[this.language];
  }

  get formats(): Formats {
    return new Formats(this.language, this.device?.place?.store?.timeZone);
  }

  /** The same object until something in it changes. */
  context(): ScanContext {
    const { store, zone } = this.device?.place ?? {};
    const context: ScanContext = {
      storeId: store?.id ?? null,
      language: this.language,
      cartId: this.cart.id ?? null,
      visit: zone ? { zoneId: zone.id, dwellSeconds: this.#dwell.seconds } : null,
    };
    if (JSON.stringify(context) !== JSON.stringify(this.#context)) this.#context = context;
    return this.#context;
  }

  changed(): void {
    this.requestUpdate();
  }

  /** The recall that stands before everything else, until the shopper asks to look below it. */
  get recall() {
    const { result } = this.scanning.item ?? {};
    const recall = result?.__typename === "Scan" ? result.recall : null;
    return recall && recall.since !== this.detailsOf ? recall : undefined;
  }

  readonly speak = (language: Language): void => {
    this.language = language;
    this.speech.hush();
    this.#askAgain();
  };

  readonly showCart = (open: boolean): void => {
    this.cartOpen = open;
    scrollTo(0, 0);
    if (open && !this.cart.joined) void this.cart.invite();
    else this.cart.uninvite();
  };

  /** A code that no scanner reads is no dead end. */
  readonly typeIn = (): void => {
    this.typing = true;
  };

  /** For the next person: nothing is left of this one. */
  readonly startOver = (): void => {
    this.#idle.stop();
    this.#dwell.end();
    this.scanning.forget();
    this.cart.forget();
    this.speech.hush();
    this.#shown.forget();
    this.cartOpen = this.larger = this.typing = false;
    this.chapter = "origin";
    this.detailsOf = undefined;
    this.language = this.#own;
    this.offers.watch();
    scrollTo(0, 0);
  };

  readonly pair = (device: Device): void => {
    this.live.restart(); // with the new key
    void this.#stand(device);
  };

  /** Answers that rest on the language, the cart or the stay. */
  #askAgain(): void {
    this.scanning.askAgain();
    this.cart.watchAgain();
    this.offers.watch();
  }

  /** Where the kiosk stands is asked until somebody answers. */
  async #stand(device: Device): Promise<void> {
    this.device = device;
    this.ended = false;
    device.addEventListener("unpaired", () => {
      this.ended = true;
      this.startOver();
      this.offers.stop();
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
    device.startReporting(() =>
      performance.now() - this.#awayAt < LATELY ? ["OFFLINE_LATELY"] : [],
    );
    this.offers.watch();
    this.requestUpdate();
  }

  /** The place has a name in each language. */
  async #nameAgain(): Promise<void> {
    if (!this.device?.place || this.ended) return;
    try {
      await this.device.load();
      this.requestUpdate();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // its last name stays
    }
  }

  readonly #touched = ({ target }: Event): void => {
    const leaves = target instanceof Element && target.closest("fl-idle .leave");
    if (this.#begun && !leaves) this.#idle.touched();
  };

  /** Whether there is anything to wipe. */
  get #begun(): boolean {
    const visited = this.scanning.item || this.cart.id || this.cartOpen || this.typing;
    return Boolean(visited) || this.larger || this.language !== this.#own;
  }

  #scanned({ text, whole, at }: Wedged): void {
    if (!this.device?.place || this.ended) return; // then the pairing screen listens
    this.showCart(false);
    this.typing = false;
    this.detailsOf = undefined;
    this.speech.hush();
    if (whole) this.scanning.scanned(text, at);
    else this.scanning.cut(text, at);
    this.#idle.touched();
  }

  protected override updated(changed: PropertyValues): void {
    const root = document.documentElement;
    root.lang = this.language;
    root.classList.toggle("larger", this.larger);
    if (this.#begun) {
      this.#dwell.begin();
      if (!this.#idle.waiting) this.#idle.touched();
    } else {
      this.#dwell.end();
      this.#idle.stop();
    }
    if (changed.has("language")) void this.#nameAgain();
    const { item } = this.scanning;
    if (item?.result) timed(item.scannedAt);
    if (item?.story?.offers && !item.asOf && !this.cartOpen && !this.recall)
      this.#shown.tell(item.code, item.story.offers, item.story.exposureTokens);
    if (this.cartOpen && this.cart.now?.pricing)
      this.#shown.tell("cart", this.cart.now.pricing.offers, this.cart.now.pricing.exposureTokens);
  }

  protected override render(): TemplateResult {
    const { item } = this.scanning;
    const refused = item && item.result?.__typename !== "Scan" ? item.code : "";
    return html`${head(this)} ${mainView(this)} ${this.device?.place && !this.ended ? controls(this) : ""}
      <fl-idle .words=${this.words} .secondsLeft=${this.secondsLeft} @leave=${this.startOver}></fl-idle>
      <fl-type-in
        .words=${this.words}
        .open=${this.typing}
        .given=${/^\d+$/.test(refused) ? refused : ""}
        @typed=${({ detail }: CustomEvent<string>) => this.#scanned({ text: detail, whole: true, at: performance.now() })}
        @close=${() => {
          this.typing = false;
        }}
      ></fl-type-in>`;
  }

  /** All offers of the place have been on the screen. */
  readonly attracted = (): void => {
    const { now } = this.offers;
    if (now) this.#shown.tell("place", now.offers, now.exposureTokens);
  };
}
