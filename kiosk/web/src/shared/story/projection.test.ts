import { geoPath } from "d3-geo";
import { describe, expect, it } from "vitest";
import { pinned } from "./pins.ts";
import { middle, pixelsPerKilometre, projection } from "./projection.ts";

const FRAME = { width: 720, height: 440, margin: 40 };
const FIJI = { latitude: -17.8, longitude: 178 };
const SAMOA = { latitude: -13.8, longitude: -171.8 };
const ÁVILA = { latitude: 40.66, longitude: -4.7 };
const MADRID = { latitude: 40.42, longitude: -3.7 };
const HANGZHOU = { latitude: 30.27, longitude: 120.15 };

describe("middle", () => {
  it("of a way over the Pacific lies in the Pacific", () => {
    expect(Math.abs(middle([FIJI, SAMOA]).longitude)).toBeGreaterThan(170);
  });

  it("of places that balance out is the first", () => {
    const north = { latitude: 90, longitude: 0 };
    expect(middle([north, { latitude: -90, longitude: 0 }])).toBe(north);
  });
});

describe("projection", () => {
  it.each([
    ["over the Pacific", [FIJI, SAMOA]],
    ["across a province", [ÁVILA, MADRID]],
    ["round half the world", [MADRID, HANGZHOU, FIJI]],
    ["that stands still", [MADRID]],
  ])("of a journey %s has every place inside the margins", (_, spots) => {
    const projected = projection(spots, FRAME);
    for (const { longitude, latitude } of spots) {
      const [x, y] = projected([longitude, latitude])!;
      expect(x).toBeGreaterThanOrEqual(FRAME.margin - 1);
      expect(x).toBeLessThanOrEqual(FRAME.width - FRAME.margin + 1);
      expect(y).toBeGreaterThanOrEqual(FRAME.margin - 1);
      expect(y).toBeLessThanOrEqual(FRAME.height - FRAME.margin + 1);
    }
  });

  it("does not split a way over the antimeridian", () => {
    const way = geoPath(projection([FIJI, SAMOA], FRAME))({
      type: "LineString",
      coordinates: [FIJI, SAMOA].map(({ longitude, latitude }) => [longitude, latitude]),
    });
    expect(way?.match(/M/g)).toHaveLength(1);
  });

  it("has west on the left", () => {
    const projected = projection([ÁVILA, MADRID], FRAME);
    expect(projected([ÁVILA.longitude, ÁVILA.latitude])![0]).toBeLessThan(
      projected([MADRID.longitude, MADRID.latitude])![0],
    );
  });

  it("tells true distances from the middle", () => {
    const spots = [FIJI, SAMOA];
    const projected = projection(spots, FRAME);
    const [a, b] = spots.map(({ longitude, latitude }) => projected([longitude, latitude])!);
    const apart = Math.hypot(a![0] - b![0], a![1] - b![1]);
    expect(apart / pixelsPerKilometre(projected)).toBeCloseTo(1178, -2); // on the great circle
  });
});

describe("pinned", () => {
  it("gives places that lie together one pin, in order of the first visit", () => {
    const backroom = { latitude: 40.421, longitude: -3.701 };
    expect(pinned([HANGZHOU, MADRID, backroom, HANGZHOU])).toEqual([0, 1, 1, 0]);
  });

  it("tells near places apart on a short journey", () => {
    expect(pinned([ÁVILA, MADRID])).toEqual([0, 1]);
  });
});
