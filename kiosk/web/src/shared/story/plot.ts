import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Formats } from "../language.ts";
import { colourOf, Painter, textSize } from "./painter.ts";
import { extremes, type Measured, runs, type Stretch } from "./runs.ts";

/** What a curve shows; temperatures in °C. */
export interface Drawn {
  readonly readings: readonly Measured[];
  readonly excursions: readonly Stretch[];
  readonly limit: number | null;
  readonly formats: Formats;
  readonly limitText: string;
  readonly holeText: string;
  readonly celsius: (celsius: number) => string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const DAY = 86_400;

/** Draw a curve into `page`; `told` hears the reading under the pointer, and "" when it is gone. */
export function plotted(
  page: HTMLElement,
  drawn: Drawn,
  size: Size,
  told: (reading: string) => void,
): uPlot {
  const { formats, readings, limit, celsius } = drawn;
  const zone = formats.timeZone ?? "UTC";
  const em = textSize(page);
  const shown = limit === null ? [] : [limit];
  const painted = (draw: (painter: Painter, drawn: Drawn, plot: uPlot) => void) => (plot: uPlot) =>
    draw(new Painter(page, plot), drawn, plot);
  const axis = {
    stroke: () => colourOf(page, "--soft"),
    ticks: { stroke: () => colourOf(page, "--line"), width: 1 },
    font: `${0.85 * em}px ${getComputedStyle(page).fontFamily}`,
  };
  return new uPlot(
    {
      ...size,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        y: {
          range: (_, low, high) => [
            Math.floor(Math.min(low, ...shown) - 1),
            Math.ceil(Math.max(high, ...shown) + 1.5),
          ],
        },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 6 * em,
          size: 2.2 * em,
          values: (_, moments, __, ___, apart) => {
            const style = timeStyle(apart ?? DAY, readings);
            return moments.map((at) => formats.time(new Date(at * 1000), style));
          },
        },
        {
          ...axis,
          grid: { stroke: () => colourOf(page, "--line"), width: 1 },
          space: 3 * em,
          size: 2.8 * em,
          values: (_, levels) => levels.map((level) => `${formats.number(level)}°`),
          incrs: [1, 2, 5, 10, 20, 50],
        },
      ],
      series: [
        {},
        {
          stroke: () => colourOf(page, "--accent"),
          width: 2.5,
          spanGaps: false,
          points: { show: false },
        },
      ],
      hooks: {
        drawAxes: [painted(stretches)],
        draw: [painted(marks)],
        setCursor: [
          ({ cursor, data: [moments, levels] }) => {
            const at = moments[cursor.idx ?? -1];
            const level = levels?.[cursor.idx ?? -1];
            const known = at !== undefined && level != null;
            told(known ? `${formats.dateTime(new Date(at * 1000))} · ${celsius(level)}` : "");
          },
        ],
      },
    },
    withHoles(readings),
    page,
  );
}

function timeStyle(apart: number, readings: readonly Measured[]): Intl.DateTimeFormatOptions {
  if (apart >= DAY) return { month: "short", day: "numeric" };
  const span = readings.at(-1)!.at - readings[0]!.at;
  return span > DAY ? { weekday: "short", hour: "numeric" } : { timeStyle: "short" };
}

/** Nothing is drawn where nobody measured: each hole is a null between its readings. */
function withHoles(readings: readonly Measured[]): uPlot.AlignedData {
  const moments: number[] = [];
  const levels: (number | null)[] = [];
  runs(readings).runs.forEach((run, place) => {
    if (place > 0) {
      moments.push((moments.at(-1)! + run[0]!.at) / 2);
      levels.push(null);
    }
    for (const { at, celsius } of run) {
      moments.push(at);
      levels.push(celsius);
    }
  });
  return [moments, levels];
}

/** Under the curve: where nobody measured, and what was too warm. */
function stretches(painter: Painter, drawn: Drawn, { bbox }: uPlot): void {
  for (const hole of runs(drawn.readings).holes) {
    painter.stretch(hole, "--hole", { dotted: true });
    const [left, right] = [painter.x(hole[0]), painter.x(hole[1])];
    painter.text(drawn.holeText, {
      x: (left + right) / 2,
      y: bbox.top + bbox.height - painter.em(0.5),
      align: "center",
      colour: "--soft",
      room: right - left,
    });
  }
  for (const excursion of drawn.excursions) painter.stretch(excursion, "--warn", { opacity: 0.2 });
}

/** Over the curve: the limit, the coldest and the warmest reading. */
function marks(painter: Painter, drawn: Drawn, { bbox }: uPlot): void {
  const { limit, readings } = drawn;
  if (limit !== null) {
    painter.level(limit, "--warn");
    painter.text(drawn.limitText, {
      x: bbox.left + bbox.width - painter.em(0.3),
      y: painter.y(limit) - painter.em(0.45),
      align: "right",
      colour: "--warn",
    });
  }
  const { coldest, warmest } = extremes(readings);
  for (const [{ at, celsius }, below] of [
    [coldest, 1.4],
    [warmest, -0.6],
  ] as const) {
    painter.point(at, celsius, "--accent");
    const x = painter.x(at);
    const share = (x - bbox.left) / bbox.width;
    painter.text(drawn.celsius(celsius), {
      x,
      y: painter.y(celsius) + painter.em(below),
      align: share < 0.1 ? "left" : share > 0.9 ? "right" : "center",
      colour: "--ink",
    });
  }
}
