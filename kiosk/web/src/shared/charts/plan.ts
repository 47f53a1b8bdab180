import { html, nothing, svg, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { cividis } from "./cividis.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A zone on the plan; `value` null: not told. Corners in metres. */
export interface Area {
  readonly name: string;
  readonly polygon: readonly Point[];
  readonly value: number | null;
  readonly shown: string;
  /** Set apart from the others: it is said to be dead. */
  readonly dead?: boolean | undefined;
}

export interface Plan {
  /** Metres. */
  readonly width: number;
  readonly height: number;
  readonly areas: readonly Area[];
  readonly entrances: readonly Point[];
  readonly checkouts: readonly Point[];
}

export interface PlanWords {
  readonly entrance: string;
  readonly checkout: string;
}

/** A floor plan whose zones are as light as there is much of something; numbers name them. */
export function planView(plan: Plan, scale: string, words: PlanWords): TemplateResult {
  const known = plan.areas.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...known);
  const colour = (value: number | null) =>
    value === null ? undefined : cividis(most > 0 ? value / most : 0);
  const place = ({ x, y }: Point) => ({
    left: `${(100 * x) / plan.width}%`,
    top: `${(100 * y) / plan.height}%`,
  });
  return html`<div class="plan">
    <div class="plan-floor">
      <svg viewBox="0 0 ${plan.width} ${plan.height}" aria-hidden="true">
        <defs><pattern id="plan-few" width="0.8" height="0.8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="plan-few" width="0.8" height="0.8"></rect><line class="plan-few-line" y2="0.8"></line>
        </pattern></defs>
        <rect class="plan-ground" width=${plan.width} height=${plan.height} rx="0.4"></rect>
        ${plan.areas.map(
          ({ polygon, value, dead }) => svg`<polygon
            class="plan-zone ${dead ? "dead" : ""}"
            points=${polygon.map(({ x, y }) => `${x},${y}`).join(" ")}
            fill=${colour(value)?.fill ?? "url(#plan-few)"}
          ></polygon>`,
        )}
      </svg>
      ${plan.areas.map((area, at) => {
        const on = colour(area.value)?.on ?? "few";
        return html`<div class="plan-label on-${on}" style=${styleMap(place(middle(area.polygon)))} aria-hidden="true">
          <strong>${at + 1}</strong><span class="plan-name">${area.name}</span><span class="plan-value">${area.shown}</span>
        </div>`;
      })}
      ${mark(plan.entrances, place, "⇥", words.entrance)}
      ${mark(plan.checkouts, place, "¤", words.checkout)}
    </div>
    <div class="plan-key small">
      <span>0</span><span class="plan-scale" aria-hidden="true"></span><span>${scale}</span>
      ${plan.areas.some(({ value }) => value === null) ? html`<span class="plan-key-few" aria-hidden="true"></span>` : nothing}
    </div>
  </div>`;
}

function mark(
  points: readonly Point[],
  place: (point: Point) => Record<string, string>,
  sign: string,
  title: string,
) {
  return points.map(
    (point) =>
      html`<span class="plan-mark" style=${styleMap(place(point))} title=${title} aria-hidden="true">${sign}</span>`,
  );
}

/** The mean of the corners of the box round a polygon. */
function middle(polygon: readonly Point[]): Point {
  const xs = polygon.map(({ x }) => x);
  const ys = polygon.map(({ y }) => y);
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}
