/** The forms' fields: one function for each kind of field there is. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { at, type OfferDocument, type Path } from "./document.ts";
import "./fields.css";
import type { Named } from "./fields.ts";
import type { Names } from "./names.ts";
import type { NumberChosen } from "./number.ts";
import "./number.ts";
import "./picker.ts";
import type { Tongue } from "./telling.ts";

/** Something that is wrong with a place, or may be. */
export interface Problem {
  readonly path: Path;
  readonly gravity: "ERROR" | "WARNING";
  readonly message: string;
}

/** What a form works on. */
export interface Form extends Tongue {
  readonly document: OfferDocument;
  readonly names: Names;
  /** Currencies that the stores take, ISO 4217. */
  readonly currencies: readonly string[];
  readonly problems: readonly Problem[];
  put(path: Path, value: unknown): void;
  /** Put the focus there once it is drawn. */
  focus(path: Path): void;
}

/** Problems of a place, and of what is below it where its field stands for all of it. */
export function wrongAt(form: Form, path: Path, below = true): readonly Problem[] {
  return form.problems.filter(
    (problem) =>
      problem.path === path ||
      (below && (problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`))),
  );
}

/** The sentences themselves; `id` is what fields refer to. */
export function told(problems: readonly Problem[], id: string): TemplateResult | typeof nothing {
  if (!problems.length) return nothing;
  return html`<span id=${id} class="told">${problems.map(
    ({ gravity, message }) =>
      html`<span class=${gravity === "ERROR" ? "wrong" : "hint"}>${gravity === "ERROR" ? "✕" : "▲"} ${message}</span>`,
  )}</span>`;
}

export function boxId(path: Path): string {
  return `at-${path}`;
}

interface Labelled {
  readonly label: string;
  readonly hint?: string;
}

/** A label, a control, and what is wrong with it. */
function framed(
  form: Form,
  path: Path,
  { label, hint }: Labelled,
  control: (id: string, wrong: readonly Problem[], describedBy: string) => TemplateResult,
): TemplateResult {
  const id = boxId(path);
  const wrong = wrongAt(form, path);
  const by = [wrong.length ? `${id}-wrong` : "", hint ? `${id}-hint` : ""]
    .filter(Boolean)
    .join(" ");
  return html`<div class="field" data-path=${path}>
    <label for=${id}>${label}</label>
    ${control(id, wrong, by)}
    ${hint ? html`<span id=${`${id}-hint`} class="small">${hint}</span>` : nothing}
    ${told(wrong, `${id}-wrong`)}
  </div>`;
}

export function textField(
  form: Form,
  path: Path,
  labelled: Labelled & { readonly long?: boolean; readonly lang?: string; readonly most?: number },
  empty: string | undefined = undefined,
): TemplateResult {
  const value = String(at(form.document, path) ?? "");
  const change = (event: Event) =>
    form.put(path, (event.target as HTMLInputElement).value || empty);
  return framed(form, path, labelled, (id, wrong, by) =>
    labelled.long
      ? html`<textarea id=${id} rows="3" lang=${labelled.lang ?? nothing} maxlength=${labelled.most ?? nothing}
          aria-invalid=${isWrong(wrong)} aria-describedby=${by || nothing} .value=${live(value)} @input=${change}></textarea>`
      : html`<input id=${id} lang=${labelled.lang ?? nothing} maxlength=${labelled.most ?? nothing}
          aria-invalid=${isWrong(wrong)} aria-describedby=${by || nothing} .value=${live(value)} @input=${change} />`,
  );
}

/** A day or a wall time: `2026-12-24`, `17:00:00`. */
export function momentField(
  form: Form,
  path: Path,
  kind: "date" | "time",
  labelled: Labelled,
): TemplateResult {
  const value = String(at(form.document, path) ?? "");
  const shown = kind === "time" ? value.replace(/:00$/, "") : value;
  const change = (event: Event) => {
    const given = (event.target as HTMLInputElement).value;
    const whole = kind === "time" && given.length === 5 ? `${given}:00` : given;
    form.put(path, whole || undefined);
  };
  return framed(
    form,
    path,
    labelled,
    (id, wrong, by) =>
      html`<input id=${id} type=${kind} aria-invalid=${isWrong(wrong)} aria-describedby=${by || nothing}
        .value=${live(shown)} @change=${change} />`,
  );
}

export function numberField(
  form: Form,
  path: Path,
  labelled: Labelled & { readonly unit?: string },
  kind: "count" | "money" | "percent" = "count",
): TemplateResult {
  const given = at(form.document, path);
  const digits = { count: 0, percent: 2, money: moneyDigits(form.currency) }[kind];
  const stored = given === undefined || given === "" ? undefined : Number(given);
  const value = kind === "percent" && stored !== undefined ? Math.round(stored * 100) : stored;
  const change = ({ detail: { number } }: CustomEvent<NumberChosen>) =>
    form.put(path, kind === "percent" && number !== undefined ? String(number / 100) : number);
  const unit = { count: labelled.unit ?? "", percent: "%", money: form.currency ?? "" }[kind];
  return framed(
    form,
    path,
    labelled,
    (id, wrong, by) =>
      html`<fl-number .box=${id} .value=${value} .digits=${digits} .fixed=${kind === "money"} .unit=${unit}
        .invalid=${isWrong(wrong) !== nothing} .told=${by} .notNumber=${form.words.notNumber} @choose=${change}></fl-number>`,
  );
}

/** Minor units of a currency: cents, or none. */
function moneyDigits(currency: string | undefined): number {
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

export function flagField(form: Form, path: Path, label: string): TemplateResult {
  return html`<div class="field flag" data-path=${path}>
    <label><input type="checkbox" id=${boxId(path)} .checked=${live(at(form.document, path) === true)}
      @change=${(event: Event) => form.put(path, (event.target as HTMLInputElement).checked || undefined)} /> ${label}</label>
    ${told(wrongAt(form, path), `${boxId(path)}-wrong`)}
  </div>`;
}

export function choiceField(
  form: Form,
  path: Path,
  labelled: Labelled,
  choices: readonly (readonly [value: unknown, name: string])[],
  usual?: unknown,
): TemplateResult {
  const value = at(form.document, path) ?? usual;
  const change = (event: Event) => {
    const [chosen] = choices[(event.target as HTMLSelectElement).selectedIndex]!;
    form.put(path, chosen === usual ? undefined : chosen);
  };
  return framed(
    form,
    path,
    labelled,
    (id, wrong, by) =>
      html`<select id=${id} aria-invalid=${isWrong(wrong)} aria-describedby=${by || nothing} @change=${change}>
        ${choices.map(([each, name]) => html`<option .selected=${live(each === value)}>${name}</option>`)}
      </select>`,
  );
}

/** Names to pick; `single` keeps one, as a text rather than a list. */
export function namesField(
  form: Form,
  path: Path,
  of: Named,
  labelled: Labelled,
  { single = false, needed = false } = {},
): TemplateResult {
  const value = at(form.document, path);
  const values = single ? (value ? [String(value)] : []) : ((value as string[]) ?? []);
  const change = ({ detail }: CustomEvent<string[]>) => {
    if (single) form.put(path, detail[0] ?? (needed ? "" : undefined));
    else form.put(path, detail.length || needed ? detail : undefined);
  };
  const id = boxId(path);
  const wrong = wrongAt(form, path);
  return html`<div class="field" data-path=${path}>
    <span aria-hidden="true">${labelled.label}</span>
    <fl-picker .label=${labelled.label} .values=${values} .single=${single}
      .free=${of === "tier" || of === "product" || of === "language" || of === "recipe"}
      .find=${(text: string) => form.names.find(of, text)} .name=${(id: string) => form.name(of, id)}
      .words=${form.words.picker} .invalid=${isWrong(wrong) !== nothing} .told=${wrong.length ? `${id}-wrong` : ""}
      @choose=${change}></fl-picker>
    ${labelled.hint ? html`<span class="small">${labelled.hint}</span>` : nothing}
    ${told(wrong, `${id}-wrong`)}
  </div>`;
}

/** Buttons of which any number may be on. */
export function anyOf(
  form: Form,
  path: Path,
  label: string,
  choices: readonly (readonly [value: string, name: string])[],
): TemplateResult {
  const on = (at(form.document, path) as string[] | undefined) ?? [];
  const flip = (value: string) => {
    const next = choices
      .map(([each]) => each)
      .filter((each) => on.includes(each) !== (each === value));
    form.put(path, next.length ? next : undefined);
  };
  return html`<div class="chips" role="group" aria-label=${label} data-path=${path}>
    ${choices.map(
      ([value, name]) =>
        html`<button type="button" aria-pressed=${on.includes(value)} @click=${() => flip(value)}>${name}</button>`,
    )}
  </div>`;
}

function isWrong(problems: readonly Problem[]): "true" | typeof nothing {
  return problems.some(({ gravity }) => gravity === "ERROR") ? "true" : nothing;
}
