import type { Table } from "./table.ts";

/** Spreadsheets run a text that begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180: CRLF, quotes where needed. A text that a spreadsheet would run gets an apostrophe. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : cell.raw))),
  ];
  return lines.map((line) => `${line.map(written).join(",")}\r\n`).join("");
}

function written(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hand a text to the browser as a file. CSV begins with a byte order mark, for Excel. */
export function download(name: string, text: string, type = "text/csv"): void {
  const mark = type === "text/csv" ? "\ufeff" : "";
  const address = URL.createObjectURL(new Blob([mark + text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
