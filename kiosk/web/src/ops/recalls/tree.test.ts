import { expect, it } from "vitest";
import { thingOf } from "./thing.ts";
import { type Trace, tree } from "./tree.ts";

const stay = (storeId: string | null, id: string | null) => ({
  storeId,
  since: "2026-11-22T08:00:00Z",
  place: id === null ? null : { id, name: `Place ${id}` },
});

it("tells where goods are, store by store and place by place", () => {
  const lots = [
    {
      id: "a",
      lot: "A",
      productName: "Milk",
      openStays: [stay("s1", "wall"), stay(null, "truck")],
    },
    { id: "b", lot: "B", productName: "Curd", openStays: [stay("s1", "wall"), stay("s1", "room")] },
    { id: "c", lot: "C", productName: "Whey", openStays: [] },
    { id: "d", lot: "D", productName: "Whey", openStays: [stay(null, null)] },
  ];
  const stores = [
    { storeId: "s1", storeName: "Madrid", lots: 3 },
    { storeId: null, storeName: null, lots: 2 },
  ];
  const found = tree({ lots, stores } as unknown as Trace);
  expect(found.gone.map(({ id }) => id)).toEqual(["c"]);
  const shape = found.branches.map(({ name, count, spots }) => [
    name,
    count,
    spots.map(({ place, lots }) => [place, lots.map(({ lot }) => lot.id)]),
  ]);
  expect(shape).toEqual([
    [
      "Madrid",
      3,
      [
        ["Place wall", ["a", "b"]],
        ["Place room", ["b"]],
      ],
    ],
    [
      undefined,
      2,
      [
        ["Place truck", ["a"]],
        [undefined, ["d"]],
      ],
    ],
  ]);
});

it.each([
  ["01/09506000134352/10/A/1", { gtin: "09506000134352", lot: "A/1" }],
  ["09506000134352", { gtin: "09506000134352", lot: undefined }],
])("%s is a thing", (key, thing) => {
  expect(thingOf(key)).toEqual(thing);
});
