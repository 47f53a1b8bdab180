/** A stretch of days of the stores' calendars, both ends in it (YYYY-MM-DD). */
export interface Period {
  readonly first: string;
  readonly last: string;
}

/** The days on offer, counted back from today. */
export const LENGTHS = [7, 28, 90] as const;
/** As many days as the server reports on at once. */
export const MOST_DAYS = 400;

const A_DAY = 86_400_000;

/** The day it is at `moment` in a time zone. */
export function dayIn(timeZone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone }).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * A_DAY).toISOString().slice(0, 10);
}

/** So many days up to `last`, which is one of them. */
export function daysUpTo(last: string, days: number): Period {
  return { first: daysAfter(last, 1 - days), last };
}

export function lengthOf({ first, last }: Period): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / A_DAY) + 1;
}

/** Every day of it, in order. */
export function daysOf(period: Period): readonly string[] {
  return Array.from({ length: lengthOf(period) }, (_, at) => daysAfter(period.first, at));
}

/** A period that the server takes: from a day to the same or a later one, and not too long. */
export function sensible(period: Period): boolean {
  const length = lengthOf(period);
  return length >= 1 && length <= MOST_DAYS;
}
