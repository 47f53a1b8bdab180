import { html, type TemplateResult } from "lit";
import type { Kiosk } from "../kiosk.ts";
import type { Item } from "../scanning.ts";
import type { KioskWords } from "../words.ts";
import { ICONS } from "./icons.ts";

interface Miss {
  readonly title: string;
  readonly message: string;
  readonly hint: string | null;
}

/** No answer: what is wrong, and what to do. */
export function missView({ words, typeIn }: Kiosk, item: Item): TemplateResult {
  const miss = missOf(words, item);
  return html`<main class="miss" aria-live="polite">
    ${ICONS.puzzled}
    <h1>${miss.title}</h1>
    <p>${miss.message}</p>
    ${miss.hint && html`<p class="hint">${miss.hint}</p>`}
    <button type="button" class="button" aria-haspopup="dialog" @click=${typeIn}>${ICONS.keypad}${words.typeTitle}</button>
    <p class="small">${words.neverOpened}</p>
  </main>`;
}

/** Seen only where an answer takes longer than a blink. */
export function lookingView({ words }: Kiosk): TemplateResult {
  return html`<main class="miss looking"><h1>${words.looking}</h1></main>`;
}

function missOf(words: KioskWords, { result, trouble }: Item): Miss {
  if (result?.__typename === "ScanRefusal")
    return { ...result, title: words.refusals[result.reason] };
  if (trouble === "cut")
    return { title: words.cutTitle, message: words.cutMessage, hint: words.cutHint };
  if (trouble === "too-often")
    return { title: words.busyTitle, message: words.busyMessage, hint: words.busyHint };
  return { title: words.awayTitle, message: words.awayMessage, hint: words.awayHint };
}
