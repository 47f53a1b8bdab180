import type { AlarmKind, AlarmLevel } from "../../api/schema.ts";
import type { RuleShownFragment } from "./rules.graphql.ts";

/** What a rule of a kind has besides its place: kinds of silence know no threshold. */
export const UNITS: Partial<Record<AlarmKind, string>> = {
  HIGH_TEMPERATURE: "°C",
  LOW_TEMPERATURE: "°C",
  HIGH_HUMIDITY: "% RH",
  LOW_HUMIDITY: "% RH",
};

/** The kinds that a rule can be of, as they are chosen from. */
export const KINDS: readonly AlarmKind[] = [
  "HIGH_TEMPERATURE",
  "LOW_TEMPERATURE",
  "HIGH_HUMIDITY",
  "LOW_HUMIDITY",
  "DOOR_OPEN",
  "SILENCE",
  "STUCK",
];

/** A new rule for a store: what most cabinets need. */
export function newRule(store: string): RuleShownFragment {
  return {
    id: "",
    kind: "HIGH_TEMPERATURE",
    severity: "MAJOR",
    placeIds: [store],
    placeKinds: [],
    threshold: 5,
    delayMinutes: 30,
    windowHours: null,
    clear: null,
    clearDelayMinutes: 10,
    intervals: 3,
    suppressedBy: ["DEFROST", "DOOR", "START_UP"],
    recoveryMinutes: 30,
    escalation: [
      { level: "MANAGER", minutes: 30 },
      { level: "AREA", minutes: 120 },
    ],
  };
}

/** The rule as another kind: without what that kind does not know. */
export function asKind(rule: RuleShownFragment, kind: AlarmKind): RuleShownFragment {
  const measured = UNITS[kind] !== undefined;
  const silent = kind === "SILENCE";
  return {
    ...rule,
    kind,
    threshold: measured ? (rule.threshold ?? 5) : kind === "DOOR_OPEN" ? 1 : null,
    clear: measured ? rule.clear : null,
    clearDelayMinutes: measured ? rule.clearDelayMinutes : 0,
    delayMinutes: silent ? 0 : rule.delayMinutes || 30,
    windowHours: measured ? rule.windowHours : null,
  };
}

export function minutesOf(rule: RuleShownFragment, level: AlarmLevel): number | undefined {
  return rule.escalation.find((step) => step.level === level)?.minutes;
}

/** The rule with another time after which a level is told; undefined: never. */
export function telling(
  rule: RuleShownFragment,
  level: AlarmLevel,
  minutes: number | undefined,
): RuleShownFragment {
  const others = rule.escalation.filter((step) => step.level !== level);
  const steps = minutes === undefined ? others : [...others, { level, minutes }];
  return { ...rule, escalation: steps.toSorted((one, other) => one.minutes - other.minutes) };
}

/** Whether a rule holds in a store: at all of it, at a place of it, or everywhere. */
export function concerns(
  rule: RuleShownFragment,
  store: string,
  places: readonly string[],
): boolean {
  if (rule.placeIds.length === 0) return true;
  return rule.placeIds.some((id) => id === store || places.includes(id));
}
