import type { SaveExperimentInput } from "../../api/schema.ts";
import type { ExperimentFragment } from "./experiments.graphql.ts";

/** An experiment as it is being written: shares in per cent, places of screens with a value each. */
export interface Draft {
  readonly key: string;
  readonly name: string;
  readonly variants: readonly { readonly name: string; readonly share: number }[];
  readonly coverage: number;
  readonly slots: readonly { readonly place: string; readonly values: readonly string[] }[];
  readonly namespace: { readonly id: string; readonly since: number; readonly until: number };
  /** What the form does not show, kept as it is. */
  readonly kept: Pick<SaveExperimentInput, "seed" | "hashVersion">;
}

/** Shares are written with six decimals: thirds of all add up then as the server wants it. */
const DECIMALS = 1e6;

export function emptyDraft(): Draft {
  return {
    key: "",
    name: "",
    variants: [
      { name: "", share: 50 },
      { name: "", share: 50 },
    ],
    coverage: 100,
    slots: [],
    namespace: { id: "", since: 0, until: 100 },
    kept: {},
  };
}

export function draftOf(experiment: ExperimentFragment): Draft {
  const { variants, weights, presentation, namespace } = experiment;
  const shown = presentation as readonly Record<string, string>[];
  const places = [...new Set(shown.flatMap((each) => Object.keys(each)))];
  return {
    key: experiment.key,
    name: experiment.name,
    variants: variants.map((name, at) => ({
      name,
      share: percent(weights[at] ?? 1 / variants.length),
    })),
    coverage: percent(experiment.coverage),
    slots: places.map((place) => ({
      place,
      values: variants.map((_, at) => shown[at]?.[place] ?? ""),
    })),
    namespace: {
      id: namespace?.id ?? "",
      since: percent(namespace?.since ?? 0),
      until: percent(namespace?.until ?? 1),
    },
    kept: { seed: experiment.seed, hashVersion: experiment.hashVersion },
  };
}

export function inputOf(draft: Draft): SaveExperimentInput {
  const equal = draft.variants.every(
    ({ share }) => Math.abs(share - 100 / draft.variants.length) < 0.01,
  );
  const slots = draft.slots.filter(({ place }) => place.trim());
  const { id, since, until } = draft.namespace;
  return {
    ...draft.kept,
    key: draft.key.trim(),
    name: draft.name.trim(),
    variants: draft.variants.map(({ name }) => name.trim()),
    weights: equal ? [] : draft.variants.map(({ share }) => part(share)),
    coverage: part(draft.coverage),
    presentation: slots.length
      ? draft.variants.map((_, at) =>
          Object.fromEntries(
            slots
              .filter(({ values }) => values[at]?.trim())
              .map(({ place, values }) => [place.trim(), values[at]!.trim()]),
          ),
        )
      : [],
    ...(id.trim() && { namespace: { id: id.trim(), since: part(since), until: part(until) } }),
  };
}

/** What the shares add up to, in per cent. */
export function sumOf(draft: Draft): number {
  return draft.variants.reduce((sum, { share }) => sum + share, 0);
}

export function withVariant(draft: Draft): Draft {
  const share = Math.round(10_000 / (draft.variants.length + 1)) / 100;
  return {
    ...draft,
    variants: [...draft.variants, { name: "", share }].map((each) => ({ ...each, share })),
    slots: draft.slots.map((slot) => ({ ...slot, values: [...slot.values, ""] })),
  };
}

export function withoutVariant(draft: Draft, at: number): Draft {
  const variants = draft.variants.toSpliced(at, 1);
  const share = Math.round(10_000 / variants.length) / 100;
  return {
    ...draft,
    variants: variants.map((each) => ({ ...each, share })),
    slots: draft.slots.map((slot) => ({ ...slot, values: slot.values.toSpliced(at, 1) })),
  };
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function part(percent: number): number {
  return Math.round((percent / 100) * DECIMALS) / DECIMALS;
}
