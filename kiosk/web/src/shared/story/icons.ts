import { html, svg, type TemplateResult } from "lit";
import type { FreshnessState } from "../../api/schema.ts";
import "./icons.css";

const DISC = svg`<circle cx="24" cy="24" r="21"/>`;
const BLOCK = svg`<rect x="4" y="4" width="40" height="40" rx="6"/>`;

/** One shape for each state, told apart without colour: that of the phone page. */
const SHAPES: Record<FreshnessState, TemplateResult> = {
  FRESH: svg`${DISC}<path class="cut" d="M14 25l7 7 13-15"/>`,
  GOOD: svg`${DISC}<path class="cut" d="M15 20h.1M33 20h.1M15 29c4 6 14 6 18 0"/>`,
  SOON: svg`<path d="M24 4l21 38H3z"/><path class="cut" d="M24 18v11M24 36h.1"/>`,
  LAST_DAY: svg`${BLOCK}<path class="cut" d="M24 13v14M24 35h.1"/>`,
  PAST_BEST: svg`${DISC}<path class="cut" d="M24 12v13l8 5"/>`,
  EXPIRED: svg`${BLOCK}<path class="cut" d="M15 15l18 18M33 15L15 33"/>`,
  DO_NOT_EAT: svg`<path d="M15 3h18l12 12v18L33 45H15L3 33V15z"/><path class="cut" d="M13 24h22"/>`,
  UNKNOWN: svg`<circle class="dashed" cx="24" cy="24" r="20"/><path class="bare" d="M18 19c0-8 13-8 13 0 0 5-7 5-7 10M24 36h.1"/>`,
};

/** Decorative: the word stands beside it. */
export function stateIcon(state: FreshnessState): TemplateResult {
  return html`<svg class="state-icon" viewBox="0 0 48 48" aria-hidden="true">${SHAPES[state]}</svg>`;
}

/** The class of the design language that gives a state its colours. */
export function stateClass(state: FreshnessState): string {
  return `state-${state.toLowerCase().replaceAll("_", "-")}`;
}
