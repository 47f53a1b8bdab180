import { html, type TemplateResult } from "lit";
import type { Language } from "../../shared/language.ts";
import type { ClauseFragment } from "./simulate.graphql.ts";
import { WORDS } from "./words.ts";

const SIGNS = { TRUE: "✓", FALSE: "✕", UNKNOWN: "?" } as const;

/** An offer's condition, clause by clause, as it was judged. */
export function clausesView(
  clauses: readonly ClauseFragment[],
  language: Language,
): TemplateResult {
  const words = WORDS[language];
  if (clauses.length === 0) return html`<p class="small">${words.noCondition}</p>`;
  return html`<ul class="clauses">${clauses.map(
    ({
      words: asked,
      verdict,
      depth,
    }) => html`<li class="clause ${verdict} depth-${Math.min(depth, 4)}">
      <span class="clause-sign" aria-hidden="true">${SIGNS[verdict]}</span>
      <span>${asked} <small class="small">${words.clause[verdict]}</small></span>
    </li>`,
  )}</ul>`;
}
