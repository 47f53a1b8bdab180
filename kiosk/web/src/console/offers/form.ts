/** The forms' fields: one function for each kind of field there is. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { at, type OfferDocument, type Part, type Path, under } from "./document.ts";
import { type Field, NARROWING, type Named, SELECTORS } from "./fields.ts";
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

/** Any field of a condition or benefit; `kind` is what it is a field of. */
export function field(form: Form, above: Path, kind: string, each: Field): TemplateResult {
  const path = under(above, each.name);
  const { fields, choices, units } = form.words;
  const label = fields[`${kind}.${each.name}`] ?? fields[each.name] ?? each.name;
  const needed = each.needed === true;
  switch (each.is) {
    case "names":
      return namesField(form, path, each.of, { label }, { needed });
    case "name":
      return namesField(form, path, each.of, { label }, { needed, single: true });
    case "count":
      return numberField(form, path, { label, ...(each.unit && { unit: units[each.unit] }) });
    case "percent":
      return numberField(form, path, { label }, "percent");
    case "money":
      return numberField(
        form,
        path,
        { label },
        kind === "points" && each.name === "cap" ? "count" : "money",
      );
    case "flag":
      return flagField(form, path, label);
    case "either":
      return choiceField(form, path, { label }, [
        [true, choices[each.yes]!],
        [false, choices[each.no]!],
      ]);
    case "choice":
      return choiceField(
        form,
        path,
        { label },
        each.among.map((value) => [value, choices[value] ?? value] as const),
        each.usual,
      );
    case "hours":
      return hoursField(form, path);
    case "selector":
      return selectorField(form, path, each.name === "selector" ? form.words.lines : label);
    case "tiers":
      return rowsField(
        form,
        path,
        label,
        form.words.addTier,
        { at_least: 1, percent: "10" },
        (row, inUnits) => [
          numberField(
            form,
            under(row, "at_least"),
            { label: fields.at_least! },
            inUnits ? "count" : "money",
          ),
          numberField(form, under(row, "percent"), { label: fields.percent! }, "percent"),
          numberField(form, under(row, "amount"), { label: fields.amount! }, "money"),
        ],
      );
    case "steps":
      return rowsField(
        form,
        path,
        label,
        form.words.addStep,
        { days_left: 0, percent: "50" },
        (row) => [
          numberField(form, under(row, "days_left"), {
            label: fields.days_left!,
            unit: units.days,
          }),
          numberField(form, under(row, "percent"), { label: fields.percent! }, "percent"),
        ],
      );
  }
}

/** A list of like rows, each of a few fields. */
export function rowsField(
  form: Form,
  path: Path,
  label: string,
  adding: string,
  begins: Part,
  row: (path: Path, inUnits: boolean) => readonly TemplateResult[],
): TemplateResult {
  const rows = (at(form.document, path) as Part[] | undefined) ?? [];
  const inUnits = at(form.document, path.replace(/\.[^.]*$/, ".on")) === "QUANTITY";
  const remove = (index: number) => {
    const left = rows.filter((_, each) => each !== index);
    form.put(path, left.length ? left : undefined);
  };
  return html`<fieldset class="rows" data-path=${path}>
    <legend>${label}</legend>
    ${rows.map(
      (_, index) => html`<div class="row">
        ${row(under(path, index), inUnits)}
        <button type="button" class="button quiet" aria-label=${`${form.words.remove} ${index + 1}`}
          @click=${() => remove(index)}>×</button>
      </div>`,
    )}
    ${told(wrongAt(form, path, false), `${boxId(path)}-wrong`)}
    <button type="button" class="button quiet add" @click=${() => form.put(path, [...rows, begins])}>+ ${adding}</button>
  </fieldset>`;
}

/** Daily stretches of wall time. */
export function hoursField(form: Form, path: Path): TemplateResult {
  const { words } = form;
  const days = Object.entries(words.day);
  return rowsField(
    form,
    path,
    words.hours,
    words.addHours,
    { since: "09:00:00", until: "20:00:00" },
    (row) => [
      momentField(form, under(row, "since"), "time", { label: words.since }),
      momentField(form, under(row, "until"), "time", { label: words.until }),
      anyOf(form, under(row, "days"), words.weekdays, days),
    ],
  );
}

/** Which goods are meant. */
function selectorField(form: Form, path: Path, legend: string): TemplateResult {
  const narrowed = NARROWING.some(({ name }) => at(form.document, under(path, name)) !== undefined);
  return html`<fieldset class="goods" data-path=${path}>
    <legend>${legend}</legend>
    <div class="columns">${SELECTORS.map((each) => field(form, path, "selector", each))}</div>
    <details ?open=${narrowed || wrongAt(form, path).length > 0}>
      <summary>${form.words.narrower}</summary>
      <div class="columns">${NARROWING.map((each) => field(form, path, "selector", each))}</div>
    </details>
  </fieldset>`;
}

function isWrong(problems: readonly Problem[]): "true" | typeof nothing {
  return problems.some(({ gravity }) => gravity === "ERROR") ? "true" : nothing;
}
