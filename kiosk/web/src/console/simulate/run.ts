import { html, nothing, type TemplateResult } from "lit";
import type { Formats } from "../../shared/language.ts";
import type { State } from "./simulation.ts";
import { WORDS } from "./words.ts";

/** How a run goes: progress with a way to stop it, or why there is none. Nothing once it is done. */
export function runView(
  state: State,
  stop: () => void,
  formats: Formats,
): TemplateResult | typeof nothing {
  const words = WORDS[formats.language];
  switch (state.is) {
    case "running":
      return html`<div class="card running" role="status">
        <label class="field">${
          state.total
            ? words.running(formats.number(state.done), formats.number(state.total))
            : words.starting
        }
          ${
            state.total
              ? html`<progress max=${state.total} value=${state.done}></progress>`
              : html`<progress></progress>`
          }
        </label>
        ${state.away ? html`<p class="notice warn">${words.away}</p>` : nothing}
        <button type="button" class="button" @click=${stop}>${words.cancel}</button>
      </div>`;
    case "stopped":
      return html`<p class="notice" role="status">${words.stopped}</p>`;
    case "refused":
      return html`<div class="notice warn" role="alert"><div>
        <p><strong>${words.refused}</strong> ${state.message}</p>
        <ul>${state.problems.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>
      </div></div>`;
    default:
      return nothing;
  }
}
