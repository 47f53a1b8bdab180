import type { PropertyDeclarations } from "lit";
import type { Cell } from "../../shared/charts/table.ts";
import { Formats } from "../../shared/language.ts";
import { DeskView } from "../../shared/view.ts";
import type { Period } from "./period.ts";
import type { AmountFragment } from "./reports.graphql.ts";
import { WORDS } from "./words.ts";

/** What a report is about: days, stores (null: all of them), and a campaign (null: any). */
export interface Question {
  readonly days: Period;
  readonly storeIds: readonly string[] | null;
  readonly campaignId: string | null;
}

/** The base of every report: its question comes from the bar above it. */
export class Report extends DeskView {
  static override properties: PropertyDeclarations = { question: { attribute: false } };

  declare question: Question;

  get words() {
    return WORDS[this.language];
  }

  /** What all answers depend on, since sentences and titles come in the desk's language. */
  protected on(): readonly unknown[] {
    return [this.language, this.question];
  }

  /** The question's days in words. */
  protected get period(): string {
    const { first, last } = this.question.days;
    const shown = (day: string) => calendarDay(this.formats, day, { dateStyle: "medium" });
    return this.words.period(shown(first), shown(last));
  }
}

/** A day of a calendar (YYYY-MM-DD), wherever that is. */
export function calendarDay(
  formats: Formats,
  day: string,
  style: Intl.DateTimeFormatOptions = { month: "short", day: "numeric" },
): string {
  return new Formats(formats.language, "UTC").time(`${day}T00:00:00Z`, style);
}

export function count(formats: Formats, value: number | null, unknown: string): Cell {
  return value === null
    ? { shown: unknown, raw: "" }
    : { shown: formats.number(value), raw: value };
}

export function money(formats: Formats, { minorUnits, currencyCode }: AmountFragment): Cell {
  return {
    shown: formats.money(minorUnits, currencyCode),
    raw: formats.units(minorUnits, currencyCode),
  };
}

/** Amounts of one currency are added up; those of several stand side by side. */
export function summed(formats: Formats, amounts: readonly AmountFragment[]): string {
  const sums = new Map<string, number>();
  for (const { minorUnits, currencyCode } of amounts) {
    sums.set(currencyCode, (sums.get(currencyCode) ?? 0) + minorUnits);
  }
  const shown = [...sums].map(([code, sum]) => formats.money(sum, code));
  return new Intl.ListFormat(formats.language).format(shown) || formats.number(0);
}
