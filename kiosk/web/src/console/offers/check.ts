/** The last step: the offer in words, what is wrong with it, and what publishing changes. */
import { html, nothing, type TemplateResult } from "lit";
import "./check.css";
import { differing, fieldTold, valueTold } from "./differing.ts";
import { content, type OfferDocument, type Path, same } from "./document.ts";
import { type Editing, NEW } from "./editing.ts";
import type { Form } from "./form.ts";
import { benefitTold, conditionTold, type Line, scheduleTold } from "./telling.ts";

/** `go` leads to a place; `ask` opens and closes the question if it is to be published. */
export function checkStep(
  form: Form,
  editing: Editing,
  go: (path: Path) => void,
  asking: boolean,
  ask: (asking: boolean) => void,
): TemplateResult {
  const { words, problems } = form;
  const { live, status, offer, busy, dirty } = editing;
  const wrong = problems.some(({ gravity }) => gravity === "ERROR");
  const inForce =
    status === "LIVE" && !dirty && live && same(content(live), content(form.document));
  return html`
    <h3>${words.summary}</h3>
    ${summary(form)}
    <h3>${words.problems}</h3>
    ${problemList(form, go)}
    <h3>${words.changes}</h3>
    ${changes(form, live)}
    <div class="actions">
      ${inForce ? html`<p class="fine" role="status">✓ ${words.published(String(live.version ?? 1))}</p>` : nothing}
      <button class="button main" ?disabled=${wrong || busy || inForce || status === "ENDED"}
        @click=${() => ask(true)}>${words.publish}</button>
      ${wrong ? html`<span class="small">${words.mendFirst}</span>` : nothing}
      ${
        offer === NEW
          ? nothing
          : html`<a class="button quiet" href=${`#/simulate/baskets/${encodeURIComponent(offer)}`}>${words.simulate}</a>`
      }
    </div>
    ${asking ? question(form, editing, () => ask(false)) : nothing}
  `;
}

function question({ words }: Form, editing: Editing, close: () => void): TemplateResult {
  return html`<dialog class="publish" aria-labelledby="publish-title" @close=${close}>
    <form method="dialog" class="question">
      <h2 id="publish-title">${words.publishAsk}</h2>
      <p>${words.publishHint}</p>
      <div class="actions">
        <button class="button main" @click=${() => editing.publish()}>${words.publish}</button>
        <button class="button quiet" autofocus>${words.cancel}</button>
      </div>
    </form>
  </dialog>`;
}

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

function outline(line: Line): TemplateResult {
  return html`<span>${line.text}</span>${
    line.below.length
      ? html`<ul class="outline">${line.below.map((inner) => html`<li>${outline(inner)}</li>`)}</ul>`
      : nothing
  }`;
}

function problemList(form: Form, go: (path: Path) => void): TemplateResult {
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
function changes(form: Form, live: OfferDocument | undefined): TemplateResult {
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
