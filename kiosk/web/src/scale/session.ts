import type { Voice } from "../api/graphql.ts";
import type { LiveLink } from "../api/live.ts";
import type { ScanContext } from "../api/schema.ts";

/** What every part of the scale's screen works with. */
export interface Session {
  readonly voice: Voice;
  readonly live: LiveLink;
  /** Where the scale stands and what is read there: read anew at each question. */
  context(): ScanContext;
  /** Something that is shown has changed. */
  changed(): void;
}
