import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { ApiError } from "../api/graphql.ts";
import type { ScanContext } from "../api/schema.ts";
import { Idle } from "../shared/idle.ts";
import type { Language } from "../shared/language.ts";
import { Shown } from "../shared/shown.ts";
import { StandingScreen } from "../shared/standing.ts";
import { Wedge, type Wedged } from "../shared/wedge.ts";
import { CartHere } from "./cart.ts";
import { Dwell } from "./dwell.ts";
import { OffersOfPlace } from "./offers.ts";
import { Scanning } from "./scanning.ts";
import { Speech } from "./speech.ts";
import { timed } from "./timed.ts";
import { controls } from "./views/controls.ts";
import { head } from "./views/head.ts";
import "./views/idle.ts";
import type { Chapter } from "./views/item.ts";
import { mainView } from "./views/main.ts";
import "./views/type_in.ts";
import { WORDS } from "./words.ts";

/**
 * An in-aisle kiosk: invites, and tells of whatever is scanned.
 *
 * Nothing of a shopper outlives their visit: not the language, the size, the item or the cart.
 */
export class Kiosk extends StandingScreen {
  static override properties: PropertyDeclarations = {
    cartOpen: { state: true },
    typing: { state: true },
    chapter: { state: true },
    detailsOf: { state: true },
    secondsLeft: { state: true },
  };

  declare cartOpen: boolean;
  /** Whether a number is being typed. */
  declare typing: boolean;
  /** What is open of the story. */
  declare chapter: Chapter;
  /** Since when the recall is in force below which the shopper asked to look. */
  declare detailsOf: string | undefined;
  /** Until it starts over; undefined while somebody is there. */
  declare secondsLeft: number | undefined;

  readonly scanning = new Scanning(this);
  readonly cart = new CartHere(this);
  readonly offers = new OffersOfPlace(this);
  readonly speech = new Speech(() => this.requestUpdate());
  readonly #shown = new Shown(this.voice);
  readonly #wedge = new Wedge((wedged) => this.#scanned(wedged));
  readonly #dwell = new Dwell(() => this.#askAgain());
  readonly #idle: Idle;

  constructor() {
    super();
    this.cartOpen = this.typing = false;
    this.chapter = "origin";
    this.detailsOf = this.secondsLeft = undefined;
    this.#idle = new Idle((left) => {
      this.secondsLeft = left;
    }, this.startOver);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wedge.start();
    addEventListener("pointerdown", this.#touched, true);
    addEventListener("keydown", this.#touched, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wedge.stop();
    this.#idle.stop();
    removeEventListener("pointerdown", this.#touched, true);
    removeEventListener("keydown", this.#touched, true);
  }

  get words() {
    return WORDS[this.language];
  }

  protected override whereabouts(): ScanContext {
    const { visit, ...here } = super.whereabouts();
    return {
      ...here,
      cartId: this.cart.id ?? null,
      visit: visit ? { ...visit, dwellSeconds: this.#dwell.seconds } : null,
    };
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
    this.language = this.own;
    this.offers.watch();
    scrollTo(0, 0);
  };

  /** Answers that rest on the language, the cart or the stay. */
  #askAgain(): void {
    this.scanning.askAgain();
    this.cart.watchAgain();
    this.offers.watch();
  }

  protected override stood(): void {
    this.offers.watch();
  }

  protected override fell(): void {
    this.startOver();
    this.offers.stop();
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
    return Boolean(visited) || this.larger || this.language !== this.own;
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
    super.updated(changed);
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
