import { svg } from "lit";
import { icon } from "../../shared/icon.ts";

export const ICONS = {
  home: icon(svg`<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>`),
  cart: icon(
    svg`<path d="M3 4h3l2.5 11h9L20 7H7"/><circle cx="9.5" cy="19" r="1.5"/><circle cx="16.5" cy="19" r="1.5"/>`,
  ),
  hear: icon(svg`<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 010 6M18 6.5a8 8 0 010 11"/>`),
  hush: icon(svg`<path d="M6 6h12v12H6z"/>`),
  pause: icon(svg`<path d="M8 5v14M16 5v14"/>`),
  play: icon(svg`<path d="M7 5l12 7-12 7z"/>`),
  live: icon(svg`<circle cx="12" cy="12" r="4" fill="currentColor"/>`),
  away: icon(svg`<path d="M5 12a7 7 0 0112-5l2 2M19 5v4h-4M19 12a7 7 0 01-12 5l-2-2M5 19v-4h4"/>`),
  stop: icon(svg`<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM7 12h10"/>`),
  puzzled: icon(
    svg`<path d="M4 8V5a1 1 0 011-1h3M16 4h3a1 1 0 011 1v3M20 16v3a1 1 0 01-1 1h-3M8 20H5a1 1 0 01-1-1v-3M9.5 10a2.5 2.5 0 115 0c0 1.8-2.5 1.8-2.5 3.5M12 16.5v.1"/>`,
  ),
  check: icon(svg`<path d="M4 12.5l5.5 5.5L20 6.5"/>`),
  keypad: icon(
    svg`<path stroke-width="3.6" d="M6 4h.01M12 4h.01M18 4h.01M6 9.5h.01M12 9.5h.01M18 9.5h.01M6 15h.01M12 15h.01M18 15h.01M12 20.5h.01"/>`,
  ),
  back: icon(svg`<path d="M9 5h11v14H9l-6-7zM12 9.5l5 5M17 9.5l-5 5"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
} as const;
