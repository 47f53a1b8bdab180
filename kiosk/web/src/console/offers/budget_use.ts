/** How much of an offer's budgets is gone. */
import { html, nothing, type TemplateResult } from "lit";
import type { Budget, OfferDocument } from "./document.ts";
import type { OfferBudgetsQuery } from "./list.graphql.ts";
import type { LIST_WORDS } from "./list.words.ts";
import { money, type Tongue } from "./telling.ts";

export type BudgetsUsed = OfferBudgetsQuery["offerReport"][number]["budgets"];
type ListWords = (typeof LIST_WORDS)["en"];

/** `used` is undefined until it is known. */
export function budgetUse(
  { budgets = [] }: OfferDocument,
  used: BudgetsUsed | undefined,
  tongue: Tongue,
  words: ListWords,
): TemplateResult | TemplateResult[] {
  if (!budgets.length) return html`<span class="small">${words.noBudget}</span>`;
  return budgets.map((budget) => {
    const burnt = used?.find(({ kind }) => kind === budget.kind)?.used;
    return one(budget, burnt, tongue, words);
  });
}

function one(
  { kind, limit = 0 }: Budget,
  burnt: number | undefined,
  tongue: Tongue,
  words: ListWords,
): TemplateResult {
  const number = (value: number) =>
    kind === "SPEND" ? money(value, tongue) : tongue.formats.number(value);
  if (kind === "PER_CUSTOMER") return html`<p>${words.perCustomer(number(limit))}</p>`;
  const whole = kind === "USAGE" ? words.usage(number(limit)) : number(limit);
  return html`<p>${burnt === undefined ? whole : words.used(number(burnt), whole)}</p>
    ${
      burnt === undefined
        ? nothing
        : html`<meter min="0" max=${limit} value=${burnt} aria-label=${words.columns.budget}></meter>`
    }`;
}
