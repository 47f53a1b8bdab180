import { keep, kept } from "./visit.ts";

/** An item that was looked at, as it was then. */
export interface Seen {
  /** Path and query of its page. */
  readonly address: string;
  readonly name: string;
  /** The verdict, in the language of then. */
  readonly word: string;
  /** The verdict's class name. */
  readonly state: string;
  /** RFC 3339. */
  readonly at: string;
}

/** As many as the service worker keeps pages of. */
const MOST = 20;

/** Where the service worker keeps pages; it has the same name there. */
const PAGES = "freshlens-pages";

/** The latest first. */
export function seen(): readonly Seen[] {
  return kept<Seen[]>("seen") ?? [];
}

/** Remember the item that this page shows. */
export function rememberItem(page: Document, at: Date): void {
  const heading = page.querySelector(".verdict h1")?.firstChild?.textContent?.trim();
  const word = page.querySelector(".verdict .word strong")?.textContent;
  if (!heading || !word) return;
  const address = location.pathname + location.search;
  const state = page.querySelector(".verdict")?.classList.item(1) ?? "unknown";
  const item: Seen = { address, name: heading, word, state, at: at.toISOString() };
  const others = seen().filter((each) => each.address !== address);
  keep("seen", [item, ...others].slice(0, MOST));
}

export async function forgetSeen(): Promise<void> {
  keep("seen", undefined);
  if ("caches" in globalThis) await caches.delete(PAGES);
}
