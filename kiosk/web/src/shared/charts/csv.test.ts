import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";
import { numbers, words } from "./table.ts";

it.each([
  ["plain", "plain"],
  ["one, two", '"one, two"'],
  ['say "fresh"', '"say ""fresh"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["-5 %", "'-5 %"],
  ["10 % 水产", "10 % 水产"],
])("%j is written as %s", (text, cell) => {
  expect(csvOf({ name: "x", columns: [words("a")], rows: [[text]] })).toBe(`a\r\n${cell}\r\n`);
});

it("writes numbers as machines read them, and nothing for what is unknown", () => {
  const rows = [
    [
      { shown: "1.234,5", raw: 1234.5 },
      { shown: "-3", raw: -3 },
      { shown: "?", raw: "" },
    ],
  ];
  const columns = [numbers("a"), numbers("b"), numbers("c")];
  expect(csvOf({ name: "x", columns, rows })).toBe("a,b,c\r\n1234.5,-3,\r\n");
});
