import { html, type TemplateResult } from "lit";
import type { Trouble } from "../api/graphql.ts";
import type { Language, Words } from "../shared/language.ts";
import type { Asked } from "./asked.ts";

const en = {
  waiting: "One moment …",
  again: "Try again",
  offline: "The server does not answer. What you see may be old.",
  unavailable: "The server is there, but its data is not. Try again in a moment.",
  forbidden: "Your account may not see this.",
  "too-often": "Too many questions at once. Try again in a moment.",
};

const es: typeof en = {
  waiting: "Un momento…",
  again: "Volver a intentarlo",
  offline: "El servidor no responde. Lo que ve puede ser antiguo.",
  unavailable: "El servidor está, pero sus datos no. Vuelva a intentarlo en un momento.",
  forbidden: "Su cuenta no puede ver esto.",
  "too-often": "Demasiadas consultas a la vez. Vuelva a intentarlo en un momento.",
};

const zh: typeof en = {
  waiting: "请稍候……",
  again: "重试",
  offline: "服务器没有响应，您看到的可能是旧数据。",
  unavailable: "服务器在线，但数据暂时不可用，请稍后再试。",
  forbidden: "您的账号无权查看。",
  "too-often": "请求过于频繁，请稍后再试。",
};

const WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };

/** What went wrong, in words; what the server said where it refused the question itself. */
export function troubleIn(language: Language, trouble: Trouble, message: string): string {
  const words = WORDS[language];
  return trouble in words ? words[trouble as keyof typeof words] : message;
}

/** What is shown once there is an answer; until then, and beside an old one, how it stands. */
export function answered<Result>(
  asked: Asked<Result>,
  language: Language,
  shown: (value: Result) => unknown,
): TemplateResult {
  const words = WORDS[language];
  const { value, trouble } = asked;
  return html`
    ${
      trouble
        ? html`<p class="notice warn" role="alert">
            <span>${troubleIn(language, trouble.trouble, trouble.message)}</span>
            <button type="button" class="button" @click=${asked.again}>${words.again}</button>
          </p>`
        : ""
    }
    ${value === undefined && !trouble ? html`<p class="small" role="status">${words.waiting}</p>` : ""}
    ${value === undefined ? "" : shown(value)}
  `;
}
