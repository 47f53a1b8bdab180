import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import type { DeviceProblem } from "../api/schema.ts";
import { Idle } from "../shared/idle.ts";
import type { Language } from "../shared/language.ts";
import "../shared/pairing.ts";
import { StandingScreen } from "../shared/standing.ts";
import { Wedge, type Wedged } from "../shared/wedge.ts";
import { ScaleAgent } from "./agent.ts";
import { Doing } from "./doing.ts";
import type { LoadState } from "./messages.ts";
import { agentPort } from "./port.ts";
import { problems } from "./problems.ts";
import { Sale } from "./sale.ts";
import { Stock } from "./stock.ts";
import { Told } from "./told.ts";
import { controls, head } from "./views/frame.ts";
import { goodsView, journeyDialog, refusedView, stopView } from "./views/goods.ts";
import "./views/picker.ts";
import { priceView } from "./views/price.ts";
import { tareDialog, weightView } from "./views/weight.ts";
import { WORDS } from "./words.ts";

/** A smart scale's screen: weighs, tells of the goods, names the price and prints. */
export class Scale extends StandingScreen {
  static override properties: PropertyDeclarations = {
    journey: { state: true },
  };

  declare journey: boolean;

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
  #lay: LoadState | undefined;

  constructor() {
    super();
    this.journey = false;
    this.agent = new ScaleAgent(this.language, agentPort()); // before the address is tidied up
    this.sale = new Sale(this.agent, this.changed);
    this.doing = new Doing(this.agent, this.sale, () => this.words, this.changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wedge.start();
    addEventListener("pointerdown", this.#touched, true);
    this.agent.addEventListener("changed", this.#heard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wedge.stop();
    this.#idle.stop();
    removeEventListener("pointerdown", this.#touched, true);
    this.stock.stop();
    this.agent.close();
  }

  get words() {
    return WORDS[this.language];
  }

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

  protected override stood(): void {
    this.stock.watch();
    this.told.of(this.agent.goods);
  }

  protected override fell(): void {
    this.stock.stop();
  }

  protected override problems(awayLately: boolean): DeviceProblem[] {
    return problems(this.agent, this.sale.kept, awayLately);
  }

  readonly #touched = (): void => this.#idle.touched();

  /** Nobody is there: what was chosen for an empty pan is let go, and so is the language. */
  #startOver(): void {
    this.closePanels();
    this.larger = false;
    this.doing.forget();
    if (this.agent.weight?.state === "empty") void this.agent.clear();
    if (this.language !== this.own) this.speak(this.own);
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
