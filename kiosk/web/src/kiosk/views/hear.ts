import { html, nothing, type TemplateResult } from "lit";
import type { Kiosk } from "../kiosk.ts";
import { ICONS } from "./icons.ts";

/** Reads sentences aloud, where the browser has a voice of the language. */
export function hearButton(
  { speech, language, words }: Kiosk,
  sentences: readonly string[],
): TemplateResult | typeof nothing {
  if (!speech.has(language)) return nothing;
  const { speaking } = speech;
  const press = () => (speaking ? speech.hush() : speech.say(sentences.join("\n"), language));
  return html`<button type="button" class="button" @click=${press}>
    ${speaking ? ICONS.hush : ICONS.hear}${speaking ? words.hush : words.hear}
  </button>`;
}
