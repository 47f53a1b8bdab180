import { html, type TemplateResult } from "lit";
import type { Formats } from "../../shared/language.ts";

/** Degrees with one decimal, as sensors measure. */
export function celsius(formats: Formats, value: number): string {
  return `${degrees(formats, value)} °C`;
}

/** The latest of a place, a dash where there is none; the unit can be left out where it is tight. */
export function celsiusOf(
  formats: Formats,
  place: { readonly celsius: number | null },
): TemplateResult {
  if (place.celsius === null) return html`–`;
  return html`${degrees(formats, place.celsius)}<span class="unit"> °C</span>`;
}

function degrees(formats: Formats, value: number): string {
  return formats.number(Math.round(value * 10) / 10 + 0, 1); // + 0: no "-0"
}
