/**
 * What the forms of conditions and benefits consist of: one table of a few kinds of fields. A kind
 * that is not in it is kept as it is and shown as text.
 */
import type { Part, Path } from "./document.ts";
import { at, type OfferDocument, under } from "./document.ts";

/** What can be named in an offer. */
export type Named =
  | "product"
  | "category"
  | "brand"
  | "zone"
  | "segment"
  | "offer"
  | "recipe"
  | "tier"
  | "language"
  | "store"
  | "campaign"
  | "experiment";

export type Field = { readonly name: string; readonly needed?: true } & (
  | { readonly is: "names" | "name"; readonly of: Named }
  | { readonly is: "count"; readonly least?: number; readonly unit?: "days" | "seconds" }
  | { readonly is: "percent" | "money" | "flag" | "hours" | "selector" | "tiers" | "steps" }
  | { readonly is: "either"; readonly yes: string; readonly no: string }
  | { readonly is: "choice"; readonly among: readonly string[]; readonly usual?: string }
);

export interface Kind {
  readonly fields: readonly Field[];
  /** How it begins. */
  readonly begins: Part;
  readonly group: "cart" | "where" | "who" | "price" | "bundle" | "extra";
}

const AMONG = (of: Named): Field => ({ name: "among", is: "names", of, needed: true });
const SELECTOR: Field = { name: "selector", is: "selector" };

/** By `kind`, in the order in which they are offered. */
export const CONDITIONS: Readonly<Record<string, Kind>> = {
  category: { group: "cart", fields: [AMONG("category")], begins: { among: [] } },
  gtin: { group: "cart", fields: [AMONG("product")], begins: { among: [] } },
  brand: { group: "cart", fields: [AMONG("brand")], begins: { among: [] } },
  cart_spend: {
    group: "cart",
    fields: [
      { name: "amount", is: "money", needed: true },
      { name: "basis", is: "choice", among: ["RUNNING", "ORIGINAL"], usual: "RUNNING" },
      SELECTOR,
    ],
    begins: { amount: 2000 },
  },
  cart_quantity: {
    group: "cart",
    fields: [
      { name: "at_least", is: "count", needed: true },
      { name: "at_most", is: "count" },
    ],
    begins: { at_least: 3 },
  },
  cart_contains: {
    group: "cart",
    fields: [{ name: "quantity", is: "count", least: 1 }, SELECTOR],
    begins: { quantity: 2, selector: {} },
  },
  any_line_quantity: {
    group: "cart",
    fields: [{ name: "at_least", is: "count", least: 1, needed: true }, SELECTOR],
    begins: { at_least: 2 },
  },
  days_left: {
    group: "cart",
    fields: [
      { name: "at_least", is: "count", least: 0, unit: "days" },
      { name: "at_most", is: "count", least: 0, unit: "days" },
      { name: "scanned", is: "flag" },
      SELECTOR,
    ],
    begins: { at_most: 2 },
  },
  recipe_progress: {
    group: "cart",
    fields: [
      { name: "have_at_least", is: "count", least: 1 },
      { name: "missing_at_most", is: "count", least: 0 },
      { name: "recipes", is: "names", of: "recipe" },
    ],
    begins: { have_at_least: 3 },
  },
  zone: {
    group: "where",
    fields: [
      AMONG("zone"),
      { name: "move", is: "choice", among: ["DWELL", "ENTER", "EXIT"], usual: "DWELL" },
      { name: "seconds", is: "count", least: 0, unit: "seconds" },
    ],
    begins: { among: [] },
  },
  hours: {
    group: "where",
    fields: [{ name: "windows", is: "hours", needed: true }],
    begins: { windows: [{ since: "17:00:00", until: "20:00:00" }] },
  },
  missed_zone: {
    group: "where",
    fields: [
      { name: "zone", is: "name", of: "zone", needed: true },
      { name: "visits", is: "count", least: 1, needed: true },
    ],
    begins: { zone: "", visits: 2 },
  },
  segment: { group: "who", fields: [AMONG("segment")], begins: { among: [] } },
  loyalty: { group: "who", fields: [{ name: "tiers", is: "names", of: "tier" }], begins: {} },
  returning: {
    group: "who",
    fields: [{ name: "returning", is: "either", yes: "returning", no: "new" }],
    begins: { returning: true },
  },
  language: { group: "who", fields: [AMONG("language")], begins: { among: [] } },
  code: { group: "who", fields: [AMONG("offer")], begins: { among: [] } },
};

const BOUNDS: readonly Field[] = [
  { name: "cap", is: "money" },
  { name: "max_units", is: "count", least: 1 },
  { name: "max_units_per_line", is: "count", least: 1 },
];
const BUNDLE_BOUNDS: readonly Field[] = [
  { name: "max_applications", is: "count", least: 1 },
  ...BOUNDS,
];
const AMOUNT: Field = { name: "amount", is: "money", needed: true };
const UNITS: Field = { name: "units", is: "count", least: 2, needed: true };

function price(fields: readonly Field[], begins: Part, group: Kind["group"] = "price"): Kind {
  return { group, fields: [...fields, SELECTOR, ...BOUNDS], begins };
}

function bundle(fields: readonly Field[], begins: Part): Kind {
  return { group: "bundle", fields: [...fields, SELECTOR, ...BUNDLE_BOUNDS], begins };
}

export const BENEFITS: Readonly<Record<string, Kind>> = {
  percent: price([{ name: "value", is: "percent", needed: true }], { value: "10" }),
  freshness_ladder: price(
    [
      { name: "steps", is: "steps", needed: true },
      { name: "floor_percent", is: "percent" },
    ],
    {
      steps: [
        { days_left: 3, percent: "20" },
        { days_left: 1, percent: "40" },
      ],
    },
  ),
  unit_amount: price([AMOUNT], { amount: 50 }),
  line_amount: price([AMOUNT], { amount: 100 }),
  amount: price([AMOUNT], { amount: 500 }),
  tiered: price(
    [
      { name: "on", is: "choice", among: ["CART_TOTAL", "SPEND", "QUANTITY"] },
      { name: "tiers", is: "tiers", needed: true },
    ],
    { on: "QUANTITY", tiers: [{ at_least: 3, percent: "10" }] },
  ),
  cheapest_free: bundle(
    [
      { name: "buy", is: "count", least: 2, needed: true },
      { name: "free", is: "count", least: 1 },
    ],
    { buy: 3 },
  ),
  bundle_price: bundle([UNITS, AMOUNT], { units: 3, amount: 500 }),
  buy_x_get_y: bundle(
    [
      { name: "buy", is: "count", least: 1, needed: true },
      { name: "buy_selector", is: "selector" },
      { name: "get", is: "count", least: 1, needed: true },
      { name: "percent", is: "percent" },
      { name: "get_order", is: "choice", among: ["CHEAPEST", "DEAREST"], usual: "CHEAPEST" },
    ],
    { buy: 1, get: 1 },
  ),
  unit_groups: bundle(
    [UNITS, { name: "percent", is: "percent" }, { name: "amount", is: "money" }],
    { units: 2, percent: "20" },
  ),
  gift: price(
    [
      { name: "product", is: "name", of: "product", needed: true },
      { name: "quantity", is: "count", least: 1 },
    ],
    { product: "" },
    "extra",
  ),
  points: price(
    [
      { name: "points", is: "count", least: 1, needed: true },
      { name: "amount", is: "money" },
    ],
    { points: 100 },
    "extra",
  ),
  free_delivery: price([], {}, "extra"),
};

/** Which lines of a cart are meant. */
export const SELECTORS: readonly Field[] = [
  { name: "categories", is: "names", of: "category" },
  { name: "gtins", is: "names", of: "product" },
  { name: "brands", is: "names", of: "brand" },
];
/** What narrows them further. */
export const NARROWING: readonly Field[] = [
  { name: "except_categories", is: "names", of: "category" },
  { name: "except_gtins", is: "names", of: "product" },
  { name: "min_unit_price", is: "money" },
  { name: "days_left_at_most", is: "count", least: 0, unit: "days" },
  { name: "full_price_only", is: "flag" },
];

/** Whether a benefit's or condition's kind begins with an amount of money. */
export function namesMoney(begins: Part): boolean {
  return "amount" in begins;
}

/** Places that must be filled in before anything else can be said about the offer. */
export function missing(document: OfferDocument): Path[] {
  const found: Path[] = [];
  document.benefits.forEach((part, index) => {
    lacking(BENEFITS, part, under("benefits", index), found);
  });
  if (document.condition) withinCondition(document.condition, "condition", found);
  const schedule = document.schedule;
  if (schedule) lackingHours(schedule.hours, "schedule.hours", found);
  document.budgets?.forEach((budget, index) => {
    if (budget.limit === undefined) found.push(`budgets[${index}].limit`);
  });
  return found;
}

function withinCondition(part: Part, path: Path, found: Path[]): void {
  if (part.kind === "not") withinCondition(part.part as Part, `${path}.part`, found);
  else if (Array.isArray(part.parts)) {
    part.parts.forEach((inner: Part, index) => {
      withinCondition(inner, `${path}.parts[${index}]`, found);
    });
  } else lacking(CONDITIONS, part, path, found);
}

function lacking(
  kinds: Readonly<Record<string, Kind>>,
  part: Part,
  path: Path,
  found: Path[],
): void {
  for (const field of kinds[String(part.kind)]?.fields ?? []) {
    const value = at(part, field.name);
    const place = under(path, field.name);
    const empty = value === undefined || value === "" || (Array.isArray(value) && !value.length);
    if (field.needed && empty) found.push(place);
    else if (field.is === "hours") lackingHours(value, place, found);
    else if (field.is === "tiers") lackingIn(value, "at_least", place, found);
    else if (field.is === "steps") {
      lackingIn(value, "days_left", place, found);
      lackingIn(value, "percent", place, found);
    }
  }
}

function lackingHours(value: unknown, path: Path, found: Path[]): void {
  lackingIn(value, "since", path, found);
  lackingIn(value, "until", path, found);
}

function lackingIn(list: unknown, name: string, path: Path, found: Path[]): void {
  (list as Part[] | undefined)?.forEach((each, index) => {
    if (each[name] === undefined) found.push(under(under(path, index), name));
  });
}
