/** The path in a Digital Link of any domain, its GTIN padded to 14 digits: `01/{gtin}/10/{lot}`. */
export function pathOf(item: string): string {
  const path = item
    .trim()
    .replace(/^[a-z]+:\/\/[^/]+/i, "")
    .replace(/[?#].*$/, "")
    .replace(/^\/+|\/+$/g, "");
  return path.replace(
    /^01\/(\d{8,14})(?=\/|$)/,
    (_, gtin: string) => `01/${gtin.padStart(14, "0")}`,
  );
}
