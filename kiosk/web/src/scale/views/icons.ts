import { svg, type TemplateResult } from "lit";
import { icon } from "../../shared/icon.ts";

export const ICONS = {
  live: icon(svg`<circle cx="12" cy="12" r="4" fill="currentColor"/>`),
  away: icon(svg`<path d="M12 4l9.5 16h-19zM12 10v4M12 17v.1"/>`),
  steady: icon(svg`<path d="M4 12.5l5.5 5.5L20 6.5"/>`),
  moving: icon(svg`<path d="M3 9c3-4 6 4 9 0s6 4 9 0M3 15c3-4 6 4 9 0s6 4 9 0"/>`),
  not: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M8 12h8"/>`),
  print: icon(svg`<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>`),
  keys: icon(
    svg`<path d="M5 5h.1M12 5h.1M19 5h.1M5 12h.1M12 12h.1M19 12h.1M5 19h.1M12 19h.1M19 19h.1" stroke-width="4"/>`,
  ),
  erase: icon(svg`<path d="M9 5h12v14H9l-6-7zM12 9l6 6M18 9l-6 6"/>`),
  back: icon(svg`<path d="M20 12H4M10 6l-6 6 6 6"/>`),
  stop: icon(svg`<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM7 12h10"/>`),
  puzzled: icon(
    svg`<path d="M4 8V5a1 1 0 011-1h3M16 4h3a1 1 0 011 1v3M20 16v3a1 1 0 01-1 1h-3M8 20H5a1 1 0 01-1-1v-3M9.5 10a2.5 2.5 0 115 0c0 1.8-2.5 1.8-2.5 3.5M12 16.5v.1"/>`,
  ),
} as const;

/** By the beginning of the category's path; the longest that fits. */
const KINDS: Readonly<Record<string, TemplateResult>> = {
  produce: icon(
    svg`<path d="M12 8c-3-3-8-1-8 5 0 5 3 8 5.5 8 1 0 1.5-.5 2.5-.5s1.5.5 2.5.5c2.5 0 5.5-3 5.5-8 0-6-5-8-8-5zM12 8c0-3 1.5-5 4-5"/>`,
  ),
  "produce/banana": icon(svg`<path d="M5 4c-1 8 4 15 15 14l1-2C13 15.5 9 11 8 3.5zM5 4l3-.5"/>`),
  "produce/avocado": icon(
    svg`<path d="M12 2.5c3 0 3 4 4.5 6.5S19 12 19 14.5a7 7 0 01-14 0C5 12 6 11.5 7.5 9S9 2.5 12 2.5z"/><circle cx="12" cy="15" r="3"/>`,
  ),
  fish: icon(svg`<path d="M2 12c3-5 10-7 15-1l4-3.5v9L17 13c-5 6-12 4-15-1zM6.5 11v.1"/>`),
  seafood: icon(svg`<path d="M2 12c3-5 10-7 15-1l4-3.5v9L17 13c-5 6-12 4-15-1zM6.5 11v.1"/>`),
  meat: icon(
    svg`<path d="M4 10c0-4 4-6 8-6s8 3 8 8-4 8-7 8c-4 0-3-4-6-5s-3-2.5-3-5z"/><circle cx="13" cy="10" r="2.5"/>`,
  ),
  "meat/poultry": icon(
    svg`<path d="M20 8c0-3.5-3-5-6-4.5C9 4.5 6 9 7.5 14l-3 3a1.8 1.8 0 102.5 2.5l3-3c5 1.5 10-3 10-8.5z"/>`,
  ),
  dairy: icon(svg`<path d="M3 13L20 5v14H3zM3 13h17M9 16.5v.1M15 16v.1"/>`),
  prepared: icon(
    svg`<path d="M3 11h18c0 5-3.5 9-9 9s-9-4-9-9zM8 7c0-2 2-2 2-4M14 7c0-2 2-2 2-4"/>`,
  ),
  bakery: icon(
    svg`<path d="M4 10c0-3 3-5 8-5s8 2 8 5c0 1.5-1 2-1 2v7H5v-7s-1-.5-1-2zM10 9l-1 3M15 9l-1 3"/>`,
  ),
};

const OTHER = icon(svg`<path d="M5 9h14l-1.5 11h-11zM8.5 9a3.5 3.5 0 017 0"/>`);

/** A picture of what a category holds. */
export function pictureOf(category: string | null): TemplateResult {
  const steps = category?.split("/") ?? [];
  for (let end = steps.length; end > 0; end--) {
    const found = KINDS[steps.slice(0, end).join("/")];
    if (found) return found;
  }
  return OTHER;
}
