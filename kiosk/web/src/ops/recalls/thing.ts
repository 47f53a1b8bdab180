/** A product by its GTIN, and one of its lots where it is about one. */
export interface Thing {
  readonly gtin: string;
  readonly lot: string | undefined;
}

/** Of a key as the API gives it: `01/{gtin}/10/{lot}`, or a GTIN for every lot. */
export function thingOf(key: string): Thing {
  const [, gtin, lot] = /^01\/(\d+)(?:\/10\/(.+))?/.exec(key) ?? [];
  return { gtin: gtin ?? key, lot };
}
