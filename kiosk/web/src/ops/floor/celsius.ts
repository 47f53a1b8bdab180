import type { Formats } from "../../shared/language.ts";

/** Degrees with one decimal, as sensors measure. */
export function celsius(formats: Formats, value: number): string {
  return `${formats.number(Math.round(value * 10) / 10 + 0, 1)} °C`; // + 0: no "-0"
}

/** The latest of a place, a dash where there is none. */
export function celsiusOf(formats: Formats, place: { readonly celsius: number | null }): string {
  return place.celsius === null ? "–" : celsius(formats, place.celsius);
}
