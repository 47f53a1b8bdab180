/** What was written in this window and not saved, so that no reload and no end of a session loses
 * it. Each window has its own: two that work on one offer do not meet here. */
import type { OfferDocument } from "./document.ts";

export interface Kept {
  readonly document: OfferDocument;
  /** What it began with, and its revision; neither for a new offer. */
  readonly base?: OfferDocument;
  readonly revision?: number;
  /** The id that a new offer was given when it was first saved. */
  readonly id?: string;
}

function key(offer: string): string {
  return `freshlens-offer:${offer}`;
}

export function keep(offer: string, kept: Kept): void {
  try {
    sessionStorage.setItem(key(offer), JSON.stringify(kept));
  } catch {
    // The store is full: what is written is still on the screen.
  }
}

export function keptOf(offer: string): Kept | undefined {
  const text = sessionStorage.getItem(key(offer));
  return text ? JSON.parse(text) : undefined;
}

export function forget(offer: string): void {
  sessionStorage.removeItem(key(offer));
}
