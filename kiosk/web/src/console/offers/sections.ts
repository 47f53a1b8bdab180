/** The steps of the editor, one form each. */
import { html, nothing, type TemplateResult } from "lit";
import { clockIsWrong, clockOffsetSeconds, serverNow } from "../../api/clock.ts";
import type { Store } from "../../shared/desk.ts";
import { Formats, isLanguage, LANGUAGES } from "../../shared/language.ts";
import { conditionForm } from "./condition.ts";
import { at, type Part, type Path, put } from "./document.ts";
import { BENEFITS, namesMoney } from "./fields.ts";
import {
  anyOf,
  boxId,
  choiceField,
  type Form,
  flagField,
  momentField,
  namesField,
  numberField,
  textField,
  told,
  wrongAt,
} from "./form.ts";
import { field, hoursField } from "./parts.ts";

export const STEPS = ["what", "whom", "benefit", "schedule", "limits", "copy", "check"] as const;
export type Step = (typeof STEPS)[number];

const STEP_OF: Readonly<Record<string, Step>> = {
  copy: "copy",
  campaign: "what",
  stores: "what",
  triggers: "whom",
  condition: "whom",
  needs_code: "whom",
  experiment: "whom",
  benefits: "benefit",
  currency: "benefit",
  schedule: "schedule",
};

/** Which step has the field at a place. */
export function stepOf(path: Path): Step {
  const first = path.split(/[.[]/)[0] ?? "";
  return STEP_OF[first] ?? (first ? "limits" : "check");
}

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;
const BUDGETS = ["SPEND", "USAGE", "PER_CUSTOMER"] as const;
const OUTSIDE = ["cap", "max_units", "max_units_per_line", "max_applications"];

export function whatStep(form: Form): TemplateResult {
  const { words, formats } = form;
  const place = `copy.${formats.language}`;
  return html`
    ${textField(form, `${place}.title`, { label: words.title, hint: words.titleHint, most: LONGEST_TITLE }, "")}
    ${textField(form, `${place}.description`, { label: words.description, long: true, most: LONGEST_DESCRIPTION })}
    <div class="columns">
      ${namesField(form, "campaign", "campaign", { label: words.campaign }, { single: true })}
      ${namesField(form, "stores", "store", { label: words.stores, hint: words.storesHint })}
    </div>
  `;
}

export function whomStep(form: Form): TemplateResult {
  const { words, names } = form;
  const experiment = at(form.document, "experiment.experiment") as string | undefined;
  const variants = experiment ? (names.variants.get(experiment) ?? []) : [];
  return html`
    <h3>${words.condition}</h3>
    <div class="tree">${conditionForm(form)}</div>
    ${told(wrongAt(form, "condition", false), "condition-wrong")}
    <h3>${words.triggers}</h3>
    ${anyOf(form, "triggers", words.triggers, Object.entries(words.trigger))}
    <p class="small">${words.triggersHint}</p>
    ${flagField(form, "needs_code", words.needsCode)}
    <div class="columns">
      ${experimentField(form, experiment)}
      ${
        experiment
          ? choiceField(
              form,
              "experiment.variant",
              { label: words.variant },
              variants.map((name, index) => [index, name] as const),
            )
          : nothing
      }
    </div>
  `;
}

/** An arm of an experiment is one thing: its variant begins beside it. */
function experimentField(form: Form, experiment: string | undefined): TemplateResult {
  const path = "experiment.experiment";
  const change = (event: Event) => {
    const chosen = (event.target as HTMLSelectElement).value;
    form.put("experiment", chosen ? { experiment: chosen, variant: 1 } : undefined);
  };
  const keys = [...new Set([...form.names.variants.keys(), ...(experiment ? [experiment] : [])])];
  return html`<div class="field" data-path=${path}>
    <label for=${boxId(path)}>${form.words.experiment}</label>
    <select id=${boxId(path)} @change=${change}>
      <option value="">–</option>
      ${keys.map((key) => html`<option value=${key} ?selected=${key === experiment}>${key}</option>`)}
    </select>
    ${told(wrongAt(form, "experiment"), `${boxId(path)}-wrong`)}
  </div>`;
}

export function benefitStep(form: Form): TemplateResult {
  const { words, document } = form;
  const add = () => {
    form.put("benefits", [...document.benefits, { kind: "percent", value: "10" }]);
    form.focus(`benefits[${document.benefits.length}]`);
  };
  return html`
    ${told(wrongAt(form, "benefits", false), "benefits-wrong")}
    ${document.benefits.map((benefit, index) => benefitForm(form, benefit, index))}
    <button type="button" class="button quiet add" @click=${add}>+ ${words.addBenefit}</button>
    ${choiceField(form, "currency", { label: words.currency, hint: words.currencyHint }, [
      [undefined, words.noCurrency],
      ...[...new Set([...form.currencies, ...(form.currency ? [form.currency] : [])])].map(
        (code) => [code, code] as const,
      ),
    ])}
  `;
}

function benefitForm(form: Form, benefit: Part, index: number): TemplateResult {
  const { words, document } = form;
  const path = `benefits[${index}]`;
  const kind = String(benefit.kind);
  const known = BENEFITS[kind];
  const own = known?.fields.filter(({ name }) => !OUTSIDE.includes(name) && name !== "selector");
  const goods = known?.fields.filter(({ name }) => name === "selector");
  const bounds = known?.fields.filter(({ name }) => OUTSIDE.includes(name)) ?? [];
  const bounded = bounds.some(({ name }) => benefit[name] !== undefined);
  const become = (event: Event) => {
    const chosen = (event.target as HTMLSelectElement).value;
    const begins = BENEFITS[chosen]!.begins;
    if (namesMoney(begins) && !form.currency) form.put("currency", form.currencies[0]);
    const { selector } = benefit;
    form.put(path, { kind: chosen, ...begins, ...(selector !== undefined && { selector }) });
  };
  return html`<fieldset class="leaf" data-path=${path}>
    <legend class="hidden-visually">${words.benefitNumber(index + 1)}</legend>
    <div class="head">
      <select aria-label=${words.kindOfBenefit} @change=${become}>
        ${known ? nothing : html`<option selected>${kind}</option>`}
        ${(["price", "bundle", "extra"] as const).map(
          (group) => html`<optgroup label=${words.groups[group]}>
            ${Object.entries(BENEFITS)
              .filter(([, each]) => each.group === group)
              .map(
                ([each]) =>
                  html`<option value=${each} .selected=${each === kind}>${words.kind[each]}</option>`,
              )}
          </optgroup>`,
        )}
      </select>
      ${
        document.benefits.length > 1
          ? html`<button type="button" class="button quiet remove"
              aria-label=${words.removeNamed(words.benefitNumber(index + 1))}
              @click=${() => form.put(path, undefined)}>×</button>`
          : nothing
      }
    </div>
    ${
      known
        ? html`<div class="columns">${own?.map((each) => field(form, path, kind, each))}</div>
          ${goods?.map((each) => field(form, path, kind, each))}
          <details ?open=${bounded}>
            <summary>${words.bounds}</summary>
            <div class="columns">${bounds.map((each) => field(form, path, kind, each))}</div>
          </details>`
        : html`<p class="small">${words.keptAsIs}</p><pre class="kept">${JSON.stringify(benefit, null, 2)}</pre>`
    }
    ${told(wrongAt(form, path, false), `${boxId(path)}-wrong`)}
  </fieldset>`;
}

export function scheduleStep(form: Form, store: Store): TemplateResult {
  const { words, formats } = form;
  const day = (name: "starts" | "ends", time: "startsAt" | "endsAt") => html`
    ${momentField(form, `schedule.${name}`, "date", { label: words[name] })}
    ${momentField(form, `schedule.${name}_at`, "time", { label: words[time] })}
  `;
  return html`
    <p class="notice"><span>${words.scheduleHint} ${words.nowIn(store.name, new Formats(formats.language, store.timeZone).dateTime(serverNow()))}
      ${clockIsWrong() ? html`<strong>${words.clockWrong(lag(formats))}</strong>` : nothing}</span></p>
    <div class="columns">${day("starts", "startsAt")}</div>
    <div class="columns">${day("ends", "endsAt")}</div>
    <p class="small">${words.open}</p>
    ${at(form.document, "schedule.hours") ? nothing : html`<p class="small">${words.allDay}</p>`}
    ${hoursField(form, "schedule.hours")}
    ${told(wrongAt(form, "schedule", false), "schedule-wrong")}
  `;
}

/** How far the device's clock is off. */
function lag(formats: Formats): string {
  const minutes = Math.abs(clockOffsetSeconds() ?? 0) / 60;
  return new Intl.NumberFormat(formats.language, {
    style: "unit",
    unit: "minute",
    unitDisplay: "long",
    maximumFractionDigits: 0,
  }).format(minutes);
}

export function limitsStep(form: Form): TemplateResult {
  const { words, document } = form;
  return html`
    <div class="columns">
      ${BUDGETS.map((kind) => budgetField(form, kind))}
    </div>
    ${told(wrongAt(form, "budgets", false), "budgets-wrong")}
    <div class="columns">
      ${numberField(form, "max_combined_percent", { label: words.maxCombined })}
      ${numberField(form, "priority", { label: words.priority, hint: words.priorityHint })}
      ${choiceField(form, "lane", { label: words.lane }, Object.entries(words.lanes), "ITEM")}
      ${textField(form, "exclusive_group", { label: words.exclusiveGroup, most: 64 })}
    </div>
    ${flagField(form, "exclusive", words.exclusive)}
    ${unshown(document).length ? html`<p class="small">${words.keptAsIs}</p><pre class="kept">${JSON.stringify(Object.fromEntries(unshown(document)), null, 2)}</pre>` : nothing}
  `;
}

const SHOWN = [
  ...Object.keys(STEP_OF),
  ..."id version budgets max_combined_percent priority lane exclusive exclusive_group".split(" "),
];

/** Fields that no step has. */
function unshown(document: Part): [string, unknown][] {
  return Object.entries(document).filter(([name]) => !SHOWN.includes(name));
}

/** One budget of each kind; the list's order is the document's. */
function budgetField(form: Form, kind: (typeof BUDGETS)[number]): TemplateResult {
  const { words } = form;
  const budgets = form.document.budgets ?? [];
  const index = budgets.findIndex((each) => each.kind === kind);
  const place = index < 0 ? budgets.length + BUDGETS.indexOf(kind) : index;
  const one: Form = {
    ...form,
    put: (_, limit) => {
      const others = budgets.filter((_, each) => each !== index);
      const next =
        limit === undefined
          ? others
          : index < 0
            ? [...budgets, { kind, limit }]
            : put(budgets, `[${index}].limit`, limit);
      if (kind === "SPEND" && !form.currency && limit !== undefined) {
        form.put("currency", form.currencies[0]);
      }
      form.put("budgets", next.length ? next : undefined);
    },
  };
  return numberField(
    one,
    `budgets[${place}].limit`,
    { label: words.budget[kind], hint: words.budgetHint },
    kind === "SPEND" ? "money" : "count",
  );
}

export function copyStep(form: Form): TemplateResult {
  const { words, document } = form;
  const tags = [...new Set([...Object.keys(LANGUAGES), ...Object.keys(document.copy)])];
  const add = (event: Event) => {
    event.preventDefault();
    const box = (event.currentTarget as HTMLFormElement).elements.namedItem(
      "tag",
    ) as HTMLInputElement;
    const tag = box.value.trim();
    if (/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag)) form.put(`copy.${tag}`, { title: "" });
    box.value = "";
  };
  return html`
    ${tags.map(
      (tag) => html`<fieldset class="leaf">
        <legend lang=${tag}>${isLanguage(tag) ? LANGUAGES[tag] : tag}</legend>
        ${textField(form, `copy.${tag}.title`, { label: words.title, lang: tag, most: LONGEST_TITLE }, document.copy[tag]?.description ? "" : undefined)}
        ${textField(form, `copy.${tag}.description`, { label: words.description, lang: tag, long: true, most: LONGEST_DESCRIPTION })}
        ${told(wrongAt(form, `copy.${tag}`, false), `copy-${tag}-wrong`)}
      </fieldset>`,
    )}
    ${told(wrongAt(form, "copy", false), "copy-wrong")}
    <form class="inline" @submit=${add}>
      <label class="field">${words.languageTag} <input name="tag" maxlength="20" autocomplete="off" spellcheck="false" /></label>
      <button class="button">${words.addLanguage}</button>
    </form>
  `;
}
