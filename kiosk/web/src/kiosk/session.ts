import type { Voice } from "../api/graphql.ts";
import type { LiveLink } from "../api/live.ts";
import type { ScanContext } from "../api/schema.ts";

/** What every part of a kiosk works with. */
export interface Session {
  readonly voice: Voice;
  readonly live: LiveLink;
  /** Where the kiosk stands, what its shopper reads, and their cart: read anew at each question. */
  context(): ScanContext;
  /** Something that is shown has changed. */
  changed(): void;
}
