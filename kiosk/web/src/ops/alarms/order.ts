import type { AlarmLevel, AlarmSeverity } from "../../api/schema.ts";

const LEVELS: readonly AlarmLevel[] = ["SHELF", "MANAGER", "AREA"];
const SEVERITIES: readonly AlarmSeverity[] = ["CRITICAL", "MAJOR", "WARNING"];

interface Ordered {
  readonly severity: AlarmSeverity;
  readonly raisedAt: string;
  readonly acknowledgedAt: string | null;
}

/** What nobody takes care of comes first, then the worst, then the newest. */
export function mostUrgentFirst<Alarm extends Ordered>(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted(
    (one, other) =>
      Number(one.acknowledgedAt !== null) - Number(other.acknowledgedAt !== null) ||
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
      other.raisedAt.localeCompare(one.raisedAt),
  );
}

interface Step {
  readonly level: AlarmLevel;
  readonly minutes: number;
}

/** Everybody who was told by now: whoever stands below the level that was reached. */
export function toldBy(level: AlarmLevel): readonly AlarmLevel[] {
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1);
}

/** Who is told next and when, if nobody takes the alarm on. */
export function nextStep(
  alarm: { readonly level: AlarmLevel; readonly raisedAt: string },
  steps: readonly Step[],
): { level: AlarmLevel; at: Date } | undefined {
  const next = steps.find(({ level }) => LEVELS.indexOf(level) > LEVELS.indexOf(alarm.level));
  if (!next) return undefined;
  return {
    level: next.level,
    at: new Date(new Date(alarm.raisedAt).getTime() + next.minutes * 60_000),
  };
}
