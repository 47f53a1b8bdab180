import { html, type TemplateResult } from "lit";
import type { Curve } from "../../shared/charts/curve.ts";
import { figure } from "../../shared/charts/figure.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import type { Formats } from "../../shared/language.ts";
import { daysOf, type Period } from "./period.ts";
import { calendarDay, money, summed } from "./report.ts";
import type { OfferNumbersFragment } from "./reports.graphql.ts";
import { WORDS } from "./words.ts";

/** What some offers gave away day by day, once for each currency; nothing where they did not. */
export function givenAway(
  offers: readonly OfferNumbersFragment[],
  days: Period,
  formats: Formats,
): readonly TemplateResult[] {
  const used = offers.flatMap((offer) => offer.days);
  const currencies = [...new Set(used.map(({ cost }) => cost.currencyCode))];
  return currencies.map((currencyCode) => {
    const mine = used.filter(({ cost }) => cost.currencyCode === currencyCode);
    const words = WORDS[formats.language];
    const sums = new Map<string, number>();
    for (const { day, cost } of mine) sums.set(day, (sums.get(day) ?? 0) + cost.minorUnits);
    const every = daysOf(days).map((day) => ({
      day,
      cost: { minorUnits: sums.get(day) ?? 0, currencyCode },
    }));
    const most = every.reduce((best, each) =>
      each.cost.minorUnits > best.cost.minorUnits ? each : best,
    );
    const sum = summed(
      formats,
      mine.map(({ cost }) => cost),
    );
    const shown = money(formats, most.cost).shown;
    return figure(formats.language, {
      finding:
        sums.size > 1
          ? words.perDayMost(sum, calendarDay(formats, most.day), shown)
          : words.perDay(sum),
      about: [words.perDayAbout(currencyCode)],
      chart: curve({
        days: every.map(({ day }) => day),
        lines: [
          { label: words.cost, values: every.map(({ cost }) => cost.minorUnits), look: "filled" },
        ],
        axis: (minorUnits) => formats.money(minorUnits, currencyCode),
        day: (day) => calendarDay(formats, day),
      }),
      table: {
        name: "given-away",
        columns: [texts(words.day), numbers(words.cost), texts(words.currency)],
        rows: every.map(({ day, cost }) => [
          { shown: calendarDay(formats, day), raw: day },
          money(formats, cost),
          currencyCode,
        ]),
      },
    });
  });
}

/** A curve, whose code comes when the first one is looked at. */
export function curve(of: Pick<Curve, "days" | "lines" | "axis" | "day">): TemplateResult {
  void import("../../shared/charts/curve.ts");
  return html`<fl-curve .days=${of.days} .lines=${of.lines} .axis=${of.axis} .day=${of.day}></fl-curve>`;
}
