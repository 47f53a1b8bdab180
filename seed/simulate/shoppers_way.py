"""The way of a shopper through a store, and what a phone hears of its beacons on it.

Signals fade by the log-distance path loss model (Rappaport, Wireless Communications, 4.9), with
normal noise. All numbers are ours.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import dist, log10
from random import Random
from typing import Any

from personalization.zones.beacon import Beacon, IBeacon
from personalization.zones.floor_plan import FloorPlan, Point, Zone
from personalization.zones.signal import PATH_LOSS

_NOISE = 3.0  # dB, one standard deviation
_WEAKEST = -95  # dBm that a phone still hears
_EVERY = 3.0  # seconds between two sightings of a beacon
_ARM = 0.5  # metres: nobody stands closer to a beacon, which hangs from the ceiling


def way(plan: FloorPlan, zones: Iterable[str]) -> Sequence[Zone]:
    """Zones in the order of a walk from the entrance: always on to the nearest one."""
    left = [zone for zone in plan.zones if zone.id in set(zones)]
    at, found = plan.entrances[0], []
    while left:
        nearest = min(left, key=lambda zone: dist(at, centre(zone)))
        left.remove(nearest)
        found.append(nearest)
        at = centre(nearest)
    return found


def centre(zone: Zone) -> Point:
    """The middle of a zone's corners."""
    xs, ys = zip(*zone.polygon, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def heard(
    beacons: Sequence[Beacon], zone: Zone, seconds: float, now: datetime, draw: Random
) -> list[dict[str, Any]]:
    """`BeaconSighting`s of the last `seconds` of somebody who stands about in a zone."""
    found = []
    x, y = centre(zone)
    for step in range(round(seconds / _EVERY) + 1):
        at = now - timedelta(seconds=step * _EVERY)
        place = (x + draw.gauss(0, 0.4), y + draw.gauss(0, 0.4))
        for beacon in beacons:
            if beacon.position is None:
                continue
            away = max(_ARM, dist(place, beacon.position))
            rssi = round(beacon.power_at_1m - 10 * PATH_LOSS * log10(away) + draw.gauss(0, _NOISE))
            if rssi >= _WEAKEST:
                found.append({"beacon": _identity(beacon), "rssi": rssi, "at": at.isoformat()})
    return found


def _identity(beacon: Beacon) -> dict[str, Any]:
    identity = beacon.identity
    if isinstance(identity, IBeacon):
        known = {"uuid": identity.uuid, "major": identity.major, "minor": identity.minor}
        return {"iBeacon": known}
    return {"eddystone": {"namespace": identity.namespace, "instance": identity.instance}}
