/** What a rule says, as people read it: for the summary, the differences and the check. */
import type { Formats } from "../../shared/language.ts";
import type { OfferDocument, Part } from "./document.ts";
import type { Named } from "./fields.ts";
import type { OfferWords } from "./words.ts";

/** What a part of an offer is told with. */
export interface Tongue {
  readonly words: OfferWords;
  readonly formats: Formats;
  readonly currency: string | undefined;
  name(of: Named, id: string): string;
}

/** A condition as an outline: groups have lines below them. */
export interface Line {
  readonly text: string;
  readonly below: readonly Line[];
}

export function conditionTold(part: Part, tongue: Tongue): Line {
  const { tell, keptAsIs } = tongue.words;
  const { kind } = part;
  if (kind === "not") {
    return { text: tell.not, below: [conditionTold(part.part as Part, tongue)] };
  }
  if (kind === "all" || kind === "any") {
    return {
      text: tell[kind],
      below: (part.parts as Part[]).map((inner) => conditionTold(inner, tongue)),
    };
  }
  return { text: leafTold(part, tongue) ?? keptAsIs, below: [] };
}

function leafTold(part: Part, tongue: Tongue): string | undefined {
  const { tell } = tongue.words;
  const some = (of: Named, field: string) => either(names(part, field, of, tongue), tongue);
  const among = (of: Named) => some(of, "among") || "…";
  const goods = () => goodsTold(part.selector, tongue);
  const number = (field: string) => part[field] as number | undefined;
  switch (part.kind) {
    case "category":
      return tell.category(among("category"));
    case "gtin":
      return tell.gtin(among("product"));
    case "brand":
      return tell.brand(among("brand"));
    case "cart_spend":
      return tell.cart_spend(
        part.selector ? goods() : tell.wholeCart,
        money(part.amount, tongue),
        part.basis === "ORIGINAL",
      );
    case "cart_quantity":
      return tell.cart_quantity(number("at_least") ?? 0, number("at_most"));
    case "cart_contains":
      return tell.cart_contains(number("quantity") ?? 1, goods());
    case "any_line_quantity":
      return tell.any_line_quantity(number("at_least") ?? 1, goods());
    case "days_left":
      return tell.days_left(
        range(number("at_least"), number("at_most"), tongue),
        goods(),
        part.scanned === true,
      );
    case "recipe_progress":
      return tell.recipe_progress(
        bound(number("have_at_least"), tell.atLeast),
        bound(number("missing_at_most"), tell.atMost),
        some("recipe", "recipes"),
      );
    case "zone":
      return tell.zone(String(part.move ?? "DWELL"), among("zone"), number("seconds") ?? 0);
    case "hours":
      return tell.hours(hoursTold(part.windows, tongue));
    case "missed_zone":
      return tell.missed_zone(tongue.name("zone", String(part.zone)), number("visits") ?? 1);
    case "segment":
      return tell.segment(among("segment"));
    case "loyalty":
      return tell.loyalty(some("tier", "tiers"));
    case "returning":
      return tell.returning(part.returning === true);
    case "language":
      return tell.language(among("language"));
    case "code":
      return tell.code(among("offer"));
    default:
      return undefined;
  }
}

/** “10% off · fish or seafood”. */
export function benefitTold(part: Part, tongue: Tongue): string {
  const all = part.selector === undefined && EXTRA.includes(String(part.kind));
  return [givesTold(part, tongue), ...(all ? [] : [goodsTold(part.selector, tongue)])].join(" · ");
}

/** Kinds that are about the order rather than about goods, unless goods are named. */
const EXTRA = ["gift", "points", "free_delivery"];

/** What it gives, whatever the goods. */
export function givesTold(part: Part, tongue: Tongue): string {
  const { tell } = tongue.words;
  const amount = money(part.amount, tongue);
  const off = part.percent === undefined ? amount : percent(part.percent, tongue);
  const number = (field: string, usual = 0) => (part[field] as number | undefined) ?? usual;
  switch (part.kind) {
    case "percent":
      return tell.off(percent(part.value, tongue));
    case "freshness_ladder":
      return list(part.steps)
        .map((step) => tell.ladderStep(Number(step.days_left), percent(step.percent, tongue)))
        .join("; ");
    case "unit_amount":
      return tell.unit_amount(amount);
    case "line_amount":
      return tell.line_amount(amount);
    case "amount":
      return tell.off(amount);
    case "tiered":
      return list(part.tiers)
        .map((tier) => tierTold(tier, part.on === "QUANTITY", tongue))
        .join("; ");
    case "cheapest_free":
      return tell.cheapest_free(number("buy"), number("buy") - number("free", 1));
    case "bundle_price":
      return tell.bundle_price(number("units"), amount);
    case "buy_x_get_y":
      return tell.buy_x_get_y(
        number("buy"),
        number("get"),
        Number(part.percent ?? 100) === 100 ? "" : percent(part.percent, tongue),
      );
    case "unit_groups":
      return tell.unit_groups(number("units"), off);
    case "gift":
      return tell.gift(number("quantity", 1), tongue.name("product", String(part.product)));
    case "points":
      return tell.points(number("points"), part.amount === undefined ? "" : amount);
    case "free_delivery":
      return tell.free_delivery;
    default:
      return tongue.words.keptAsIs;
  }
}

/** “Fish or Seafood, except Tuna, at full price”. */
export function goodsTold(selector: unknown, tongue: Tongue): string {
  const { tell } = tongue.words;
  const part = (selector ?? {}) as Part;
  const meant = [
    ...names(part, "categories", "category", tongue),
    ...names(part, "gtins", "product", tongue),
  ];
  const brands = names(part, "brands", "brand", tongue);
  const left = [
    ...names(part, "except_categories", "category", tongue),
    ...names(part, "except_gtins", "product", tongue),
  ];
  const said = [...(meant.length ? [either(meant, tongue)] : []), ...brands];
  return [
    said.join(", ") || tell.everything,
    ...(left.length ? [tell.except(either(left, tongue))] : []),
    ...(part.min_unit_price === undefined
      ? []
      : [tell.fromPrice(money(part.min_unit_price, tongue))]),
    ...(part.days_left_at_most === undefined
      ? []
      : [tell.daysLeft(Number(part.days_left_at_most))]),
    ...(part.full_price_only ? [tell.fullPrice] : []),
  ].join(", ");
}

/** “17:00–20:00, Mon, Tue; …”, on the store's clock. */
export function hoursTold(windows: unknown, { words }: Tongue): string {
  return list(windows)
    .map((window) => {
      const hours = `${wall(window.since)}–${wall(window.until)}`;
      const days = Object.entries(words.day)
        .filter(([day]) => (window.days as string[] | undefined)?.includes(day))
        .map(([, name]) => name);
      return days.length ? words.tell.onDays(hours, days.join(", ")) : hours;
    })
    .join("; ");
}

export function scheduleTold(document: OfferDocument, tongue: Tongue): string {
  const { tell } = tongue.words;
  const schedule: Part = document.schedule ?? {};
  const moment = (day: unknown, time: unknown) =>
    [dayTold(day, tongue.formats), ...(time === undefined ? [] : [wall(time)])].join(" ");
  const parts = [
    ...(schedule.starts ? [tell.from(moment(schedule.starts, schedule.starts_at))] : []),
    ...(schedule.ends ? [tell.till(moment(schedule.ends, schedule.ends_at))] : []),
    ...(list(schedule.hours).length ? [hoursTold(schedule.hours, tongue)] : []),
  ];
  return parts.join(", ") || tell.always;
}

/** A calendar day (`2026-12-24`), whatever the time zone. */
export function dayTold(day: unknown, formats: Formats): string {
  return new Intl.DateTimeFormat(formats.language, { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A wall time without seconds where there are none. */
export function wall(time: unknown): string {
  return String(time ?? "?").replace(/:00$/, "");
}

export function money(amount: unknown, { formats, currency, words }: Tongue): string {
  if (amount === undefined) return words.tell.noCurrency;
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return String(amount);
  return formats.money(Number(amount), currency);
}

export function percent(value: unknown, { formats, words }: Tongue): string {
  if (value === undefined) return words.tell.noCurrency;
  return formats.percent(Number(value) / 100, 2);
}

function tierTold(tier: Part, inUnits: boolean, tongue: Tongue): string {
  const { tell } = tongue.words;
  const from = inUnits ? tell.pieces(Number(tier.at_least)) : money(tier.at_least, tongue);
  const off =
    tier.percent === undefined ? money(tier.amount, tongue) : percent(tier.percent, tongue);
  return tell.tier(from, off);
}

function names(part: Part, field: string, of: Named, tongue: Tongue): string[] {
  return ((part[field] as string[] | undefined) ?? []).map((id) => tongue.name(of, id));
}

function either(said: readonly string[], { formats }: Tongue): string {
  return new Intl.ListFormat(formats.language, { type: "disjunction" }).format(said);
}

function range(least: number | undefined, most: number | undefined, { words }: Tongue): string {
  const { tell } = words;
  if (least === undefined) return most === undefined ? "?" : tell.atMost(most);
  return most === undefined ? tell.atLeast(least) : tell.between(least, most);
}

function bound(number: number | undefined, said: (number: number) => string): string {
  return number === undefined ? "" : said(number);
}

function list(value: unknown): readonly Part[] {
  return (value as readonly Part[] | undefined) ?? [];
}
