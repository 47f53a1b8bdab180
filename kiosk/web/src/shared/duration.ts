const HOUR = 60;
const DAY = 24 * HOUR;

/** A length of time as people say it: whole days, hours on top of them, minutes on top. */
export interface Duration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Of an ISO 8601 duration as GraphQL's Duration gives it (`P2DT6H`, `PT30M`): never negative. */
export function duration(text: string): Duration {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  return { days: Number(days ?? 0), hours: Number(hours ?? 0), minutes: Number(minutes ?? 0) };
}

export function inMinutes({ days, hours, minutes }: Duration): number {
  return days * DAY + hours * HOUR + minutes;
}
