import { pinned, type Spot } from "./pins.ts";
import type { JourneyStoryFragment } from "./story.graphql.ts";

export type Step = JourneyStoryFragment["steps"][number];
export type Gap = JourneyStoryFragment["gaps"][number];

/** A step, with its pin on the map if its place is known, or a hole in the story. */
export type Item = { step: Step; pin: number | undefined } | { gap: Gap };

/** A way between two pins; `known` unless a gap lies on it. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  readonly known: boolean;
}

export interface Pin extends Spot {
  readonly name: string;
}

/** The story in the order it is told, and where it leads. */
export interface Told {
  readonly items: readonly Item[];
  readonly pins: readonly Pin[];
  readonly legs: readonly Leg[];
}

/** A gap stands right after the last step before it opens; one without a time stands first. */
export function told(origin: JourneyStoryFragment): Told {
  const located = origin.steps.flatMap((step) => {
    const { latitude, longitude, name } = step.place ?? {};
    return latitude == null || longitude == null
      ? []
      : [{ step, spot: { latitude, longitude, name: name ?? "" } }];
  });
  const numbers = pinned(located.map(({ spot }) => spot));
  const pinOf = new Map(located.map(({ step }, place) => [step, numbers[place]!]));
  const pins: Pin[] = [];
  located.forEach(({ spot }, place) => {
    pins[numbers[place]!] ??= spot;
  });
  const items: { at: number; item: Item }[] = [
    ...origin.steps.map((step) => ({
      at: Date.parse(step.at),
      item: { step, pin: pinOf.get(step) },
    })),
    ...origin.gaps.map((gap) => ({ at: gap.at ? Date.parse(gap.at) : -Infinity, item: { gap } })),
  ];
  return {
    items: items.sort((a, b) => a.at - b.at || 0).map(({ item }) => item),
    pins,
    legs: legs(
      located.map(({ step }) => step),
      numbers,
      origin.gaps,
    ),
  };
}

/** Steps of one thing that follow each other at one place. */
export interface Stay {
  readonly steps: readonly Step[];
  readonly pin: number | undefined;
}

/** The same story, told place by place. */
export function inPlaces(items: readonly Item[]): (Stay | { gap: Gap })[] {
  const entries: ({ steps: Step[]; pin: number | undefined } | { gap: Gap })[] = [];
  for (const item of items) {
    const last = entries.at(-1);
    if ("gap" in item) entries.push(item);
    else if (last && "steps" in last && samePlace(last.steps[0]!, item.step))
      last.steps.push(item.step);
    else entries.push({ steps: [item.step], pin: item.pin });
  }
  return entries;
}

function samePlace(one: Step, other: Step): boolean {
  return one.thing === other.thing && one.place?.name === other.place?.name;
}

/**
 * Each thing goes its own way; where an ingredient's way ends, it leads to what next came into the
 * story after it (that is what it was made into).
 */
function legs(steps: readonly Step[], pins: readonly number[], gaps: readonly Gap[]): Leg[] {
  const ways = new Map<string, Leg>();
  const go = (from: number, to: number, known: boolean) => {
    if (from === to) return;
    const way = `${from}-${to}`;
    ways.set(way, { from, to, known: known && (ways.get(way)?.known ?? true) });
  };
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  steps.forEach((step, place) => {
    const before = last.get(step.thing);
    if (before !== undefined)
      go(pins[before]!, pins[place]!, !gapBetween(steps[before]!, step, gaps));
    if (!first.has(step.thing)) first.set(step.thing, place);
    last.set(step.thing, place);
  });
  for (const end of last.values()) {
    const later = [...first.values()].filter((start) => start > end);
    if (later.length > 0) go(pins[end]!, pins[Math.min(...later)]!, true);
  }
  return [...ways.values()];
}

function gapBetween(before: Step, after: Step, gaps: readonly Gap[]): boolean {
  return gaps.some(
    (gap) =>
      gap.thing === before.thing &&
      gap.at !== null &&
      Date.parse(before.at) <= Date.parse(gap.at) &&
      Date.parse(gap.at) < Date.parse(after.at),
  );
}
