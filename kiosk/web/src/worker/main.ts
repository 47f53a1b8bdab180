/**
 * The phone page's service worker: keeps the last item pages, and the files that never change.
 * Pages come from the server while it can be reached; a kept one says from when it is
 * (`<html data-kept>`). Answers of GraphQL are never kept.
 */

interface Extended extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Extended {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { url: string }[]>;
  };
  skipWaiting(): Promise<void>;
}
const worker = self as unknown as Worker;

const PAGES = "freshlens-pages";
const FILES = "freshlens-files";
const OFFLINE = "freshlens-offline";
const MOST_PAGES = 20;
const MOST_FILES = 80;
const LANGUAGES = ["en", "zh-Hans", "es"];
/** Milliseconds after which a kept page is better than none. */
const PATIENCE = 6000;
/** When a page came from the server. */
const SINCE = "x-freshlens-since";
/** Names of built files within a page or a script. */
const NAMES = /["'`](?:\/assets\/|\.\/)?([\w.-]+-[\w-]{8}\.(?:js|css))["'`]/g;
/** Items (GS1 keys), codes, recipes, the home page and the cart's. */
const KEPT = /^\/($|\d{2,4}\/|scan$|recipes\/|cart$)/;

function on<Name extends string>(name: Name, act: (event: never) => void): void {
  self.addEventListener(name, act as (event: Event) => void);
}

on("install", (event: Extended) => event.waitUntil(install()));
on("activate", (event: Extended) => event.waitUntil(activate()));
on("fetch", (event: Fetching) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && isPages(pathname)) event.respondWith(page(request));
});

/** Pages of other screens are none of ours. */
function isPages(path: string): boolean {
  return KEPT.test(path) || path === "/pair" || path === "/offline";
}

async function install(): Promise<void> {
  const cache = await caches.open(OFFLINE);
  await Promise.all(
    LANGUAGES.map(async (language) => {
      const answer = await fetch(`/offline?lang=${language}`);
      if (!answer.ok) return;
      await cache.put(language, answer.clone());
      await keepFilesOf(await answer.text());
    }),
  );
  await worker.skipWaiting();
}

/** The page that brought us here was loaded without us. */
async function activate(): Promise<void> {
  await worker.clients.claim();
  for (const { url } of await worker.clients.matchAll({ includeUncontrolled: true })) {
    if (!KEPT.test(new URL(url).pathname)) continue;
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    await keepPage(url, answer.clone());
    await keepFilesOf(await answer.text());
  }
}

/**
 * Keep the files that a page or script names, and those that they name: what a script loads later
 * is needed without a network too. The code reader (two steps further) is not: it needs a network.
 */
async function keepFilesOf(text: string, steps = 3): Promise<void> {
  const names = new Set([...text.matchAll(NAMES)].map(([, name]) => name!));
  await Promise.all(
    [...names].map(async (name) => {
      const answer = await file(new Request(`/assets/${name}`));
      if (steps > 1 && name.endsWith(".js")) await keepFilesOf(await answer.text(), steps - 1);
    }),
  );
}

/** Named by a hash of their content: what is kept is right. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await trim(cache, MOST_FILES);
  }
  return answer;
}

async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (KEPT.test(new URL(request.url).pathname)) await keepPage(request.url, answer.clone());
    return answer;
  } catch {
    return (await keptPage(request.url)) ?? offline(request.url);
  }
}

async function keepPage(url: string, answer: Response): Promise<void> {
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) return;
  const headers = new Headers(answer.headers);
  headers.set(SINCE, headers.get("date") ?? new Date().toUTCString());
  const cache = await caches.open(PAGES);
  const key = named(url);
  await cache.delete(key, { ignoreVary: true }); // the latest is the last
  await cache.put(key, new Response(await answer.blob(), { headers }));
  await trim(cache, MOST_PAGES);
}

async function keptPage(url: string): Promise<Response | undefined> {
  const cache = await caches.open(PAGES);
  const found = await cache.match(named(url), { ignoreVary: true });
  if (!found) return undefined;
  const since = new Date(found.headers.get(SINCE) ?? 0).toISOString();
  const html = (await found.text()).replace("<html ", `<html data-kept="${since}" `);
  return new Response(html, { headers: found.headers });
}

async function offline(url: string): Promise<Response> {
  const asked = new URL(url).searchParams.get("lang") ?? "";
  const spoken = navigator.languages.map((tag) => (/^zh/i.test(tag) ? "zh-Hans" : tag.slice(0, 2)));
  const language = [asked, ...spoken].find((tag) => LANGUAGES.includes(tag)) ?? "en";
  const found = await (await caches.open(OFFLINE)).match(language, { ignoreVary: true });
  return found ?? Response.error();
}

function named(url: string): string {
  return url.split("#")[0]!;
}

async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -most).map((key) => cache.delete(key, { ignoreVary: true })));
}
