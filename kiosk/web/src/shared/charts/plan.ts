import { html, nothing, svg, type TemplateResult } from "lit";
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
  /** Set apart from the others: it is said to be dead. */
  readonly dead?: boolean | undefined;
}

export interface Plan {
  /** Metres. */
  readonly width: number;
  readonly height: number;
  readonly areas: readonly Area[];
  readonly entrances: readonly Point[];
}

export interface PlanWords {
  readonly entrance: string;
}

/** A floor plan whose zones are as light as there is much of something; numbers name them. */
export function planView(plan: Plan, scale: string, words: PlanWords): TemplateResult {
  const known = plan.areas.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...known);
  const colour = (value: number | null) =>
    value === null ? undefined : cividis(most > 0 ? value / most : 0);
  const x = (metres: number) => `${(100 * metres) / plan.width}%`;
  const y = (metres: number) => `${(100 * metres) / plan.height}%`;
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
      <svg class="plan-labels" aria-hidden="true">
        ${plan.areas.map((area, at) => {
          const { x: left, y: top } = middle(area.polygon);
          return svg`<svg class="plan-label on-${colour(area.value)?.on ?? "few"}" x=${x(left)} y=${y(top)}>
            <g class=${fits(area, plan) ? "named" : ""}>
              <circle r="14"></circle>
              <text class="plan-number" dy="0.35em">${at + 1}</text>
            </g>
            ${fits(area, plan) ? svg`<text class="plan-name" y="22">${area.name}</text>` : nothing}
          </svg>`;
        })}
        ${plan.entrances.map((at) => svg`<text class="plan-mark" x=${x(at.x)} y=${y(at.y)} dy="1em">${words.entrance}</text>`)}
      </svg>
    </div>
    <div class="plan-key small">
      <span>0</span><span class="plan-scale" aria-hidden="true"></span><span>${scale}</span>
      ${plan.areas.some(({ value }) => value === null) ? html`<span class="plan-key-few" aria-hidden="true"></span>` : nothing}
    </div>
  </div>`;
}

/** Pixels across which a plan shows names, and those of one letter (two for a Chinese one). */
const NAMED_FROM = 640;
const LETTER = 7.5;

/** Whether the name of a zone fits into it where names are shown. */
function fits({ name, polygon }: Area, plan: Plan): boolean {
  const xs = polygon.map(({ x }) => x);
  const wide = ((Math.max(...xs) - Math.min(...xs)) / plan.width) * NAMED_FROM;
  const letters = [...name].reduce((sum, each) => sum + (each > "\u2e80" ? 2 : 1), 0);
  return letters * LETTER < wide;
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
