import { html, nothing, type TemplateResult } from "lit";
import { clockIsWrong } from "../../api/clock.ts";
import { languageButtons } from "../../shared/languages.ts";
import type { Scale } from "../scale.ts";
import { ICONS } from "./icons.ts";

/** Where this is, and how the scale, the server and the printer are. */
export function head(scale: Scale): TemplateResult {
  const { words, device, agent, live } = scale;
  const { store, name } = device?.place ?? {};
  return html`
    <header class="head">
      <p class="brand">Freshlens</p>
      <p class="where">${store ? `${store.name} · ${name}` : nothing}</p>
      <div class="links" role="status">
        ${wire(scale)}
        ${agent.hello?.printer === false ? badge("printer", false, words.noPrinter) : nothing}
        ${badge("server", live.link === "live", words.serverLink[live.link])}
      </div>
    </header>
    ${clockIsWrong() ? html`<p class="notice clock">${words.clockWrong}</p>` : nothing}
  `;
}

function wire({ words, formats, agent }: Scale): TemplateResult {
  const { link } = agent;
  if (!agent.present || !link) return badge("wire", false, words.scaleLink.away);
  const connected = link.state === "connected";
  const since = connected ? "" : ` ${words.since(formats.time(link.since))}`;
  return badge("wire", connected, words.scaleLink[link.state] + since);
}

function badge(what: string, good: boolean, word: string): TemplateResult {
  return html`<p class="link ${what} ${good ? "live" : "away"}">${good ? ICONS.live : ICONS.away}${word}</p>`;
}

/** At the bottom: languages, size, and the last label again. */
export function controls(scale: Scale): TemplateResult {
  const { words, language, larger, agent, sale } = scale;
  const last = agent.hello?.lastNumber;
  return html`<nav class="controls" aria-label=${words.controls}>
    ${languageButtons(language, words.language, scale.speak)}
    <button
      type="button"
      class="button quiet size"
      aria-label="A+ ${words.larger}"
      aria-pressed=${larger}
      @click=${() => {
        scale.larger = !larger;
      }}
    >A+</button>
    ${
      last
        ? html`<button
          type="button"
          class="button quiet reprint"
          ?disabled=${sale.outcome?.kind === "busy"}
          @click=${() => sale.again(last)}
        >${ICONS.print}<span>${words.reprint(last)}</span></button>`
        : nothing
    }
  </nav>`;
}
