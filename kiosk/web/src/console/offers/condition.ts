/** The condition builder: groups of conditions, as deep as the API allows. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Part, type Path, under } from "./document.ts";
import { CONDITIONS, namesMoney } from "./fields.ts";
import { boxId, type Form, told, wrongAt } from "./form.ts";
import { field } from "./parts.ts";

/** Levels of groups; a leaf needs the last one (as the API's rule says: 8). */
const DEEPEST = 6;

export function conditionForm(form: Form): TemplateResult {
  const root = form.document.condition;
  if (!root) {
    return html`<p class="small">${form.words.everybody}</p>
      ${adding(form, (part) => begin(form, part))}`;
  }
  if (isGroup(root)) return node(form, root, "condition", undefined, 0);
  return html`${node(form, root, "condition", () => form.put("condition", undefined), 0)}
    ${adding(form, (part) => form.put("condition", { kind: "all", parts: [root, part] }))}`;
}

function begin(form: Form, part: Part): void {
  form.put("condition", { kind: "all", parts: [part] });
  form.focus("condition.parts[0]");
}

function isGroup({ kind, part }: Part): boolean {
  return kind === "all" || kind === "any" || (kind === "not" && isGroup(part as Part));
}

function node(
  form: Form,
  part: Part,
  path: Path,
  remove: (() => void) | undefined,
  depth: number,
): TemplateResult {
  const inner = part.kind === "not" ? (part.part as Part) : part;
  if (inner.kind === "all" || inner.kind === "any") return group(form, part, path, remove, depth);
  return leaf(form, part, path, remove);
}

/** A group, or one that is denied. */
function group(
  form: Form,
  part: Part,
  path: Path,
  remove: (() => void) | undefined,
  depth: number,
): TemplateResult {
  const { words } = form;
  const denied = part.kind === "not";
  const inner = (denied ? part.part : part) as Part;
  const place = denied ? `${path}.part` : path;
  const parts = inner.parts as Part[];
  const kinds = ["all", "any", "notAny", "notAll"] as const;
  const now = denied ? (inner.kind === "any" ? "notAny" : "notAll") : (inner.kind as "all" | "any");
  const become = (event: Event) => {
    const chosen = kinds[(event.target as HTMLSelectElement).selectedIndex]!;
    const group = { kind: chosen === "all" || chosen === "notAll" ? "all" : "any", parts };
    form.put(path, chosen.startsWith("not") ? { kind: "not", part: group } : group);
  };
  const list = under(place, "parts");
  const without = (index: number) => {
    const left = parts.filter((_, each) => each !== index);
    if (left.length === 0 && path === "condition") form.put("condition", undefined);
    else form.put(list, left);
  };
  const add = (added: Part) => {
    form.put(list, [...parts, added]);
    form.focus(under(list, parts.length));
  };
  return html`<fieldset class="group" data-path=${path}>
    <legend class="hidden-visually">${words.group}</legend>
    <div class="head">
      <select aria-label=${words.group} @change=${become}>
        ${kinds.map((kind) => html`<option .selected=${live(kind === now)}>${words.holds[kind]}</option>`)}
      </select>
      ${remove ? removing(form, words.group, remove) : nothing}
    </div>
    ${told([...wrongAt(form, place, false), ...wrongAt(form, list, false)], `${boxId(path)}-wrong`)}
    ${parts.map((each, index) => node(form, each, under(list, index), () => without(index), depth + 1))}
    <div class="actions">
      ${adding(form, add)}
      ${
        depth < DEEPEST
          ? html`<button type="button" class="button quiet" @click=${() => add({ kind: "any", parts: [] })}>+ ${words.addGroup}</button>`
          : nothing
      }
    </div>
  </fieldset>`;
}

function leaf(
  form: Form,
  part: Part,
  path: Path,
  remove: (() => void) | undefined,
): TemplateResult {
  const { words } = form;
  const denied = part.kind === "not";
  const inner = (denied ? part.part : part) as Part;
  const place = denied ? `${path}.part` : path;
  const kind = String(inner.kind);
  const known = CONDITIONS[kind];
  const name = words.kind[kind] ?? kind;
  const deny = (event: Event) => {
    const wanted = (event.target as HTMLSelectElement).selectedIndex === 1;
    if (wanted !== denied) form.put(path, wanted ? { kind: "not", part: inner } : inner);
  };
  return html`<fieldset class="leaf" data-path=${path}>
    <legend class="hidden-visually">${name}</legend>
    <div class="head">
      <strong>${name}</strong>
      <select aria-label=${name} @change=${deny}>
        <option .selected=${live(!denied)}>${words.is}</option>
        <option .selected=${live(denied)}>${words.isNot}</option>
      </select>
      ${remove ? removing(form, name, remove) : nothing}
    </div>
    ${
      known
        ? html`<div class="columns">${known.fields.map((each) => field(form, place, kind, each))}</div>`
        : html`<p class="small">${words.keptAsIs}</p><pre class="kept">${JSON.stringify(inner, null, 2)}</pre>`
    }
    ${told(wrongAt(form, place, false), `${boxId(path)}-wrong`)}
  </fieldset>`;
}

function removing(form: Form, name: string, remove: () => void): TemplateResult {
  return html`<button type="button" class="button quiet remove" aria-label=${form.words.removeNamed(name)} @click=${remove}>×</button>`;
}

/** A menu of every kind there is. */
function adding(form: Form, add: (part: Part) => void): TemplateResult {
  const { words } = form;
  return html`<details class="menu" @keydown=${closing}>
    <summary class="button">+ ${words.addCondition}</summary>
    <div class="choices">
      ${(["cart", "where", "who"] as const).map(
        (group) => html`<div role="group" aria-label=${words.groups[group]}>
          <p class="small">${words.groups[group]}</p>
          ${Object.entries(CONDITIONS)
            .filter(([, each]) => each.group === group)
            .map(
              ([kind, { begins }]) =>
                html`<button type="button" @click=${(event: Event) => {
                  (event.target as HTMLElement).closest("details")!.open = false;
                  if (namesMoney(begins) && !form.currency)
                    form.put("currency", form.currencies[0]);
                  add({ kind, ...begins });
                }}>${words.kind[kind]}</button>`,
            )}
        </div>`,
      )}
    </div>
  </details>`;
}

function closing(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const menu = event.currentTarget as HTMLDetailsElement;
  menu.open = false;
  menu.querySelector("summary")!.focus();
}
