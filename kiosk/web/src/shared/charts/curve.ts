import type { PropertyValues } from "lit";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { ScreenElement } from "../element.ts";

/** One line over the days. Null: nothing is known of that day. */
export interface Line {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly look: "filled" | "solid" | "dashed" | "limit";
}

const HEIGHT = 240;

/**
 * Lines over days (uPlot draws on a canvas; the table beside it is for who cannot see that).
 * `days` are YYYY-MM-DD, in order; `axis` and `day` write values and days.
 */
export class Curve extends ScreenElement {
  static override properties = {
    days: { attribute: false },
    lines: { attribute: false },
    axis: { attribute: false },
    day: { attribute: false },
  };

  declare days: readonly string[];
  declare lines: readonly Line[];
  declare axis: (value: number) => string;
  declare day: (day: string) => string;
  #plot: uPlot | undefined;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #size = new ResizeObserver(([entry]) => {
    if (entry) this.#plot?.setSize({ width: entry.contentRect.width, height: HEIGHT });
  });

  constructor() {
    super();
    this.days = [];
    this.lines = [];
    this.axis = String;
    this.day = String;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
    this.#dark.addEventListener("change", this.#draw);
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#draw);
    this.#size.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override updated(_: PropertyValues): void {
    this.#draw();
  }

  readonly #draw = () => {
    this.#plot?.destroy();
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const font = `13px ${colour("--sans")}`;
    const axis = { stroke: colour("--soft"), font, ticks: { show: false } };
    const grid = { stroke: colour("--line"), width: 1 };
    const widest = Math.max(
      0,
      ...this.lines.flatMap(({ values }) => values.map((value) => value ?? 0)),
    );
    this.#plot = new uPlot(
      {
        width: this.clientWidth,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        padding: [12, 28, 0, 0],
        scales: {
          x: { time: false },
          y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] },
        },
        axes: [
          {
            ...axis,
            size: 32,
            grid: { show: false },
            space: 72,
            incrs: [1, 2, 3, 7, 14, 28, 56, 112],
            values: (_, places) =>
              places.map((at) => (this.days[at] === undefined ? "" : this.day(this.days[at]))),
          },
          {
            ...axis,
            grid,
            size: 24 + 7.5 * this.axis(widest).length,
            values: (_, places) => places.map(this.axis),
          },
        ],
        series: [{}, ...this.lines.map(({ look }) => this.#look(look, colour))],
      },
      [
        this.days.map((_, at) => at),
        ...this.lines.map(({ values }) => [...values]),
      ] as uPlot.AlignedData,
      this,
    );
  };

  #look(look: Line["look"], colour: (name: string) => string): uPlot.Series {
    const accent = colour("--accent");
    const points = { show: false };
    switch (look) {
      case "filled":
        return { stroke: accent, width: 2.5, fill: colour("--accent-soft"), points };
      case "solid":
        return { stroke: accent, width: 2.5, points: { show: this.days.length < 32, size: 6 } };
      case "dashed":
        return { stroke: accent, width: 2, dash: [4, 5], points };
      case "limit":
        return { stroke: colour("--warn"), width: 2, points };
    }
  }
}

customElements.define("fl-curve", Curve);
