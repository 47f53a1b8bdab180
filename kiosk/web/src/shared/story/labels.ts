/** Where a text stands, and on which side of its point; `anchor` is SVG's text-anchor. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Named {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/**
 * For each marker the first place beside, over or under it where its name covers no marker and no
 * other name, and stays inside; undefined where none is free: the timeline names it all the same.
 *
 * `radius` is the markers', `font` the texts' height in pixels; `reserved` is kept free as well.
 */
export function labels(
  markers: readonly Named[],
  size: { width: number; height: number },
  { radius, font, reserved = [] }: { radius: number; font: number; reserved?: readonly Box[] },
): (Label | undefined)[] {
  const taken: Box[] = [...reserved, ...markers.map(({ x, y }) => box(x, y, radius, radius))];
  return markers.map(({ x, y, name }) => {
    const half = textWidth(name, font) / 2 + 2;
    const beside = radius + 5;
    const apart = radius + 4 + font * 0.7;
    const places: [Label["anchor"], number, number, number][] = [
      ["start", x + beside, y, x + beside + half],
      ["end", x - beside, y, x - beside - half],
      ["middle", x, y + apart, x],
      ["middle", x, y - apart, x],
      ["start", x - radius, y + apart, x - radius + half],
      ["start", x - radius, y - apart, x - radius + half],
      ["end", x + radius, y + apart, x + radius - half],
      ["end", x + radius, y - apart, x + radius - half],
    ];
    for (const [anchor, atX, atY, middle] of places) {
      const wanted = box(middle, atY, half, font * 0.65);
      if (!inside(wanted, size) || taken.some((other) => overlap(wanted, other))) continue;
      taken.push(wanted);
      return { x: atX, y: atY + font * 0.35, anchor };
    }
    return undefined;
  });
}

/** About how wide a text is drawn: ideographs are square, letters a good half. */
export function textWidth(text: string, font: number): number {
  let width = 0;
  for (const letter of text) width += letter >= "\u2e80" ? 1 : 0.58;
  return width * font;
}

function box(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight };
}

function inside(one: Box, { width, height }: { width: number; height: number }): boolean {
  return one.left >= 2 && one.top >= 2 && one.right <= width - 2 && one.bottom <= height - 2;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
