import "./phone.css";
import "./visit.css";
import { rememberItem } from "./history.ts";
import { CART_CHANGED, keepStore, keptCart, storeHere } from "./visit.ts";

/** Parts of a page that a script fills, each loaded where it stands. */
const ISLANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  "fl-item": () => import("./item.ts"),
  "fl-review": () => import("./reviewing.ts"),
  "fl-scanner": () => import("./scanner.ts"),
  "fl-seen": () => import("./seen.ts"),
  "fl-cart": () => import("./cart.ts"),
  "fl-pair": () => import("./pair.ts"),
};

/** Loaded when it is nearly in sight. */
const FAR_BELOW = "fl-review";
const NEAR = { rootMargin: "800px" };

for (const [name, load] of Object.entries(ISLANDS)) {
  const island = document.querySelector(name);
  if (!island) continue;
  if (name === FAR_BELOW) whenNear(island, load);
  else void load();
}

function whenNear(island: Element, load: () => Promise<unknown>): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    void load();
  }, NEAR);
  observer.observe(island);
}

const asked = new URLSearchParams(location.search).get("store");
if (asked) keepStore(asked);
const choice = document.querySelector<HTMLSelectElement>("select#store");
if (choice && !choice.value) choice.value = storeHere() ?? "";

/** Set by the service worker in a page that it kept: when it came from the server. */
const keptFrom = document.documentElement.dataset.kept;
if (keptFrom) void import("./offline.ts").then(({ sayKeptFrom }) => sayKeptFrom(keptFrom));
else rememberItem(document, new Date());

function showCart(): void {
  const link = document.querySelector<HTMLAnchorElement>(".to-cart");
  const cart = keptCart();
  if (!link) return;
  link.hidden = !cart;
  link.querySelector("b")!.textContent = cart?.units ? String(cart.units) : "";
}
showCart();
addEventListener(CART_CHANGED, showCart);
addEventListener("storage", showCart);

// Absent on pages without HTTPS.
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js");
