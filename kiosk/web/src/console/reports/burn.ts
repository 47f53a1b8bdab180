import { html, type TemplateResult } from "lit";
import type { Line } from "../../shared/charts/curve.ts";
import { figure } from "../../shared/charts/figure.ts";
import { legend } from "../../shared/charts/legend.ts";
import { type Cell, numbers, words as texts } from "../../shared/charts/table.ts";
import type { Formats } from "../../shared/language.ts";
import { curve } from "./daily.ts";
import { daysAfter, lengthOf } from "./period.ts";
import { calendarDay } from "./report.ts";
import type { BurnFragment } from "./reports.graphql.ts";
import { WORDS } from "./words.ts";

/** How far ahead the pace is drawn, in days: beyond, the past would be too narrow to see. */
const FARTHEST = 45;

/** A budget's use at the end of each day, and on from today at its pace; nulls elsewhere. */
export interface Course {
  readonly days: readonly string[];
  readonly used: readonly (number | null)[];
  readonly pace: readonly (number | null)[];
}

export function courseOf(burn: BurnFragment): Course {
  const past = burn.days.map(({ day }) => day);
  const today = past.at(-1)!;
  const ahead = burn.ends ? Math.min(FARTHEST, lengthOf({ first: today, last: burn.ends }) - 1) : 0;
  const days = [...past, ...Array.from({ length: ahead }, (_, at) => daysAfter(today, at + 1))];
  let after = 0;
  const used = burn.days
    .toReversed()
    .map((each) => {
      const here = burn.used - after;
      after += each.used;
      return here;
    })
    .reverse();
  return {
    days,
    used: days.map((_, at) => used[at] ?? null),
    pace: days.map((_, at) =>
      at < past.length - 1 || burn.perDay === null || !burn.ends
        ? null
        : Math.min(burn.limit, burn.used + burn.perDay * (at - past.length + 1)),
    ),
  };
}

export function burnFinding(burn: BurnFragment, formats: Formats): string {
  const words = WORDS[formats.language];
  if (burn.pace !== "ENDS") return words.burn[burn.pace];
  if (burn.earliest === burn.latest) return words.burnEndsSurely(calendarDay(formats, burn.ends!));
  const day = (value: string | null) => (value ? calendarDay(formats, value) : "");
  return burn.latest
    ? words.burnEnds(day(burn.ends), day(burn.earliest), day(burn.latest))
    : words.burnEndsOpen(day(burn.ends), day(burn.earliest));
}

/** How a budget goes, over the last 14 days and on to its end. */
export function burnFigure(burn: BurnFragment, formats: Formats): TemplateResult {
  const words = WORDS[formats.language];
  const code = burn.currencyCode;
  const amount = (value: number) =>
    code ? formats.money(Math.round(value), code) : formats.number(Math.round(value));
  const told = (value: number) => (code ? amount(value) : words.redemptionsOf(amount(value)));
  const cell = (value: number | null): Cell | string =>
    value === null ? "" : { shown: amount(value), raw: code ? formats.units(value, code) : value };
  const { days, used, pace } = courseOf(burn);
  const lines: Line[] = [
    { label: words.burnUsed, values: used, look: "filled" },
    { label: words.burnPace, values: pace, look: "dashed" },
    { label: words.burnLimit, values: days.map(() => burn.limit), look: "limit" },
  ];
  return figure(formats.language, {
    finding: burnFinding(burn, formats),
    about: [words.burnAbout(told(burn.used), told(burn.limit))],
    chart: html`${curve({ days, lines, axis: amount, day: (day) => calendarDay(formats, day) })}${legend(lines)}`,
    note: words.burnNote,
    table: {
      name: "budget",
      columns: [
        texts(words.day),
        numbers(words.burnUsed),
        numbers(words.burnPace),
        numbers(words.burnLimit),
      ],
      rows: days.map((day, at) => [
        { shown: calendarDay(formats, day), raw: day },
        cell(used[at] ?? null),
        cell(pace[at] ?? null),
        cell(burn.limit),
      ]),
    },
  });
}
