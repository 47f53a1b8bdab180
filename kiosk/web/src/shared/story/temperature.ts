import { html, nothing, type PropertyValues } from "lit";
import type uPlot from "uplot";
import { StoryElement } from "./element.ts";
import { extremes, type Measured, runs } from "./runs.ts";
import type { CurveExcursionFragment, CurvePointFragment } from "./story.graphql.ts";
import "./temperature.css";

/** Height of the drawing in text heights. */
const HEIGHT = 17;

/**
 * Temperatures over time: the limit, what was above it, holes where nobody measured. In words and
 * as a table as well. The plot itself comes when one is shown.
 *
 * `points` are readings in order of time, `excursions` times above the `limit` (°C; null: none).
 */
export class Temperature extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    points: { attribute: false },
    excursions: { attribute: false },
    limit: { attribute: false },
    _told: { state: true },
  };
  declare points: readonly CurvePointFragment[];
  declare excursions: readonly CurveExcursionFragment[];
  declare limit: number | null;
  declare _told: string;
  #plot: uPlot | undefined;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #recolour = () => this.#plot?.redraw();
  readonly #watch = new ResizeObserver(() => this.#plot?.setSize(this.#size()));

  constructor() {
    super();
    this.points = [];
    this.excursions = [];
    this.limit = null;
    this._told = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    this.#dark.addEventListener("change", this.#recolour);
    this.requestUpdate("points");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    this.#dark.removeEventListener("change", this.#recolour);
    this.#clear();
  }

  override render() {
    const { words } = this;
    if (this.points.length < 2) return html`<p class="small">${words.noCurve}</p>`;
    const summary = this.#summary();
    return html`
      <figure class="curve">
        <div class="plot" role="img" aria-label="${words.temperature}: ${summary}"></div>
        <figcaption>
          <output aria-live="off">${this._told}</output>
          <p>${summary}</p>
        </figcaption>
      </figure>
      ${this.#excursions()} ${this.#table()}
    `;
  }

  override updated(changed: PropertyValues): void {
    if (["points", "excursions", "limit", "formats"].some((each) => changed.has(each)))
      void this.#draw();
  }

  async #draw(): Promise<void> {
    this.#clear();
    const page = this.querySelector<HTMLElement>(".plot");
    if (!page) return;
    const drawing = await import("./plot.ts").catch(() => undefined); // away: words and table stay
    if (!drawing || !page.isConnected || this.#plot) return;
    const { words, formats, limit } = this;
    this.#plot = drawing.plotted(
      page,
      {
        readings: this.#readings(),
        excursions: this.excursions.map(({ from, to }) => [
          seconds(from),
          to === null ? Number.POSITIVE_INFINITY : seconds(to),
        ]),
        limit,
        formats,
        limitText: limit === null ? "" : words.limit(this.celsius(limit)),
        holeText: words.noReadings,
        celsius: (celsius) => this.celsius(celsius),
      },
      this.#size(),
      (told) => {
        this._told = told;
      },
    );
  }

  #clear(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #size() {
    const page = this.querySelector(".plot");
    const em = Number.parseFloat(getComputedStyle(this).fontSize);
    return { width: page?.clientWidth ?? 0, height: HEIGHT * em };
  }

  #readings(): Measured[] {
    return this.points.map(({ at, celsius }) => ({ at: seconds(at), celsius }));
  }

  #summary(): string {
    const { words, limit } = this;
    const readings = this.#readings();
    const { coldest, warmest } = extremes(readings);
    const { holes } = runs(readings);
    const said = [words.range(this.celsius(coldest.celsius), this.celsius(warmest.celsius))];
    if (limit !== null && warmest.celsius <= limit && this.excursions.length === 0)
      said.push(words.neverAbove(this.celsius(limit)));
    if (holes.length > 0) said.push(words.holes(holes.length));
    return said.join(" ");
  }

  #excursions() {
    const { words, formats, excursions } = this;
    if (excursions.length === 0) return nothing;
    return html`
      <h3>${words.tooWarm(excursions.length)}</h3>
      <ul class="excursions">
        ${excursions.map(
          ({ from, to, extremeCelsius, limitCelsius }) => html`<li>
            <b>${words.excursion(this.celsius(extremeCelsius), this.celsius(limitCelsius))}</b>
            <span>${to === null ? words.since(formats.dateTime(from)) : words.between(formats.dateTime(from), formats.dateTime(to))}</span>
          </li>`,
        )}
      </ul>
    `;
  }

  /** A row for each stretch between holes: what the curve shows, without the picture. */
  #table() {
    const { words, formats } = this;
    const moment = (at: number) => formats.dateTime(new Date(at * 1000));
    return html`<details class="as-table">
      <summary>${words.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.from}</th><th scope="col">${words.to}</th>
            <th scope="col">${words.coldest}</th><th scope="col">${words.warmest}</th>
          </tr>
        </thead>
        <tbody>
          ${runs(this.#readings()).runs.map((run) => {
            const { coldest, warmest } = extremes(run);
            return html`<tr>
              <td>${moment(run[0]!.at)}</td><td>${moment(run.at(-1)!.at)}</td>
              <td>${this.celsius(coldest.celsius)}</td><td>${this.celsius(warmest.celsius)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </details>`;
  }
}

function seconds(at: string): number {
  return Date.parse(at) / 1000;
}

customElements.define("fl-temperature", Temperature);

declare global {
  interface HTMLElementTagNameMap {
    "fl-temperature": Temperature;
  }
}
