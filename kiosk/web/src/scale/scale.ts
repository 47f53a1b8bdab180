import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { ApiError, type Voice } from "../api/graphql.ts";
import { LiveLink } from "../api/live.ts";
import type { ScanContext } from "../api/schema.ts";
import { Device } from "../shared/device.ts";
import { ScreenElement } from "../shared/element.ts";
import { Idle } from "../shared/idle.ts";
import { chooseLanguage, Formats, type Language } from "../shared/language.ts";
import "../shared/pairing.ts";
import { Wedge, type Wedged } from "../shared/wedge.ts";
import { ScaleAgent } from "./agent.ts";
import { Doing } from "./doing.ts";
import type { LoadState } from "./messages.ts";
import { agentPort } from "./port.ts";
import { problems } from "./problems.ts";
import { Sale } from "./sale.ts";
import type { Session } from "./session.ts";
import { Stock } from "./stock.ts";
import { Told } from "./told.ts";
import { controls, head } from "./views/frame.ts";
import { goodsView, journeyDialog, refusedView, stopView } from "./views/goods.ts";
import "./views/picker.ts";
import { priceView } from "./views/price.ts";
import { tareDialog, weightView } from "./views/weight.ts";
import { WORDS } from "./words.ts";

/** Milliseconds until a server that did not answer is asked again where this scale stands. */
const RETRY = 3000;
/** Milliseconds for which operations is told that the network was away. */
const LATELY = 600_000;
/** A smart scale's screen: weighs, tells of the goods, names the price and prints. */
export class Scale extends ScreenElement implements Session {
  static override properties: PropertyDeclarations = {
    language: { state: true },
    larger: { state: true },
    device: { state: true },
    ended: { state: true },
    journey: { state: true },
  };

  declare language: Language;
  declare larger: boolean;
  /** Undefined before pairing; its place is, until the server has told it. */
  declare device: Device | undefined;
  /** Whether the key has ended. */
  declare ended: boolean;
  declare journey: boolean;

  readonly voice: Voice = { language: () => this.language, token: () => this.device?.key };
  readonly live = new LiveLink(this.voice);
  readonly agent: ScaleAgent;
  readonly sale: Sale;
  readonly doing: Doing;
  readonly stock = new Stock(this);
  readonly told = new Told(this);
  readonly #wedge = new Wedge((wedged) => this.#scanned(wedged));
  readonly #idle = new Idle(
    () => {},
    () => this.#startOver(),
  );
  readonly #own: Language;
  #lay: LoadState | undefined;
  #context: ScanContext = {};
  #awayAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.#own = chooseLanguage([document.documentElement.lang]);
    this.language = this.#own;
    this.larger = this.ended = this.journey = false;
    this.agent = new ScaleAgent(this.language, agentPort()); // before the address is tidied up
    this.sale = new Sale(this.agent, this.changed);
    this.doing = new Doing(this.agent, this.sale, () => this.words, this.changed);
    this.device = Device.current(() => this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wedge.start();
    addEventListener("pointerdown", this.#touched, true);
    this.agent.addEventListener("changed", this.#heard);
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
    this.device?.stopReporting();
    this.stock.stop();
    this.live.close();
    this.agent.close();
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
      visit: zone ? { zoneId: zone.id } : null,
    };
    if (JSON.stringify(context) !== JSON.stringify(this.#context)) this.#context = context;
    return this.#context;
  }

  readonly changed = (): void => this.requestUpdate();

  /** A weight in the trade's form; what is not known is a dash, never 0. */
  kilograms(grams: number | null | undefined): string {
    if (grams == null) return this.words.unknown;
    return this.words.kilograms(this.formats.number(grams / 1000, 3));
  }

  /** Why nobody may sell what was chosen. */
  get stopped(): { name?: string | undefined; message: string; hint: string } | undefined {
    const { scan } = this.told;
    if (this.doing.stopped) return this.doing.stopped;
    if (!this.agent.goods || !scan) return undefined;
    const { product, recall } = scan;
    return recall
      ? { name: product.name, message: recall.reason, hint: recall.instructions }
      : undefined;
  }

  readonly speak = (language: Language): void => {
    this.language = language;
    this.agent.speak(language);
    this.doing.forget();
    if (!this.device?.place) return;
    this.stock.watch();
    this.told.of(this.agent.goods);
  };

  readonly openTare = (): void => {
    this.querySelector<HTMLDialogElement>("dialog.tare")?.showModal();
  };

  readonly openJourney = (): void => {
    this.journey = true;
    this.querySelector<HTMLDialogElement>("dialog.journey")?.showModal();
  };

  readonly closePanels = (): void => {
    this.journey = false;
    for (const dialog of this.querySelectorAll("dialog")) dialog.close();
  };

  readonly pair = (device: Device): void => {
    this.live.restart(); // with the new key
    void this.#stand(device);
  };

  readonly #heard = (): void => {
    this.sale.seen();
    if (this.device?.place) this.told.of(this.agent.goods);
    if (!this.agent.goods && this.journey) this.closePanels();
    const lies = this.agent.weight?.state;
    if (lies !== this.#lay && this.#idle.waiting) this.#idle.touched(); // somebody weighs
    this.#lay = lies;
    this.requestUpdate();
  };

  #scanned({ text, whole }: Wedged): void {
    if (!this.device?.place || this.ended) return; // then the pairing screen listens
    this.closePanels();
    this.#idle.touched();
    if (whole) void this.doing.pick(text);
    else this.doing.cut();
  }

  /** Where the scale stands is asked until somebody answers. */
  async #stand(device: Device): Promise<void> {
    this.device = device;
    this.ended = false;
    device.addEventListener("unpaired", () => {
      this.ended = true;
      this.stock.stop();
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
    const lately = () => performance.now() - this.#awayAt < LATELY;
    device.startReporting(() => problems(this.agent, this.sale.kept, lately()));
    this.stock.watch();
    this.told.of(this.agent.goods);
    this.requestUpdate();
  }

  readonly #touched = (): void => this.#idle.touched();

  /** Nobody is there: what was chosen for an empty pan is let go, and so is the language. */
  #startOver(): void {
    this.closePanels();
    this.larger = false;
    this.doing.forget();
    if (this.agent.weight?.state === "empty") void this.agent.clear();
    if (this.language !== this.#own) this.speak(this.#own);
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.documentElement.classList.toggle("larger", this.larger);
  }

  protected override render(): TemplateResult {
    if (!this.device?.place || this.ended)
      return html`<header class="head"><p class="brand">Freshlens</p></header>
        <fl-pairing
          .language=${this.language}
          .kind=${"scale"}
          .spoken=${() => this.language}
          .state=${this.ended ? "ended" : this.device ? "starting" : "new"}
          .paired=${this.pair}
        ></fl-pairing>`;
    return html`${head(this)}
      <main class="counter">
        <div class="sums">${weightView(this)} ${priceView(this)}</div>
        <div class="about">${this.#about()}</div>
      </main>
      ${controls(this)} ${tareDialog(this)} ${journeyDialog(this)}`;
  }

  #about(): TemplateResult {
    const { agent, doing, stopped } = this;
    if (stopped) return stopView(this, stopped);
    if (doing.refused) return refusedView(this, doing.refused);
    if (agent.goods) return goodsView(this, agent.goods);
    return html`<fl-picker
      .words=${this.words}
      .formats=${this.formats}
      .goods=${this.stock.goods}
      .recent=${doing.recent}
      .pick=${doing.pick}
    ></fl-picker>`;
  }
}
