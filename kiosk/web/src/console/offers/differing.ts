/** Where two documents of one offer differ, in fields that a marketer knows. */
import { at, type OfferDocument, type Part, type Path, put, same } from "./document.ts";
import {
  benefitTold,
  conditionTold,
  dayTold,
  type Line,
  money,
  scheduleTold,
  type Tongue,
  wall,
} from "./telling.ts";

/** Told whole: their parts mean nothing alone. */
const WHOLE = ["benefits", "condition", "budgets", "stores", "triggers", "experiment"];

/** The fields in which they differ, in the order in which documents have them. */
export function differing(one: OfferDocument, other: OfferDocument): Path[] {
  const found: Path[] = [];
  walk(one, other, "", found);
  return found;
}

function walk(one: Part, other: Part, above: Path, found: Path[]): void {
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (!above && (name === "id" || name === "version")) continue;
    const path = above ? `${above}.${name}` : name;
    const [before, after] = [one[name], other[name]];
    if (same(before, after)) continue;
    const deeper = [before, after].some(isFields) && !WHOLE.includes(name) && name !== "hours";
    if (deeper) walk((before ?? {}) as Part, (after ?? {}) as Part, path, found);
    else found.push(path);
  }
}

function isFields(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Whose change stands at first: what only one of the two changed since `base` is theirs to keep. */
export function proposed(
  path: Path,
  base: OfferDocument | undefined,
  mine: OfferDocument,
): "mine" | "theirs" {
  return base && same(at(base, path), at(mine, path)) ? "theirs" : "mine";
}

/** `theirs`, with mine at these places. */
export function merged(
  theirs: OfferDocument,
  mine: OfferDocument,
  paths: readonly Path[],
): OfferDocument {
  return paths.reduce((document, path) => put(document, path, at(mine, path)), theirs);
}

/** What a field is called. */
export function fieldTold(path: Path, { words, name }: Tongue): string {
  const [first, second = "", third = ""] = path.split(".");
  switch (first) {
    case "copy":
      return `${third === "description" ? words.description : words.title} (${name("language", second)})`;
    case "schedule":
      return (
        {
          starts: words.starts,
          ends: words.ends,
          starts_at: `${words.starts}: ${words.startsAt}`,
          ends_at: `${words.ends}: ${words.endsAt}`,
        }[second] ?? words.hours
      );
    default:
      return (
        {
          benefits: words.benefit,
          condition: words.condition,
          budgets: words.steps.limits,
          stores: words.stores,
          triggers: words.triggers,
          campaign: words.campaign,
          currency: words.currency,
          lane: words.lane,
          priority: words.priority,
          exclusive: words.exclusive,
          exclusive_group: words.exclusiveGroup,
          max_combined_percent: words.maxCombined,
          needs_code: words.needsCode,
          experiment: words.experiment,
        }[first ?? ""] ?? path
      );
  }
}

/** What stands in a field, in words; a line each. */
export function valueTold(path: Path, document: OfferDocument, tongue: Tongue): readonly string[] {
  const value = at(document, path);
  const { words, formats, name } = tongue;
  if (value === undefined) return [];
  if (path === "condition") return outline(conditionTold(value as Part, tongue));
  if (path === "benefits") return (value as Part[]).map((each) => benefitTold(each, tongue));
  if (path === "budgets") {
    return (value as Part[]).map((each) => budgetTold(each, tongue));
  }
  if (path === "stores") return (value as string[]).map((id) => name("store", id));
  if (path === "triggers") {
    return (value as (keyof typeof words.trigger)[]).map((each) => words.trigger[each] ?? each);
  }
  if (path === "campaign") return [name("campaign", String(value))];
  if (path === "lane") return [words.lanes[value as keyof typeof words.lanes] ?? String(value)];
  if (path === "experiment") {
    const { experiment, variant } = value as Part;
    return [`${name("experiment", String(experiment))} · ${variant}`];
  }
  if (path === "schedule.hours")
    return [scheduleTold({ ...document, schedule: { hours: value } }, tongue)];
  if (path === "schedule.starts" || path === "schedule.ends") return [dayTold(value, formats)];
  if (path.endsWith("_at")) return [wall(value)];
  if (typeof value === "boolean") return [value ? words.tell.yes : words.tell.no];
  return [typeof value === "object" ? JSON.stringify(value) : String(value)];
}

export function budgetTold({ kind, limit }: Part, tongue: Tongue): string {
  const { words, formats } = tongue;
  const most = kind === "SPEND" ? money(limit, tongue) : formats.number(Number(limit));
  return `${words.budget[kind as keyof typeof words.budget] ?? kind}: ${most}`;
}

function outline(line: Line, depth = 0): string[] {
  return [
    `${"\u2003".repeat(depth)}${line.text}`,
    ...line.below.flatMap((inner) => outline(inner, depth + 1)),
  ];
}
