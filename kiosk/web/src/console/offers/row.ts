import type { OfferDocument } from "./document.ts";
import type { OfferListQuery } from "./list.graphql.ts";

/** An offer as the list has it. */
export type Row = OfferListQuery["offers"]["offers"][number];

/** What is in force, else what is being worked on. */
export function documentOf({ published, draft }: Row): OfferDocument {
  return (published ?? draft)!.document as OfferDocument;
}

export function titleOf({ published, draft, id }: Row): string {
  return (published ?? draft)?.title.trim() || id;
}
