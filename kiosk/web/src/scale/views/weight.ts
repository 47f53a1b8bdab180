import { html, nothing, type TemplateResult } from "lit";
import type { LoadState } from "../messages.ts";
import type { Scale } from "../scale.ts";
import { ICONS } from "./icons.ts";

/** What lies there, as large as it goes; what is not known is a dash. */
export function weightView(scale: Scale): TemplateResult {
  const { words, agent } = scale;
  const { weight, hello } = agent;
  const tare = weight?.tareGrams ?? 0;
  const state = weight?.state ?? "unknown";
  const connected = agent.link?.state === "connected";
  return html`<section class="weight" aria-label=${tare ? words.net : words.weighing}>
    <p class="what">
      <span>${tare ? words.net : words.weighing}</span>
      <span class="mark ${state}">${markOf(state)}${words.states[state]}</span>
    </p>
    <p class="grams">${scale.kilograms(weight?.netGrams)}</p>
    <div class="parts small">
      <dl>
        <div><dt>${words.gross}</dt><dd>${scale.kilograms(weight?.grams)}</dd></div>
        <div><dt>${words.tare}</dt><dd>${weight ? scale.kilograms(tare) : words.unknown}</dd></div>
      </dl>
      ${hello ? html`<p class="plate">${plate(scale)}</p>` : nothing}
    </div>
    ${trouble(scale)}
    ${connected && !weight?.finished ? keys(scale) : nothing}
  </section>`;
}

function keys({ words, openTare, doing }: Scale): TemplateResult {
  return html`<div class="keys">
    <button type="button" class="button" @click=${openTare}>${words.tareTitle}</button>
    <button type="button" class="button" @click=${doing.zero}>${words.zero}</button>
  </div>`;
}

function markOf(state: LoadState): TemplateResult {
  if (state === "ready") return ICONS.steady;
  return state === "moving" ? ICONS.moving : ICONS.not;
}

function plate({ words, formats, agent }: Scale): string {
  const { maximum, minimum, interval } = agent.hello!.plate;
  const kilograms = words.kilograms(formats.number(maximum / 1000));
  const grams = (number: number) => words.grams(formats.number(number));
  return words.plate(kilograms, grams(minimum), grams(interval));
}

/** What is wrong with the wire, and what to do about it. */
function trouble({ words, agent, doing: { said } }: Scale): TemplateResult | typeof nothing {
  if (!agent.present)
    return html`<div class="notice warn trouble" role="alert">
      <p><b>${words.agentAway}</b> ${words.agentStart} <code>freshlens scale --port …</code></p>
    </div>`;
  if (agent.link && agent.link.state !== "connected")
    return html`<p class="notice warn trouble" role="alert">${agent.link.message}</p>`;
  if (said)
    return html`<p class="notice trouble" role="alert"><span><b>${said.message}</b> ${said.hint}</span></p>`;
  return nothing;
}

/** Grams of common containers, known beforehand. */
const CONTAINERS = { tareBag: 5, tareTub: 15, tareTray: 30 } as const;

/** The choice of a tare. */
export function tareDialog(scale: Scale): TemplateResult {
  const { words, formats, agent } = scale;
  const take = (grams?: number) => {
    scale.closePanels();
    void scale.doing.tare(grams);
  };
  const untare = () => {
    scale.closePanels();
    void scale.doing.untare();
  };
  return html`<dialog class="panel tare" aria-labelledby="tare-title">
    <h2 id="tare-title">${words.tareTitle}</h2>
    <p>${words.tareHow}</p>
    <div class="choices">
      <button type="button" class="button main" autofocus @click=${() => take()}>${words.tareNow}</button>
      ${Object.entries(CONTAINERS).map(
        ([key, grams]) => html`<button type="button" class="button" @click=${() => take(grams)}>
          ${words[key as keyof typeof CONTAINERS]} <b>${words.grams(formats.number(grams))}</b>
        </button>`,
      )}
      <button type="button" class="button" ?disabled=${!agent.weight?.tareGrams} @click=${untare}>${words.tareNone}</button>
    </div>
    <button type="button" class="button quiet" @click=${scale.closePanels}>${words.close}</button>
  </dialog>`;
}
