import { html, svg, type TemplateResult } from "lit";
import type { AlarmSeverity, PlaceCondition } from "../api/schema.ts";

const CONDITIONS: Record<PlaceCondition, TemplateResult> = {
  WITHIN: svg`<path d="M4 12.5l5.5 5.5L20 6.5"/>`,
  TOO_WARM: svg`<path d="M10 14V5a2.5 2.5 0 0 1 5 0v9a4.5 4.5 0 1 1-5 0z"/><path d="M12.5 8v9"/>`,
  TOO_COLD: svg`<path d="M12 2v20M3.5 7l17 10M20.5 7l-17 10M9 3.5l3 3 3-3M9 20.5l3-3 3 3"/>`,
  SILENT: svg`<path d="M2 2l20 20M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 5-2.7M14 9.2a10 10 0 0 1 5 2.8M12 19.5h.01"/>`,
  UNJUDGED: svg`<path d="M5 9h14M5 15h14"/>`,
  UNMEASURED: svg`<path d="M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01"/>`,
};

const SEVERITIES: Record<AlarmSeverity, TemplateResult> = {
  CRITICAL: svg`<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path class="cut" d="M12 6.5v7M12 17.5h.01"/>`,
  MAJOR: svg`<path d="M12 2.5L23 21.5H1z"/><path class="cut" d="M12 9.5v6M12 18.5h.01"/>`,
  WARNING: svg`<circle cx="12" cy="12" r="10.5"/><path class="cut" d="M12 6.5v7M12 17.5h.01"/>`,
};

/** Decorative: the word stands beside it. */
export function conditionIcon(condition: PlaceCondition): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${CONDITIONS[condition]}</svg>`;
}

/** One shape for each severity; decorative. */
export function severityIcon(severity: AlarmSeverity): TemplateResult {
  return html`<svg class="icon solid severity-${severity.toLowerCase()}" viewBox="0 0 24 24" aria-hidden="true">${SEVERITIES[severity]}</svg>`;
}

/** The class that gives a condition its colours. */
export function conditionClass(condition: PlaceCondition): string {
  return `condition-${condition.toLowerCase().replace("_", "-")}`;
}
