import { type Bar, bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { type Cell, numbers, words as texts } from "../../shared/charts/table.ts";
import { wilson } from "../../shared/charts/wilson.ts";
import { CHART_WORDS } from "../../shared/charts/words.ts";
import type { Formats } from "../../shared/language.ts";
import { count } from "./report.ts";
import type { OfferNumbersFragment } from "./reports.graphql.ts";
import { WORDS } from "./words.ts";

type Numbers = Pick<OfferNumbersFragment, "impressions" | "scans" | "adds" | "redemptions">;

/** From being shown to being paid, in words. */
export function funnelFinding({ impressions, redemptions }: Numbers, formats: Formats): string {
  const words = WORDS[formats.language];
  const used = formats.number(redemptions);
  if (impressions.shown === null) return words.funnelFew(used);
  if (impressions.shown === 0) return words.funnelNever(used);
  const shown = formats.number(impressions.shown);
  const bounds = wilson(redemptions, impressions.shown);
  if (!bounds) return words.funnelMore(shown, used);
  const share = formats.percent(redemptions / impressions.shown, 1);
  const [low, high] = [bounds.low, bounds.high].map((end) => formats.percent(end, 1));
  return words.funnel(shown, used, share, low!, high!);
}

/** The same as a chart: the last bar ends in the interval of its share of the first. */
export function funnelFigure(offer: Numbers, period: string, formats: Formats) {
  const words = WORDS[formats.language];
  const { tooFew } = CHART_WORDS[formats.language];
  const shown = offer.impressions.shown;
  const bounds = shown === null ? undefined : wilson(offer.redemptions, shown);
  const steps: readonly Bar[] = [
    { label: words.steps.shown, value: shown },
    { label: words.steps.scans, value: offer.scans, quiet: true },
    { label: words.steps.adds, value: offer.adds, quiet: true },
    {
      label: words.steps.used,
      value: offer.redemptions,
      ...(bounds && shown && { low: bounds.low * shown, high: bounds.high * shown }),
    },
  ].map((step) => ({ ...step, shown: count(formats, step.value, tooFew).shown }));
  const end = (value: number | undefined): Cell | string =>
    value === undefined || !shown
      ? ""
      : { shown: formats.percent(value / shown, 1), raw: value / shown };
  return figure(formats.language, {
    finding: funnelFinding(offer, formats),
    about: [words.funnelAbout, period],
    chart: bars(steps),
    note: words.funnelNote,
    table: {
      name: "funnel",
      columns: [texts(words.step), numbers(words.count), numbers("95 % ↓"), numbers("95 % ↑")],
      rows: steps.map((step) => [
        step.label,
        count(formats, step.value, tooFew),
        end(step.low),
        end(step.high),
      ]),
    },
  });
}
