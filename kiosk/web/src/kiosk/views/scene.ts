import { html, svg } from "lit";

const BARS = [0, 3, 5, 6, 10, 12, 13, 17, 20, 21, 23, 27, 29, 30, 34, 36, 38, 41, 43, 44];

/** A label under a scanner's beam. */
export const scene = html`<svg class="scene" viewBox="0 0 240 150" aria-hidden="true">
  <path class="leaf" d="M120 22c-34 10-56 34-56 66 0 26 22 44 56 44s56-18 56-44c0-32-22-56-56-66z"/>
  <path class="vein" d="M120 34v88M120 62l-24 18M120 62l24 18M120 88l-28 18M120 88l28 18"/>
  <rect class="label" x="62" y="56" width="116" height="58" rx="8"/>
  ${BARS.map((x, i) => svg`<rect class="bar" x=${76 + x * 2} y="66" width=${i % 3 ? 2 : 3.5} height="30"/>`)}
  <path class="digits" d="M76 104h20M102 104h26M134 104h30"/>
  <path class="corner" d="M48 52V38h16M176 38h16v14M192 116v14h-16M64 130H48v-14"/>
  <path class="beam" d="M44 84h152"/>
</svg>`;
