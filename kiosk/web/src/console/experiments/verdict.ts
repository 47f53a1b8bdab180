import type { ComparedFragment } from "../reports/reports.graphql.ts";

/** How a variant stands beside the control by one measure; intervals hold at every look. */
export type Standing = "early" | "open" | "better" | "worse";

interface Bounds {
  readonly low: number;
  readonly high: number;
}

export function standing(bounds: Bounds | null): Standing {
  if (!bounds) return "early";
  if (bounds.low > 0) return "better";
  return bounds.high < 0 ? "worse" : "open";
}

export interface Verdict {
  readonly is: "alarm" | "early" | "open" | "decided";
  /** Names of the variants. */
  readonly better: readonly string[];
  readonly worse: readonly string[];
}

/**
 * What can be said by now, over all currencies: a split that cannot be trusted goes before
 * everything; a variant is decided as soon as its interval excludes 0.
 */
export function verdictOf(result: {
  readonly sampleRatioAlarm: boolean;
  readonly overall: readonly ComparedFragment[];
}): Verdict {
  if (result.sampleRatioAlarm) return { is: "alarm", better: [], worse: [] };
  const found = result.overall.flatMap(({ arms, uplifts }) =>
    uplifts.map(({ variant, conversion }) => ({
      name: arms[variant]?.name ?? String(variant),
      stands: standing(conversion),
    })),
  );
  const named = (stands: Standing) => [
    ...new Set(found.filter((each) => each.stands === stands).map(({ name }) => name)),
  ];
  const [better, worse] = [named("better"), named("worse")];
  if (better.length || worse.length) return { is: "decided", better, worse };
  const early = found.every(({ stands }) => stands === "early");
  return { is: early ? "early" : "open", better, worse };
}
