import { expect, it } from "vitest";
import { pathOf } from "./item.ts";

it.each([
  ["https://id.example.org/01/9506000134352/10/L1?17=261231#x", "01/09506000134352/10/L1"],
  [" /01/09506000134352/ ", "01/09506000134352"],
  ["01/09506000134352", "01/09506000134352"],
  ["414/9521235000012", "414/9521235000012"],
])("%s is about %s", (item, path) => {
  expect(pathOf(item)).toBe(path);
});
