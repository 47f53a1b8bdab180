/**
 * What the agent beside the scale and this screen say to each other: the mirror of
 * `kiosk/scale/messages.py`, and a test holds the two equal. Weights are whole grams, money integer
 * minor units, moments RFC 3339 in UTC.
 */

export type LinkState = "connected" | "silent" | "babbling" | "wrong-protocol" | "unplugged";

export type LoadState =
  | "unknown"
  | "moving"
  | "empty"
  | "negative"
  | "over"
  | "below-minimum"
  | "ready";

export interface Language {
  type: "language";
  id: string;
  language: string;
}

/** What lies on the scale: a code as a scanner reads it, or a PLU. */
export interface Select {
  type: "select";
  id: string;
  code: string;
  lot?: string;
}

export interface Clear {
  type: "clear";
  id: string;
}

/** What lies there becomes the tare, or so many grams known beforehand. */
export interface Tare {
  type: "tare";
  id: string;
  grams?: number;
}

export interface Untare {
  type: "untare";
  id: string;
}

export interface Zero {
  type: "zero";
  id: string;
}

/** The same `requestId` again is the same sale. */
export interface Print {
  type: "print";
  id: string;
  requestId: string;
}

export interface Reprint {
  type: "reprint";
  id: string;
  number: number;
}

export type Asked = Language | Select | Clear | Tare | Untare | Zero | Print | Reprint;

/** `hash` is the SHA-256 of the rules' source; `notice` says in words that they are not certified. */
export interface Metrology {
  version: string;
  hash: string;
  notice: string;
  certified: boolean;
}

/** Verification interval e, Max, and Min = 20 e, in grams. */
export interface Plate {
  interval: number;
  maximum: number;
  minimum: number;
}

export interface Hello {
  type: "hello";
  agent: string;
  protocol: string;
  metrology: Metrology;
  plate: Plate;
  printer: boolean;
  device: string | null;
  lastNumber: number | null;
}

export interface Link {
  type: "link";
  state: LinkState;
  since: string;
  message: string;
}

/** Null is unknown, never 0. `total` is there only while `state` is ready. */
export interface Weight {
  type: "weight";
  grams: number | null;
  netGrams: number | null;
  tareGrams: number;
  stable: boolean;
  state: LoadState;
  /** A label was printed; the pan must become empty before the next sale. */
  finished: boolean;
  total: number | null;
  at: string;
}

export interface Money {
  minorUnits: number;
  currencyCode: string;
  exponent: number;
}

/** Prices are per kilogram, and the server's; `unitPrice` is what counts. */
export interface Goods {
  code: string;
  gtin: string | null;
  lot: string | null;
  name: string;
  unitPrice: Money;
  listPrice: Money;
  /** Titles of the offers that apply. */
  offers: string[];
  /** Those of them that made `unitPrice` lower than `listPrice`. */
  offersIn: string[];
  askedAt: string;
  /** The server is away: this is what it said at `askedAt`. */
  cached: boolean;
}

export interface Selected {
  type: "selected";
  goods: Goods | null;
}

export interface Done {
  type: "done";
  id: string;
}

export interface Printed {
  type: "printed";
  id: string;
  number: number;
  packedAt: string;
  again: boolean;
}

/** In the screen's words; `code` is the same in every language. */
export interface Refused {
  type: "refused";
  id: string;
  code: string;
  message: string;
  hint: string;
  /** Of a sale that is kept although its label did not come out. */
  number: number | null;
}

export type Told = Hello | Link | Weight | Selected | Done | Printed | Refused;
