/**
 * The cividis scale (Nuñez, Anderton and Renslow, PLoS ONE 13(7), 2018) at tenths: it looks the
 * same to eyes that tell red from green and to those that do not, and grows lighter all the way.
 */
const STOPS: readonly (readonly [number, number, number])[] = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56],
];

/** The colour at `share` (0 to 1, beyond is cut off), and whether ink or white is read on it. */
export function cividis(share: number): { fill: string; on: "ink" | "white" } {
  const place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(place));
  const rgb = STOPS[below]!.map((from, at) =>
    Math.round(from + (STOPS[below + 1]![at]! - from) * (place - below)),
  );
  return { fill: `rgb(${rgb.join(" ")})`, on: luminance(rgb) > 0.18 ? "ink" : "white" };
}

/** WCAG 2.2: at 0.18 black and white stand out alike. */
function luminance(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
