import { html, nothing } from "lit";
import { ask, type Voice } from "../api/graphql.ts";
import { ScreenElement } from "./element.ts";
import { QrOfPath, type QrSymbolFragment } from "./story/story.graphql.ts";
import "./qr.css";

/**
 * A QR symbol that the server drew, always black on white with its quiet zone.
 *
 * Either `symbol` itself, or `path`: an address of ours (`/recipes/…`) for which it asks with
 * `voice`. `label` says in words what it leads to. While there is none, it holds its place.
 */
export class Qr extends ScreenElement {
  static override properties = {
    symbol: { attribute: false },
    path: { attribute: false },
    voice: { attribute: false },
    label: { attribute: false },
  };
  declare symbol: QrSymbolFragment | undefined;
  declare path: string | undefined;
  declare voice: Voice | undefined;
  declare label: string;
  #asked: string | undefined;

  constructor() {
    super();
    this.label = "QR";
  }

  override willUpdate(): void {
    const { path, voice } = this;
    if (path === undefined || voice === undefined || path === this.#asked) return;
    this.#asked = path;
    this.symbol = undefined;
    ask(voice, QrOfPath, { path }).then(
      ({ qrCode }) => {
        if (this.path === path) this.symbol = qrCode;
      },
      () => {
        this.#asked = undefined; // asked again when it is next shown
        this.dispatchEvent(new Event("away"));
      },
    );
  }

  override render() {
    const { symbol } = this;
    if (!symbol) return html`<span class="qr waiting"></span>`;
    return html`<svg class="qr" role="img" aria-label=${this.label || nothing} viewBox="0 0 ${symbol.size} ${symbol.size}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d=${symbol.path} fill="#000"/></svg>`;
  }
}

customElements.define("fl-qr", Qr);

declare global {
  interface HTMLElementTagNameMap {
    "fl-qr": Qr;
  }
}
