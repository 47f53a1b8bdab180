import { describe, expect, it } from "vitest";
import { labels, textWidth } from "./labels.ts";

const SIZE = { width: 358, height: 222 };
const LOOK = { radius: 11, font: 12 };

describe("labels", () => {
  it("stands beside a lone marker", () => {
    expect(labels([{ x: 100, y: 100, name: "Ávila" }], SIZE, LOOK)).toEqual([
      { x: 116, y: expect.closeTo(104.2), anchor: "start" },
    ]);
  });

  it("goes to the other side where the drawing ends", () => {
    expect(labels([{ x: 340, y: 100, name: "Hangzhou" }], SIZE, LOOK)[0]?.anchor).toBe("end");
  });

  it("covers no marker and no other name", () => {
    const near = [
      { x: 50, y: 80, name: "Dehesa Alta pastures, Ávila" },
      { x: 105, y: 66, name: "Dehesa Alta plant, Ávila" },
      { x: 297, y: 160, name: "Freshlens depot Getafe" },
      { x: 306, y: 128, name: "Backroom, chilled" },
    ];
    const placed = labels(near, SIZE, LOOK);
    expect(placed.map((label) => label !== undefined)).toEqual([true, true, true, true]);
    const boxes = placed.map((label, place) => {
      const width = textWidth(near[place]!.name, LOOK.font);
      const left = { start: 0, middle: width / 2, end: width }[label!.anchor];
      return { left: label!.x - left, right: label!.x - left + width, y: label!.y };
    });
    for (const one of boxes)
      for (const other of boxes)
        if (one !== other && one.left < other.right && other.left < one.right)
          expect(Math.abs(one.y - other.y)).toBeGreaterThan(LOOK.font);
  });

  it("is left out where nothing is free: the timeline names it", () => {
    const tiny = { width: 60, height: 40 };
    expect(labels([{ x: 30, y: 20, name: "Freshlens depot Getafe" }], tiny, LOOK)).toEqual([
      undefined,
    ]);
  });

  it("counts ideographs as square", () => {
    expect(textWidth("杭州", 10)).toBe(20);
  });
});
