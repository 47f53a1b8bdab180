import { html, type TemplateResult } from "lit";
import "../../shared/pairing.ts";
import type { Kiosk } from "../kiosk.ts";
import "./attract.ts";
import { cartView } from "./cart.ts";
import { itemView } from "./item.ts";
import { lookingView, missView } from "./miss.ts";
import { recallView } from "./recall.ts";

/** What the screen is about just now. */
export function mainView(kiosk: Kiosk): TemplateResult {
  const { words, language, device, ended, scanning, offers } = kiosk;
  if (!device?.place || ended)
    return html`<fl-pairing
      .language=${language}
      .kind=${"kiosk"}
      .spoken=${() => kiosk.language}
      .state=${ended ? "ended" : device ? "starting" : "new"}
      .paired=${kiosk.pair}
    ></fl-pairing>`;
  if (kiosk.cartOpen) return cartView(kiosk);
  const { item } = scanning;
  if (!item)
    return html`<fl-attract
      .words=${words}
      .formats=${kiosk.formats}
      .offers=${offers.now}
      .zone=${device.place.zone?.name}
      .shown=${kiosk.attracted}
    ></fl-attract>`;
  const { result } = item;
  if (result?.__typename === "Scan")
    return kiosk.recall ? recallView(kiosk, result, kiosk.recall) : itemView(kiosk, item, result);
  return result || item.trouble ? missView(kiosk, item) : lookingView(kiosk);
}
