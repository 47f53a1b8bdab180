/** A place on the globe, degrees (WGS 84). */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_KM = 6371.0088;
/** Spots nearer than this share of the whole journey's reach are one pin: they would overlap. */
const ONE_PIN = 0.07;
const NEAREST_KM = 1;

/** Distance along the great circle, kilometres (haversine). */
export function kilometres(a: Spot, b: Spot): number {
  const [lat1, lat2] = [radians(a.latitude), radians(b.latitude)];
  const turn = Math.sin(radians(b.longitude - a.longitude) / 2);
  const rise = Math.sin((lat2 - lat1) / 2);
  const half = rise * rise + Math.cos(lat1) * Math.cos(lat2) * turn * turn;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/**
 * For each spot the index of its pin, in order of the first visit; spots that lie too near each
 * other to be told apart on a map of all of them share one. Map and timeline number alike.
 */
export function pinned(spots: readonly Spot[]): number[] {
  const reach = Math.max(0, ...spots.map((spot) => kilometres(spots[0]!, spot)));
  const near = Math.max(NEAREST_KM, reach * ONE_PIN);
  const first: Spot[] = [];
  return spots.map((spot) => {
    const known = first.findIndex((pin) => kilometres(pin, spot) < near);
    return known >= 0 ? known : first.push(spot) - 1;
  });
}

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
