import { geoGraticule, geoPath } from "d3-geo";
import { html, svg, type TemplateResult } from "lit";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import world from "world-atlas/land-110m.json";
import type { Formats } from "../language.ts";
import { labels } from "./labels.ts";
import { pixelsPerKilometre, projection } from "./projection.ts";
import type { Leg, Told } from "./told.ts";

const topology = world as unknown as Topology;
/** Land only: some borders are disputed. */
const LAND = feature(topology, topology.objects.land!);

const NICE_KM = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const NICE_DEGREES = [1, 2, 5, 10, 15, 30];
/** A view narrower than this shows no coast: at 1:110 million it would be a wrong one. */
const COAST_KM = 300;
const LONGEST_NAME = 26;

interface Size {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Height of a text, CSS pixels. */
  readonly font: number;
}

/** The journey on the land it crosses, as one SVG; `title` says what it shows. */
export function map(
  { pins, legs }: Told,
  { width, height, font }: Size,
  formats: Formats,
  title: string,
): TemplateResult {
  const radius = font * 0.9;
  const projected = projection(pins, { width, height, margin: radius * 3.2 });
  const scale = pixelsPerKilometre(projected);
  const path = geoPath(projected).digits(1);
  const points = pins.map(({ longitude, latitude, name }) => {
    const [x, y] = projected([longitude, latitude])!;
    return { x, y, name: short(name) };
  });
  const kilometre = NICE_KM.findLast((km) => km * scale <= width / 4) ?? NICE_KM[0]!;
  const bar = kilometre * scale;
  const foot = height - font;
  const names = labels(
    points,
    { width, height },
    {
      radius,
      font,
      reserved: [{ left: 0, top: foot - font * 1.6, right: font + bar + font, bottom: height }],
    },
  );
  const across = width / scale;
  const step = NICE_DEGREES.find((degrees) => across / (111 * degrees) <= 8) ?? 30;
  return html`<svg class="map" role="img" aria-label=${title} viewBox="0 0 ${width} ${height}" font-size=${font}>
    ${across > COAST_KM ? svg`<path class="land" d=${path(LAND) ?? ""} />` : ""}
    <path class="graticule" d=${
      path(
        geoGraticule()
          .step([step, step])
          .extentMinor([
            [-180, -90],
            [180, 90],
          ])(),
      ) ?? ""
    } />
    ${legs.map((leg) => svg`<path class=${leg.known ? "way" : "way unknown"} d=${bow(points, leg)} />`)}
    ${points.map(
      ({ x, y }, place) => svg`<circle class="pin" cx=${x} cy=${y} r=${radius} />
        <text class="pin-number" x=${x} y=${y + font * 0.35} text-anchor="middle">${place + 1}</text>`,
    )}
    ${names.map(
      (label, place) =>
        label &&
        svg`<text class="place-name" x=${label.x} y=${label.y} text-anchor=${label.anchor}>${points[place]!.name}</text>`,
    )}
    <path class="scale" d="M${font} ${foot - 5}v5h${bar.toFixed(1)}v-5" />
    <text class="scale-text" x=${font} y=${foot - font * 0.6}>${formats.number(kilometre)} km</text>
  </svg>`;
}

/** Bowed to its left: there and back again are two lines. */
function bow(points: readonly { x: number; y: number }[], { from, to }: Leg): string {
  const [start, end] = [points[from]!, points[to]!];
  const x = (start.x + end.x) / 2 + 0.14 * (end.y - start.y);
  const y = (start.y + end.y) / 2 - 0.14 * (end.x - start.x);
  return `M${start.x.toFixed(1)} ${start.y.toFixed(1)}Q${x.toFixed(1)} ${y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
}

/** Without its region where it is too long, else cut. */
function short(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const first = name.split(/[,，]/, 1)[0]!;
  return first.length <= LONGEST_NAME ? first : `${first.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}
