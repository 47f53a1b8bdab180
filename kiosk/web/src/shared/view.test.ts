import { describe, expect, it } from "vitest";
import { type View, viewAt } from "./view.ts";

function view(path: string): View {
  const load = () => Promise.resolve();
  return { path, element: `fl-${path}`, title: { en: path, es: path, "zh-Hans": path }, load };
}

const VIEWS = [view("offers"), view("reports"), view("reports/zones")];

describe("an address", () => {
  it.each([
    ["", "offers", []],
    ["#/offers/a%20b/check", "offers", ["a b", "check"]],
    ["#/offers/%ZZ", "offers", ["%ZZ"]],
    ["#/reports/zones/hz1", "reports/zones", ["hz1"]],
    ["#/reports/days", "reports", ["days"]],
    ["#/nowhere/x", "offers", []],
  ])("%j is %s", (hash, path, rest) => {
    expect(viewAt(hash, VIEWS)).toEqual({ view: named(path), rest });
  });
});

function named(path: string): View {
  return VIEWS.find((each) => each.path === path)!;
}
