import { html, nothing, svg, type TemplateResult } from "lit";
import type { BoardPlaceFragment } from "../board.graphql.ts";
import { conditionClass, conditionIcon } from "../icons.ts";
import type { FloorQuery } from "./floor.graphql.ts";

export type Floor = NonNullable<FloorQuery["floorPlan"]>;
type Zone = Floor["zones"][number];
type Point = Zone["polygon"][number];

export interface PlanWords {
  readonly entrance: string;
  readonly checkout: string;
  readonly conditions: Readonly<Record<BoardPlaceFragment["condition"], string>>;
}

/**
 * A floor plan on which the places that are zones of it can be chosen. A place's button lies in
 * the middle of its zone; `celsius` writes its temperature.
 */
export function planView(
  floor: Floor,
  places: ReadonlyMap<string, BoardPlaceFragment>,
  chosen: string | undefined,
  words: PlanWords,
  celsius: (place: BoardPlaceFragment) => unknown,
): TemplateResult {
  return html`<div class="floor-plan">
    <svg viewBox="-0.2 -0.2 ${floor.width + 0.4} ${floor.height + 0.4}" aria-hidden="true">
      <rect class="floor-ground" width=${floor.width} height=${floor.height} rx="0.5"></rect>
      ${floor.zones.map((zone) => {
        const place = places.get(zone.id);
        const look = place ? conditionClass(place.condition) : "";
        return svg`<polygon
          class="floor-zone ${look} ${zone.id === chosen ? "chosen" : ""}"
          points=${zone.polygon.map(({ x, y }) => `${x},${y}`).join(" ")}
        ></polygon>`;
      })}
      ${floor.checkouts.map(({ x, y }) => svg`<rect class="floor-till" x=${x - 0.5} y=${y - 0.3} width="1" height="0.6" rx="0.1"></rect>`)}
    </svg>
    <ul>
      ${floor.zones.map((zone) => {
        const place = places.get(zone.id);
        return html`<li class="floor-label" .style=${box(zone.polygon, floor)}>
          ${place ? placeLink(place, chosen, words, celsius) : html`<span class="floor-name">${zone.name}</span>`}
        </li>`;
      })}
    </ul>
    ${floor.entrances.map(
      (point) =>
        html`<span class="floor-entrance small" .style=${spot(point, floor)}>${words.entrance}</span>`,
    )}
  </div>`;
}

function placeLink(
  place: BoardPlaceFragment,
  chosen: string | undefined,
  words: PlanWords,
  celsius: (place: BoardPlaceFragment) => unknown,
): TemplateResult {
  const { id } = place.place;
  return html`<a
    class="floor-place ${conditionClass(place.condition)}"
    href="#/floor/${encodeURIComponent(id)}"
    aria-current=${id === chosen ? "true" : nothing}
  >
    <span class="floor-name">${place.name}</span>
    <span class="floor-state">${conditionIcon(place.condition)}<strong>${celsius(place)}</strong></span>
    <span class="floor-word">${words.conditions[place.condition]}</span>
  </a>`;
}

/** The box round a polygon, as shares of the plan: set as a property, which the CSP allows. */
function box(polygon: readonly Point[], floor: Floor): string {
  const xs = polygon.map(({ x }) => x);
  const ys = polygon.map(({ y }) => y);
  const corner = { x: Math.min(...xs), y: Math.min(...ys) };
  const width = share(Math.max(...xs) - corner.x, floor.width);
  const height = share(Math.max(...ys) - corner.y, floor.height);
  return `${spot(corner, floor)}; width: ${width}; height: ${height}`;
}

function spot({ x, y }: Point, floor: Floor): string {
  return `left: ${share(x, floor.width)}; top: ${share(y, floor.height)}`;
}

function share(metres: number, of: number): string {
  return `${(100 * metres) / of}%`;
}
