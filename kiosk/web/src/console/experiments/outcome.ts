import { html, nothing, type TemplateResult } from "lit";
import type { Formats } from "../../shared/language.ts";
import type { ComparedFragment } from "../reports/reports.graphql.ts";
import { signed, upliftFigure } from "../uplift.ts";
import type { ExperimentOutcomeQuery } from "./experiments.graphql.ts";
import { standing, type Verdict, verdictOf } from "./verdict.ts";
import { WORDS } from "./words.ts";

type Result = NonNullable<ExperimentOutcomeQuery["experimentResult"]>;

const SIGNS: Readonly<Record<Verdict["is"], string>> = {
  alarm: "!",
  early: "…",
  open: "≈",
  decided: "✓",
};

/** What came of an experiment: the verdict, whether the split can be trusted, and the intervals. */
export function outcomeView(result: Result, formats: Formats): TemplateResult {
  const words = WORDS[formats.language];
  const verdict = verdictOf(result);
  return html`
    <section class="card verdict ${verdict.is}" aria-live="polite">
      <h2><span aria-hidden="true">${SIGNS[verdict.is]}</span> ${verdictWords(verdict, formats)}</h2>
      <p>${result.units ? words.units(formats.number(result.units)) : words.noUnits}</p>
      ${result.units ? split(result, formats) : nothing}
      <p class="small">${words.sequential}</p>
    </section>
    <div class="figures">
      ${result.overall.map((each) => upliftFigure(each, formats))}
      ${result.overall.length ? guards(result.overall, formats) : nothing}
    </div>
    ${result.cuts.length ? cuts(result.cuts, formats) : nothing}
  `;
}

function verdictWords({ is, better, worse }: Verdict, formats: Formats): string {
  const { verdict } = WORDS[formats.language];
  if (is !== "decided") return verdict[is];
  const list = (names: readonly string[]) => new Intl.ListFormat(formats.language).format(names);
  const told = [
    ...(better.length ? [verdict.better(list(better))] : []),
    ...(worse.length ? [verdict.worse(list(worse))] : []),
  ];
  return told.join(" ");
}

function split(result: Result, formats: Formats) {
  const words = WORDS[formats.language];
  const p = formats.number(result.sampleRatioP, 4);
  return result.sampleRatioAlarm
    ? html`<p class="notice warn">${words.alarmHint(p)}</p>`
    : html`<p>${words.split(p)}</p>`;
}

function guards(overall: readonly ComparedFragment[], formats: Formats) {
  const words = WORDS[formats.language];
  return html`<section class="card">
    <h2>${words.guard}</h2>
    <ul class="guards">${overall.flatMap(({ arms, uplifts }) =>
      uplifts.map(({ variant, revenue }) => {
        const name = arms[variant]?.name ?? String(variant);
        return html`<li class=${standing(revenue)}>${guardWords(name, revenue, formats)}</li>`;
      }),
    )}</ul>
  </section>`;
}

/** Whether what is spent may fall by a variant. */
function guardWords(
  name: string,
  revenue: { readonly low: number; readonly high: number } | null,
  formats: Formats,
): string {
  const words = WORDS[formats.language];
  if (!revenue) return `… ${words.guardEarly(name)}`;
  if (revenue.high < 0) return `! ${words.guardBroken(name, formats.percent(-revenue.high, 1))}`;
  if (revenue.low >= 0) return `✓ ${words.guardHolds(name)}`;
  return `≈ ${words.guardOpen(name, signed(formats, revenue.low))}`;
}

function cuts(found: readonly ComparedFragment[], formats: Formats) {
  const words = WORDS[formats.language];
  return html`<details class="cuts">
    <summary>${words.cuts} (${formats.number(found.length)})</summary>
    <p class="small">${words.cutsNote}</p>
    <div class="figures">${found.map((each) => {
      const name = `${words.cut[each.cut]} ${each.key}`;
      return each.suppressed
        ? html`<p class="notice">${words.cutFew(name)}</p>`
        : html`<section class="cut"><h2>${name}</h2>${upliftFigure(each, formats)}</section>`;
    })}</div>
  </details>`;
}
