import { type GeoProjection, geoAzimuthalEquidistant } from "d3-geo";
import { kilometres, radians, type Spot } from "./pins.ts";

const EARTH_KM = 6371.0088;
const QUARTER = 90;
/** A map shows at least this many kilometres across: less of the world's outline says nothing. */
const NARROWEST_KM = 120;

/** A drawing's size in CSS pixels, and what is kept free of pins along its edges. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** The direction of the mean of all places on the sphere; the first place where they balance out. */
export function middle(spots: readonly Spot[]): Spot {
  let [x, y, z] = [0, 0, 0];
  for (const { latitude, longitude } of spots) {
    const [lat, lon] = [radians(latitude), radians(longitude)];
    x += Math.cos(lat) * Math.cos(lon);
    y += Math.cos(lat) * Math.sin(lon);
    z += Math.sin(lat);
  }
  const flat = Math.hypot(x, y);
  if (Math.hypot(flat, z) < 1e-6) return spots[0]!;
  return { latitude: degrees(Math.atan2(z, flat)), longitude: degrees(Math.atan2(y, x)) };
}

/**
 * Azimuthal equidistant round the journey's middle (Snyder, USGS PP 1395, chapter 25): nothing
 * splits at the antimeridian, poles are ordinary places, and distances from the middle are true, so
 * that the scale bar is honest. All `spots` lie within the frame's margins.
 */
export function projection(spots: readonly Spot[], frame: Frame): GeoProjection {
  const centre = middle(spots);
  const projected = geoAzimuthalEquidistant()
    .rotate([-centre.longitude, -centre.latitude])
    .scale(EARTH_KM) // one unit is a kilometre
    .translate([0, 0])
    .precision(0.3);
  const flat = spots.map((spot) => projected([spot.longitude, spot.latitude])!);
  const [easts, norths] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  const [top, bottom] = [Math.min(...norths), Math.max(...norths)];
  const scale = Math.min(
    (frame.width - 2 * frame.margin) / Math.max(east - west, NARROWEST_KM),
    (frame.height - 2 * frame.margin) / Math.max(bottom - top, NARROWEST_KM / 2),
  );
  const reach = kilometres(centre, spots[0]!); // only to see how far the view is from the middle
  const corner =
    Math.hypot(frame.width, frame.height) / 2 / scale + Math.hypot(east, bottom) + reach;
  return projected
    .scale(EARTH_KM * scale)
    .translate([
      frame.width / 2 - ((east + west) / 2) * scale,
      frame.height / 2 - ((top + bottom) / 2) * scale,
    ])
    .clipAngle(Math.min(179, Math.max(QUARTER, degrees(corner / EARTH_KM))))
    .clipExtent([
      [-1, -1],
      [frame.width + 1, frame.height + 1],
    ]);
}

/** Pixels a kilometre. */
export function pixelsPerKilometre(projected: GeoProjection): number {
  return projected.scale() / EARTH_KM;
}

function degrees(radian: number): number {
  return (radian * 180) / Math.PI;
}
