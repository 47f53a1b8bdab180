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
import { type Answer, ScaleAgent } from "./agent.ts";
import { withRecent } from "./finding.ts";
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
/** Refusals that mean: nobody may sell this. */
const STOPS = ["recalled", "not-to-be-sold"];

/** Why something was not done, in the language it was said in. */
interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** A smart scale's screen: weighs, tells of the goods, names the price and prints. */
export class Scale extends ScreenElement implements Session {
  static override properties: PropertyDeclarations = {
    language: { state: true },
    larger: { state: true },
    device: { state: true },
    ended: { state: true },
    refused: { state: true },
    said: { state: true },
    recent: { state: true },
    journey: { state: true },
  };

  declare language: Language;
  declare larger: boolean;
  /** Undefined before pairing; its place is, until the server has told it. */
  declare device: Device | undefined;
  /** Whether the key has ended. */
  declare ended: boolean;
  /** Why what was chosen is not sold here. */
  declare refused: Said | undefined;
  /** Why a tare or zero was not set. */
  declare said: Said | undefined;
  /** Codes picked lately, the newest first. */
  declare recent: readonly string[];
  declare journey: boolean;

  readonly voice: Voice = { language: () => this.language, token: () => this.device?.key };
  readonly live = new LiveLink(this.voice);
  readonly agent: ScaleAgent;
  readonly sale: Sale;
  readonly stock = new Stock(this);
  readonly told = new Told(this);
  readonly #wedge = new Wedge((wedged) => this.#scanned(wedged));
  readonly #idle = new Idle(
    () => {},
    () => this.#startOver(),
  );
  readonly #own: Language;
  #context: ScanContext = {};
  #awayAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.#own = chooseLanguage([document.documentElement.lang]);
    this.language = this.#own;
    this.larger = this.ended = this.journey = false;
    this.refused = this.said = undefined;
    this.recent = [];
    this.agent = new ScaleAgent(this.language, agentPort()); // before the address is tidied up
    this.sale = new Sale(this.agent, this.changed);
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
    if (this.refused && STOPS.includes(this.refused.code)) return this.refused;
    if (!this.agent.goods || !scan) return undefined;
    const { product, recall } = scan;
    return recall
      ? { name: product.name, message: recall.reason, hint: recall.instructions }
      : undefined;
  }

  readonly speak = (language: Language): void => {
    this.language = language;
    this.agent.speak(language);
    this.said = undefined;
    if (!this.device?.place) return;
    this.stock.watch();
    this.told.of(this.agent.goods);
  };

  readonly pick = async (code: string): Promise<void> => {
    this.#answered(await this.agent.select(code));
    if (!this.refused) this.recent = withRecent(this.recent, code);
  };

  readonly clear = async (): Promise<void> => {
    this.refused = undefined;
    await this.agent.clear();
  };

  readonly zero = async (): Promise<void> => this.#tell(await this.agent.zero());

  readonly tare = async (grams?: number): Promise<void> => {
    this.closePanels();
    this.#tell(await this.agent.tare(grams));
  };

  readonly untare = async (): Promise<void> => {
    this.closePanels();
    this.#tell(await this.agent.untare());
  };

  async print(): Promise<void> {
    await this.sale.print();
    const { outcome } = this.sale;
    if (outcome?.kind === "refused" && STOPS.includes(outcome.refused.code))
      this.refused = outcome.refused;
  }

  readonly openTare = (): void => {
    this.said = undefined;
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

  #answered(answer: Answer): void {
    const { awayTitle, awayHint } = this.words;
    if (answer.type === "refused") this.refused = answer;
    else if (answer.type === "away")
      this.refused = { code: "away", message: awayTitle, hint: awayHint };
    else this.refused = undefined;
  }

  #tell(answer: Answer): void {
    this.said = answer.type === "refused" ? answer : undefined;
  }

  readonly #heard = (): void => {
    this.sale.seen();
    if (this.device?.place) this.told.of(this.agent.goods);
    if (!this.agent.goods && this.journey) this.closePanels();
    this.requestUpdate();
  };

  #scanned({ text, whole }: Wedged): void {
    if (!this.device?.place || this.ended) return; // then the pairing screen listens
    this.closePanels();
    this.#idle.touched();
    const { cutTitle, cutHint } = this.words;
    if (whole) void this.pick(text);
    else this.refused = { code: "cut", message: cutTitle, hint: cutHint };
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
    this.said = this.refused = undefined;
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
    const { goods } = this.agent;
    if (this.stopped) return stopView(this, this.stopped);
    if (this.refused) return refusedView(this, this.refused);
    if (goods) return goodsView(this, goods);
    return html`<fl-picker
      .words=${this.words}
      .formats=${this.formats}
      .goods=${this.stock.goods}
      .recent=${this.recent}
      .pick=${this.pick}
    ></fl-picker>`;
  }
}
