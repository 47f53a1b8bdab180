/** A temperature at a moment: seconds since 1970 (UTC), °C. */
export interface Measured {
  readonly at: number;
  readonly celsius: number;
}

/** Readings further apart than this many usual intervals are not joined by a line. */
const GAP_INTERVALS = 3;

/** A stretch of time, seconds since 1970. */
export type Stretch = readonly [from: number, to: number];

/** Readings in stretches without a gap, and the holes between them. */
export function runs(readings: readonly Measured[]): { runs: Measured[][]; holes: Stretch[] } {
  const apart = readings.slice(1).map(({ at }, place) => at - readings[place]!.at);
  const widest = GAP_INTERVALS * median(apart);
  const found: Measured[][] = readings.length > 0 ? [[readings[0]!]] : [];
  const holes: Stretch[] = [];
  readings.slice(1).forEach((reading, place) => {
    if (apart[place]! > widest) {
      holes.push([readings[place]!.at, reading.at]);
      found.push([]);
    }
    found.at(-1)!.push(reading);
  });
  return { runs: found, holes };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Of at least one reading. */
export function extremes(readings: readonly Measured[]): { coldest: Measured; warmest: Measured } {
  const sorted = readings.toSorted((a, b) => a.celsius - b.celsius);
  return { coldest: sorted[0]!, warmest: sorted.at(-1)! };
}
