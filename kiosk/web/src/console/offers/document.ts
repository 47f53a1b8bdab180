/** The JSON form of an offer is its truth; the editor changes documents and never loses a field. */
import type { CheckOfferInput } from "../../api/schema.ts";

export type Part = Readonly<Record<string, unknown>>;

/** As `OfferContent.document`; what stands at its default is left out. */
export interface OfferDocument extends Part {
  readonly copy: Readonly<Record<string, Copy>>;
  readonly benefits: readonly Part[];
  readonly condition?: Part;
  readonly schedule?: Part;
  readonly stores?: readonly string[];
  readonly triggers?: readonly string[];
  readonly currency?: string;
  readonly campaign?: string;
  readonly budgets?: readonly Budget[];
}

export interface Copy {
  readonly title: string;
  readonly description?: string;
}

export interface Budget {
  readonly kind: string;
  readonly limit?: number;
}

/** Where something stands: `benefits[0].value`, as problems say it. */
export type Path = string;

export const BLANK: OfferDocument = { copy: {}, benefits: [{ kind: "percent", value: "10" }] };

function steps(path: Path): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** What stands there; undefined where nothing does. */
export function at(value: unknown, path: Path): unknown {
  return steps(path).reduce<unknown>(
    (inner, step) => (inner as Record<string, unknown> | undefined)?.[step],
    value,
  );
}

/** The document with another value there; undefined takes away a field, or a member of a list. */
export function put<Document>(document: Document, path: Path, value: unknown): Document {
  return placed(document, steps(path), value) as Document;
}

function placed(inner: unknown, [step, ...rest]: (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = [...((inner as unknown[]) ?? [])];
    const next = placed(list[step], rest, value);
    if (next === undefined) list.splice(step, 1);
    else list[step] = next;
    return list;
  }
  const { [step]: before, ...others } = (inner ?? {}) as Record<string, unknown>;
  const next = placed(before, rest, value);
  return next === undefined ? others : { ...(inner as object), [step]: next };
}

/** The document without languages and schedules of which nothing is left. */
export function tidied(document: OfferDocument): OfferDocument {
  const copy = Object.fromEntries(
    Object.entries(document.copy).filter(([, words]) => Object.keys(words).length),
  );
  const { schedule, ...rest } = { ...document, copy };
  return schedule && Object.keys(schedule).length ? { ...rest, schedule } : rest;
}

/** The field that names a place's own step: `value` of `benefits[0].value`. */
export function under(path: Path, step: string | number): Path {
  if (typeof step === "number") return `${path}[${step}]`;
  return path ? `${path}.${step}` : step;
}

/** Whether two values say the same, whatever the order of their fields. */
export function same(one: unknown, other: unknown): boolean {
  return spelt(one) === spelt(other);
}

function spelt(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What is promised, without what says which version it is. */
export function content({ id: _, version: __, ...rest }: Part): OfferDocument {
  return rest as unknown as OfferDocument;
}

/** The document as the API takes it. */
export function asInput(document: OfferDocument): CheckOfferInput["content"] {
  const { copy, benefits, condition, ...rest } = content(document);
  return {
    ...(camel(rest) as Part),
    copy: Object.entries(copy).map(([language, words]) => ({
      language,
      ...words,
      title: words.title ?? "",
    })),
    benefits: benefits.map(tagged),
    ...(condition && { condition: tagged(condition) }),
  } as unknown as CheckOfferInput["content"];
}

/** `{kind: "cart_spend", …}` as `{cartSpend: {…}}`; groups as `{all: […]}`. */
function tagged({ kind, ...fields }: Part): Part {
  if (kind === "all" || kind === "any") return { [kind]: (fields.parts as Part[]).map(tagged) };
  if (kind === "not") return { not: tagged(fields.part as Part) };
  return { [camelName(String(kind))]: camel(fields) };
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [camelName(name), camel(inner)]),
  );
}

function camelName(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
