/** What conditions and benefits consist of, field by field: one case for each kind of field. */
import { html, type TemplateResult } from "lit";
import { at, type Part, type Path, under } from "./document.ts";
import { type Field, NARROWING, SELECTORS } from "./fields.ts";
import {
  anyOf,
  boxId,
  choiceField,
  type Form,
  flagField,
  momentField,
  namesField,
  numberField,
  told,
  wrongAt,
} from "./form.ts";

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
function rowsField(
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
