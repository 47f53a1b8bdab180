import { html, nothing } from "lit";
import { ScreenElement } from "../shared/element.ts";
import type { Reading } from "./reading.ts";
import { addressOf } from "./visit.ts";
import { words } from "./words.ts";

/** Milliseconds between two looks at the picture. */
const EVERY = 120;

type Doing = "off" | "starting" | "looking" | "found" | "refused" | "none";

/** Scans a code with the phone's camera, and opens its page. The field beside it stays. */
class Scanner extends ScreenElement {
  static override properties = { _doing: { state: true } };
  declare _doing: Doing;
  #stream: MediaStream | undefined;

  constructor() {
    super();
    // Without HTTPS there is no `mediaDevices`.
    this._doing = navigator.mediaDevices ? "off" : "none";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#wanted);
    addEventListener("pagehide", this.#stop);
    document.addEventListener("visibilitychange", this.#hidden);
    this.#wanted();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#wanted);
    removeEventListener("pagehide", this.#stop);
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#stop();
  }

  /** "Scan the next item" leads to `#scan`: who comes by it has asked for the camera. */
  #wanted = (): void => {
    if (location.hash !== "#scan") return;
    history.replaceState(null, "", location.pathname + location.search);
    void this.#start();
  };

  #hidden = (): void => {
    if (document.hidden) this.#stop();
  };

  async #start(): Promise<void> {
    if (this._doing !== "off" && this._doing !== "refused") return;
    this._doing = "starting";
    try {
      const [stream, { codeReading }] = await Promise.all([
        navigator.mediaDevices.getUserMedia({
          video: { facingMode: "environment", width: { ideal: 1280 } },
        }),
        import("./reading.ts"),
      ]);
      this.#stream = stream;
      const reading = await codeReading();
      this._doing = "looking";
      await this.updateComplete;
      const video = this.querySelector("video")!;
      video.srcObject = stream;
      await video.play();
      await this.#look(video, reading);
    } catch (error) {
      this.#stop();
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      this._doing = refused ? "refused" : "none";
    }
  }

  async #look(video: HTMLVideoElement, reading: Reading): Promise<void> {
    while (this._doing === "looking") {
      const code = video.videoWidth > 0 ? await reading(video) : undefined;
      if (code !== undefined && this._doing === "looking") {
        this.#stop();
        this._doing = "found";
        navigator.vibrate?.(60);
        location.assign(addressOf("/scan", { code }));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  }

  #stop = (): void => {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    if (this._doing === "looking" || this._doing === "found") this._doing = "off";
  };

  override render() {
    return html`
      ${
        this._doing === "looking"
          ? html`<div class="viewfinder">
            <video playsinline muted aria-label=${words.pictureOfCamera}></video>
          </div>`
          : nothing
      }
      <div role="status">${this.#saying()}</div>
      ${this.#button()}
    `;
  }

  #saying() {
    const said: Record<Doing, string> = {
      off: "",
      starting: words.startingCamera,
      looking: words.pointAtCode,
      found: words.found,
      refused: words.cameraRefused,
      none: words.noCamera,
    };
    const text = said[this._doing];
    if (!text) return nothing;
    const bad = this._doing === "refused" || this._doing === "none";
    return html`<p class=${bad ? "notice" : "small"}>${text}</p>`;
  }

  #button() {
    if (this._doing === "looking") {
      return html`<button type="button" class="button" @click=${this.#stop}>${words.stopScanning}</button>`;
    }
    if (this._doing !== "off" && this._doing !== "refused") return nothing;
    return html`<button type="button" class="button main" @click=${() => void this.#start()}>${words.scan}</button>`;
  }
}

customElements.define("fl-scanner", Scanner);
