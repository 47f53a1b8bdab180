import type { DownstreamQuery } from "./recalls.graphql.ts";

export type Trace = Extract<DownstreamQuery["traceForward"], { __typename: "ForwardTrace" }>;
type ContainingLot = Trace["lots"][number];

interface Spot {
  readonly place: string | undefined;
  readonly lots: { readonly lot: ContainingLot; readonly since: string }[];
}

/** One store, or what lies outside of our stores; below it place by place. */
export interface Branch {
  readonly storeId: string | undefined;
  readonly name: string | undefined;
  /** Open stays there, also of lots that this page of the trace does not hold. */
  readonly count: number;
  readonly spots: readonly Spot[];
}

/** Where everything is now, store by store, in the order of `stores`; and what is nowhere now. */
export function tree(trace: Trace): { branches: Branch[]; gone: ContainingLot[] } {
  const spots = new Map<string, Map<string, Spot>>();
  for (const lot of trace.lots) {
    for (const { place, storeId, since } of lot.openStays) {
      const store = storeId ?? "";
      const places = spots.get(store) ?? new Map<string, Spot>();
      spots.set(store, places);
      const spot = places.get(place?.id ?? "") ?? { place: place?.name, lots: [] };
      places.set(place?.id ?? "", spot);
      spot.lots.push({ lot, since });
    }
  }
  return {
    branches: trace.stores.map(({ storeId, storeName, lots }) => ({
      storeId: storeId ?? undefined,
      name: storeName ?? undefined,
      count: lots,
      spots: [...(spots.get(storeId ?? "")?.values() ?? [])],
    })),
    gone: trace.lots.filter(({ openStays }) => openStays.length === 0),
  };
}
