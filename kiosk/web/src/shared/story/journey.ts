import { html, nothing } from "lit";
import { StoryElement } from "./element.ts";
import type { JourneyStoryFragment } from "./story.graphql.ts";
import { told } from "./told.ts";
import "./map.css";

const SHAPE = 0.62;
const TALLEST = 560;

/** The map of a journey; it comes when it is wanted, and needs places with coordinates. */
export class Journey extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    origin: { attribute: false },
    _width: { state: true },
    _drawing: { state: true },
  };
  declare origin: JourneyStoryFragment | undefined;
  declare _width: number;
  declare _drawing: typeof import("./map.ts") | undefined;
  readonly #watch = new ResizeObserver(([entry]) => {
    this._width = Math.round(entry?.contentRect.width ?? 0);
  });

  constructor() {
    super();
    this._width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    import("./map.ts").then(
      (drawing) => {
        this._drawing = drawing;
      },
      () => {}, // away: the timeline tells it all
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  override render() {
    const { origin, words, formats } = this;
    if (!origin) return nothing;
    const story = told(origin);
    if (story.pins.length === 0) return nothing;
    const width = this._width || 360;
    const height = Math.min(TALLEST, Math.round(width * SHAPE));
    const font = 0.8 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const from = origin.sources.map((place) => formats.place(place)).join(", ");
    return html`
      ${from && html`<p>${words.beganAt} <b>${from}</b></p>`}
      <figure class="map-frame">
        ${
          this._drawing && this._width
            ? this._drawing.map(
                story,
                { width, height, font },
                formats,
                words.map(story.pins.length),
              )
            : html`<div class="map waiting"></div>`
        }
      </figure>
    `;
  }
}

customElements.define("fl-journey", Journey);

declare global {
  interface HTMLElementTagNameMap {
    "fl-journey": Journey;
  }
}
