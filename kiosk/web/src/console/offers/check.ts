/** The last step: the offer in words, what is wrong with it, and what publishing changes. */
import { html, nothing, type TemplateResult } from "lit";
import { differing, fieldTold, valueTold } from "./differing.ts";
import { content, type OfferDocument, type Path } from "./document.ts";
import type { Form } from "./form.ts";
import { benefitTold, conditionTold, type Line, scheduleTold } from "./telling.ts";

/** What the offer promises, in a few lines. */
export function summary(form: Form): TemplateResult {
  const { document, words } = form;
  return html`<dl class="summary">
    <dt>${words.benefit}</dt>
    ${document.benefits.map((each) => html`<dd>${benefitTold(each, form)}</dd>`)}
    <dt>${words.steps.whom}</dt>
    <dd>${document.condition ? outline(conditionTold(document.condition, form)) : words.everybody.split(/(?<=[.。])/)[0]}</dd>
    <dt>${words.steps.schedule}</dt>
    <dd>${scheduleTold(document, form)}</dd>
    ${
      document.budgets?.length
        ? html`<dt>${words.steps.limits}</dt>${valueTold("budgets", document, form).map((line) => html`<dd>${line}</dd>`)}`
        : nothing
    }
  </dl>`;
}

export function outline(line: Line): TemplateResult {
  return html`<span>${line.text}</span>${
    line.below.length
      ? html`<ul class="outline">${line.below.map((inner) => html`<li>${outline(inner)}</li>`)}</ul>`
      : nothing
  }`;
}

export function problemList(form: Form, go: (path: Path) => void): TemplateResult {
  const { problems, words } = form;
  if (!problems.length) return html`<p class="fine">✓ ${words.noProblems}</p>`;
  return html`<ul class="problems">
    ${problems.map(
      ({ path, gravity, message }) => html`<li class=${gravity === "ERROR" ? "wrong" : "hint"}>
        <span>${gravity === "ERROR" ? "✕" : "▲"} ${message}</span>
        <button type="button" class="button quiet" @click=${() => go(path)}>${words.goThere}</button>
      </li>`,
    )}
  </ul>`;
}

/** What changes against the live version. */
export function changes(form: Form, live: OfferDocument | undefined): TemplateResult {
  const { document, words } = form;
  if (!live) return html`<p class="small">${words.firstVersion}</p>`;
  const paths = differing(content(live), content(document));
  if (!paths.length) return html`<p class="small">${words.noChanges}</p>`;
  const lines = (said: readonly string[]) =>
    said.length ? said.map((line) => html`<div>${line}</div>`) : "–";
  return html`<div class="wide"><table class="changes">
    <thead><tr><th>${words.field}</th><th>${words.before}</th><th>${words.after}</th></tr></thead>
    <tbody>
      ${paths.map(
        (path) => html`<tr>
          <th scope="row">${fieldTold(path, form)}</th>
          <td><del>${lines(valueTold(path, live, form))}</del></td>
          <td><ins>${lines(valueTold(path, document, form))}</ins></td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}
