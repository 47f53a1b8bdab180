import type { FreshnessState } from "../../api/schema.ts";
import { duration, inMinutes } from "../../shared/duration.ts";
import type { ShelfLifeQuery } from "./shelf_life.graphql.ts";

export type LotLeft = ShelfLifeQuery["lotsDaysLeft"]["lots"][number];

/** What somebody should do with a lot, by its state; nothing for those that keep. */
export type Task = "REMOVE" | "SELL_TODAY" | "MARK_DOWN" | "CHECK";

const TASKS: Partial<Record<FreshnessState, Task>> = {
  DO_NOT_EAT: "REMOVE",
  EXPIRED: "REMOVE",
  PAST_BEST: "CHECK",
  LAST_DAY: "SELL_TODAY",
  SOON: "MARK_DOWN",
};

export function taskOf({ freshness }: LotLeft): Task | undefined {
  return TASKS[freshness.state];
}

/** The first step of a category path: what a department sells. */
export function department({ product }: LotLeft): string {
  return product.category?.split("/")[0] ?? "";
}

const URGENCY: readonly FreshnessState[] = ["DO_NOT_EAT", "EXPIRED", "PAST_BEST", "LAST_DAY"];

/** What must go first, then what keeps for the shortest time; what nobody can tell comes last. */
export function shortestFirst(lots: readonly LotLeft[]): LotLeft[] {
  return lots.toSorted((one, other) => rank(one) - rank(other) || minutes(one) - minutes(other));
}

function rank({ freshness }: LotLeft): number {
  const place = URGENCY.indexOf(freshness.state);
  return place < 0 ? URGENCY.length : place;
}

function minutes({ freshness }: LotLeft): number {
  return freshness.remaining === null
    ? Number.POSITIVE_INFINITY
    : inMinutes(duration(freshness.remaining));
}
