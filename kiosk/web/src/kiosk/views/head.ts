import { html, nothing, type TemplateResult } from "lit";
import { clockIsWrong } from "../../api/clock.ts";
import type { Link } from "../../api/live.ts";
import type { Kiosk } from "../kiosk.ts";
import { ICONS } from "./icons.ts";

/** Where this is, and whether what it says is live. */
export function head({ device, ended, live, words }: Kiosk): TemplateResult {
  const { store, zone } = device?.place ?? {};
  const standing = store && !ended;
  return html`<header>
    <div class="head">
      <p class="brand">Freshlens</p>
      ${standing ? html`<p class="where">${store.name}${zone && html` · ${zone.name}`}</p>` : nothing}
      ${standing ? badge(live.link, words[live.link]) : nothing}
    </div>
    ${clockIsWrong() ? html`<p class="notice clock">${words.clockWrong}</p>` : nothing}
  </header>`;
}

function badge(link: Link, word: string): TemplateResult {
  return html`<p class="link ${link}" role="status">${link === "live" ? ICONS.live : ICONS.away}${word}</p>`;
}
