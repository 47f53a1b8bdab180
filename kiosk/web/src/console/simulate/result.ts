import { html, nothing, type TemplateResult } from "lit";
import { bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import type { Formats } from "../../shared/language.ts";
import { count, summed } from "../reports/report.ts";
import { clausesView } from "./clauses.ts";
import type { ExampleFragment, SimulatedFragment } from "./simulate.graphql.ts";
import { WORDS } from "./words.ts";

/** What things are called; what nobody knows is called by its id. */
export interface Names {
  readonly product: (id: string) => string;
  readonly offer: (id: string) => string;
  readonly store: (id: string) => string;
  /** ISO 4217, of a store. */
  readonly currency: (store: string) => string;
  readonly segment: (id: string) => string;
}

/** Who would get it and what it would cost, in words. */
export function simulationFinding(found: SimulatedFragment, formats: Formats): string {
  const words = WORDS[formats.language];
  if (found.done === 0) return words.nothing;
  const total = formats.number(found.done);
  if (found.reached === 0) return words.reachedNone(total);
  const share = formats.percent(found.reached / found.done, 1);
  const cost = summed(
    formats,
    found.money.filter(({ reached }) => reached > 0).map((each) => each.cost),
  );
  const gap = formats.language === "zh-Hans" ? "" : " ";
  return `${words.reached(formats.number(found.reached), total, share)}${gap}${words.costs(cost)}`;
}

export function simulationView(
  found: SimulatedFragment,
  names: Names,
  formats: Formats,
): TemplateResult {
  const words = WORDS[formats.language];
  return html`<section class="simulated" aria-live="polite">
    <h2>${simulationFinding(found, formats)}</h2>
    ${found.done < found.total ? html`<p class="notice">${words.partly(formats.number(found.done), formats.number(found.total))}</p>` : nothing}
    ${found.withheld ? html`<p class="small">${words.withheld(formats.number(found.withheld))}</p>` : nothing}
    ${
      found.done
        ? html`<p class="small">${found.exhaustedAt ? words.exhausted(formats.dateTime(found.exhaustedAt)) : words.lasted}</p>`
        : nothing
    }
    ${found.money.map((each) => moneyTiles(each, formats))}
    <div class="figures">
      ${found.stores.length ? reachFigure(found.stores, "store", words.who, names, formats) : nothing}
      ${
        found.segments.length
          ? reachFigure(found.segments, "segment", words.segmentsAbout, names, formats)
          : nothing
      }
      ${found.missed.length ? missFigure(found, formats) : nothing}
      ${found.done ? overlapFigure(found, formats) : nothing}
    </div>
    ${found.examples.length ? html`<h2>${words.examples}</h2>` : nothing}
    <div class="figures">${found.examples.map((each) => exampleView(each, names, formats))}</div>
  </section>`;
}

function moneyTiles(effect: SimulatedFragment["money"][number], formats: Formats) {
  const { tiles } = WORDS[formats.language];
  const sum = (of: { minorUnits: number; currencyCode: string } | null) =>
    of ? formats.money(of.minorUnits, of.currencyCode) : "–";
  const shown: readonly (readonly [string, string])[] = [
    [`${formats.number(effect.reached)} / ${formats.number(effect.baskets)}`, tiles.reached],
    [sum(effect.cost), tiles.cost],
    [sum(effect.averageSaving), tiles.average],
    [sum(effect.turnover), tiles.turnover],
    [sum(effect.discountNow), tiles.without],
    [sum(effect.discountThen), tiles.withIt],
  ];
  return html`<ul class="tiles card">${shown.map(
    ([value, label]) => html`<li><strong>${value}</strong><span class="small">${label}</span></li>`,
  )}</ul>`;
}

function reachFigure(
  shares: SimulatedFragment["stores"],
  of: "store" | "segment",
  about: string,
  names: Names,
  formats: Formats,
) {
  const words = WORDS[formats.language];
  const part = ({ baskets, reached }: (typeof shares)[number]) => (baskets ? reached / baskets : 0);
  const rows = shares.toSorted((one, other) => part(other) - part(one));
  const best = rows[0]!;
  return figure(formats.language, {
    finding: words.whoTitle(names[of](best.key), formats.percent(part(best), 1)),
    about: [about],
    chart: bars(
      rows.map((each) => ({
        label: names[of](each.key),
        value: part(each),
        shown: formats.percent(part(each), 1),
        note: `${formats.number(each.reached)} / ${formats.number(each.baskets)}`,
      })),
      1,
    ),
    note: of === "store" ? words.segmentsUnknown : undefined,
    table: {
      name: `reach-by-${of}`,
      columns: [
        texts(of === "store" ? words.store : words.segments),
        numbers(words.baskets),
        numbers(words.gets),
        numbers(words.share),
      ],
      rows: rows.map((each) => [
        names[of](each.key),
        count(formats, each.baskets, ""),
        count(formats, each.reached, ""),
        { shown: formats.percent(part(each), 1), raw: part(each) },
      ]),
    },
  });
}

function missFigure({ missed, done }: SimulatedFragment, formats: Formats) {
  const words = WORDS[formats.language];
  const [first] = missed;
  return figure(formats.language, {
    finding: words.missTitle(words.miss[first!.why], formats.percent(first!.baskets / done, 1)),
    about: [words.missAbout],
    chart: bars(
      missed.map(({ why, baskets }) => ({
        label: words.miss[why],
        value: baskets,
        shown: formats.number(baskets),
        quiet: true,
      })),
      done,
    ),
    table: {
      name: "missed",
      columns: [texts(words.why), numbers(words.baskets)],
      rows: missed.map(({ why, baskets }) => [words.miss[why], count(formats, baskets, "")]),
    },
  });
}

function overlapFigure({ overlaps, reached }: SimulatedFragment, formats: Formats) {
  const words = WORDS[formats.language];
  const first = overlaps.find(({ displaced }) => displaced > 0);
  return figure(formats.language, {
    finding: first
      ? words.overlapTitle(first.title, formats.number(first.displaced))
      : words.overlapNone,
    about: [words.overlapAbout],
    chart: bars(
      overlaps.flatMap(({ title, together, displaced }) => [
        { label: title, note: words.together, value: together, shown: formats.number(together) },
        {
          label: title,
          note: words.displaced,
          value: displaced,
          shown: formats.number(displaced),
          quiet: true,
        },
      ]),
      reached,
    ),
    table: {
      name: "overlaps",
      columns: [texts(words.offer), texts("ID"), numbers(words.together), numbers(words.displaced)],
      rows: overlaps.map(({ title, offerId, together, displaced }) => [
        title,
        offerId,
        count(formats, together, ""),
        count(formats, displaced, ""),
      ]),
    },
  });
}

/** One basket and why it gets the offer or not. */
export function exampleView(example: ExampleFragment, names: Names, formats: Formats) {
  const words = WORDS[formats.language];
  const sum = (minorUnits: number) => formats.money(minorUnits, names.currency(example.storeId));
  const { saving, message, wouldHelp, clauses, others, lines, storeId } = example;
  return html`<article class="card example ${saving ? "gets" : "misses"}">
    <h2><span aria-hidden="true">${saving ? "✓" : "✕"}</span> ${saving ? words.gets : words.misses}
      ${saving ? html`<small>${words.saves(formats.money(saving.minorUnits, saving.currencyCode))}</small>` : nothing}</h2>
    <p>${message}</p>
    ${wouldHelp ? html`<p class="notice">${wouldHelp}</p>` : nothing}
    <ul class="basket">${lines.map(
      (line) => html`<li>
        <span>${line.quantity > 1 ? `${formats.number(line.quantity)} × ` : ""}${names.product(line.productId)}
          ${line.daysLeft === null ? nothing : html`<small class="small">${words.left(formats.number(line.daysLeft))}</small>`}</span>
        <span class="amount">${sum(line.subtotalMinorUnits)}${
          line.discountMinorUnits
            ? html` <strong>−${sum(line.discountMinorUnits)}</strong>`
            : nothing
        }</span>
      </li>`,
    )}</ul>
    <details><summary>${words.why}</summary>${clausesView(clauses, formats.language)}</details>
    <p class="small">${names.store(storeId)}${others.length ? ` · ${words.beside(others.map(names.offer).join(", "))}` : ""}</p>
  </article>`;
}
