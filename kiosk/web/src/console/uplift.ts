import type { TemplateResult } from "lit";
import { figure } from "../shared/charts/figure.ts";
import { type Estimate, intervals } from "../shared/charts/intervals.ts";
import { type Cell, numbers, words as texts } from "../shared/charts/table.ts";
import type { Formats } from "../shared/language.ts";
import type { ComparedFragment } from "./reports/reports.graphql.ts";
import { UPLIFT_WORDS } from "./uplift.words.ts";

type Bounds = NonNullable<ComparedFragment["uplifts"][number]["conversion"]>;

/** What the comparison says of each variant's share of buyers, sentence by sentence. */
export function upliftFinding({ arms, uplifts }: ComparedFragment, formats: Formats): string {
  const words = UPLIFT_WORDS[formats.language];
  return uplifts
    .map(({ variant, conversion }) => {
      const name = arms[variant]?.name ?? String(variant);
      if (!conversion) return words.early(name);
      const { relative, low, high } = conversion;
      const sized = (share: number) => formats.percent(Math.abs(share), 1);
      if (low > 0) return words.more(name, sized(relative), sized(low), sized(high));
      if (high < 0) return words.fewer(name, sized(relative), sized(high), sized(low));
      return words.open(name, signed(formats, low), signed(formats, high));
    })
    .join(" ");
}

/** A comparison against the control as a chart. */
export function upliftFigure(compared: ComparedFragment, formats: Formats): TemplateResult {
  const words = UPLIFT_WORDS[formats.language];
  const rows: Estimate[] = compared.uplifts.flatMap(({ variant, conversion, revenue }) => {
    const label = compared.arms[variant]?.name ?? String(variant);
    return [
      { label, note: words.buys, ...estimate(conversion, formats) },
      { label, note: words.spends, ...estimate(revenue, formats) },
    ];
  });
  return figure(formats.language, {
    finding: upliftFinding(compared, formats),
    about: [words.about],
    chart: intervals(rows, words.control),
    note: words.note,
    table: {
      name: "uplift",
      columns: [
        texts(words.variant),
        numbers(words.units),
        numbers(words.buyers),
        numbers(words.revenue),
        texts(words.currency),
        texts(words.measure),
        numbers(words.difference),
        numbers(words.from),
        numbers(words.to),
        numbers(words.p),
      ],
      rows: compared.arms.flatMap((arm) => {
        const head = [
          arm.name,
          counted(formats, arm.units),
          counted(formats, arm.conversions),
          {
            shown: formats.money(Math.round(arm.revenueMinorUnits), compared.currencyCode),
            raw: arm.revenueMinorUnits,
          },
          compared.currencyCode,
        ];
        const found = compared.uplifts.find(({ variant }) => variant === arm.variant);
        if (!found) return [[...head, ...Array<string>(5).fill("")]];
        return [
          [...head, words.buys, ...bounds(found.conversion, formats)],
          [...head, words.spends, ...bounds(found.revenue, formats)],
        ];
      }),
    },
  });
}

function estimate(bounds: Bounds | null, formats: Formats): Pick<Estimate, "interval" | "shown"> {
  if (!bounds) return { interval: null, shown: UPLIFT_WORDS[formats.language].tooEarly };
  const { relative, low, high } = bounds;
  return {
    interval: { middle: relative, low, high },
    shown: `${signed(formats, relative)} (${signed(formats, low)} … ${signed(formats, high)})`,
  };
}

function bounds(found: Bounds | null, formats: Formats): Cell[] {
  if (!found) return Array(4).fill({ shown: UPLIFT_WORDS[formats.language].tooEarly, raw: "" });
  return [
    ...[found.relative, found.low, found.high].map((share) => ({
      shown: signed(formats, share),
      raw: share,
    })),
    { shown: formats.number(found.p, 3), raw: found.p },
  ];
}

function counted(formats: Formats, count: number): Cell {
  return { shown: formats.number(count), raw: count };
}

/** A difference with its sign. */
export function signed(formats: Formats, share: number): string {
  return `${share > 0 ? "+" : share < 0 ? "−" : "±"}${formats.percent(Math.abs(share), 1)}`;
}
