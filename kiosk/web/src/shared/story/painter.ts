import type uPlot from "uplot";
import type { Stretch } from "./runs.ts";

/** Names of the page's colours, as in tokens.css. */
export type Colour = "--ink" | "--soft" | "--line" | "--accent" | "--warn" | "--hole";

/** Draws on a plot in its own units, with the colours and the type of the page it stands in. */
export class Painter {
  readonly #page: HTMLElement;
  readonly #plot: uPlot;

  constructor(page: HTMLElement, plot: uPlot) {
    this.#page = page;
    this.#plot = plot;
  }

  /** A stretch of time over the whole height; outlined with dots where `dotted`. */
  stretch([from, to]: Stretch, colour: Colour, { opacity = 1, dotted = false } = {}): void {
    const { bbox, scales } = this.#plot;
    const left = this.x(Math.max(from, scales.x?.min ?? from));
    const width = Math.max(this.x(Math.min(to, scales.x?.max ?? to)) - left, 2 * this.#dot);
    this.#painted((paint) => {
      paint.globalAlpha = opacity;
      paint.fillStyle = colourOf(this.#page, colour);
      paint.fillRect(left, bbox.top, width, bbox.height);
      if (!dotted) return;
      paint.strokeStyle = colourOf(this.#page, "--soft");
      paint.lineWidth = this.#dot;
      paint.setLineDash([2 * this.#dot, 4 * this.#dot]);
      paint.strokeRect(left, bbox.top, width, bbox.height);
    });
  }

  /** A dashed level across the whole width. */
  level(celsius: number, colour: Colour): void {
    const { bbox } = this.#plot;
    this.#painted((paint) => {
      paint.strokeStyle = colourOf(this.#page, colour);
      paint.lineWidth = 2 * this.#dot;
      paint.setLineDash([8 * this.#dot, 6 * this.#dot]);
      paint.beginPath();
      paint.moveTo(bbox.left, this.y(celsius));
      paint.lineTo(bbox.left + bbox.width, this.y(celsius));
      paint.stroke();
    });
  }

  point(at: number, celsius: number, colour: Colour): void {
    this.#painted((paint) => {
      paint.fillStyle = colourOf(this.#page, colour);
      paint.beginPath();
      paint.arc(this.x(at), this.y(celsius), 4.5 * this.#dot, 0, 2 * Math.PI);
      paint.fill();
    });
  }

  /** A text with a seam round it; none where it is wider than `room` (canvas pixels). */
  text(
    text: string,
    at: { x: number; y: number; align: CanvasTextAlign; colour: Colour; room?: number },
  ): void {
    this.#painted((paint) => {
      paint.font = `600 ${this.em(0.85)}px ${getComputedStyle(this.#page).fontFamily}`;
      if (paint.measureText(text).width > (at.room ?? Number.POSITIVE_INFINITY)) return;
      paint.textAlign = at.align;
      paint.lineJoin = "round";
      paint.lineWidth = 4 * this.#dot;
      paint.strokeStyle =
        at.room === undefined ? ground(this.#page) : colourOf(this.#page, "--hole");
      paint.strokeText(text, at.x, at.y);
      paint.fillStyle = colourOf(this.#page, at.colour);
      paint.fillText(text, at.x, at.y);
    });
  }

  /** Canvas pixels. */
  x(at: number): number {
    return this.#plot.valToPos(at, "x", true);
  }

  y(celsius: number): number {
    return this.#plot.valToPos(celsius, "y", true);
  }

  /** The page's text heights in canvas pixels. */
  em(count: number): number {
    return count * textSize(this.#page) * this.#dot;
  }

  get #dot(): number {
    return devicePixelRatio;
  }

  #painted(draw: (paint: CanvasRenderingContext2D) => void): void {
    this.#plot.ctx.save();
    draw(this.#plot.ctx);
    this.#plot.ctx.restore();
  }
}

export function colourOf(page: HTMLElement, colour: Colour): string {
  return getComputedStyle(page).getPropertyValue(colour).trim();
}

/** The colour that lies under it. */
function ground(page: HTMLElement): string {
  for (let under: HTMLElement | null = page; under; under = under.parentElement) {
    const { backgroundColor } = getComputedStyle(under);
    if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
  }
  return "Canvas";
}

/** CSS pixels. */
export function textSize(page: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(page).fontSize);
}
