"""A small store with three beacons, and hearing them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from personalization.zones.beacon import Beacon, Eddystone, IBeacon
from personalization.zones.floor_plan import FloorPlan, Point, Zone
from personalization.zones.floors import Floors
from personalization.zones.presence import Sighting

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
UUID = "53414d50-4c45-4d41-524b-455400000001"


def box(left: float, near: float, right: float, far: float) -> tuple[Point, ...]:
    return (left, near), (right, near), (right, far), (left, far)


FISH = Zone("s1-fish", {"en": "Fish counter", "es": "Pescadería"}, box(0, 0, 6, 4), ("fish",), "4")
MEAT = Zone("s1-meat", {"en": "Meat"}, box(7, 0, 12, 4), ("meat",), "5")
TILLS = Zone("s1-tills", {"en": "Checkouts"}, box(0, 26, 12, 30))
PLAN = FloorPlan("s1", 12, 30, (FISH, MEAT, TILLS), entrances=((6, 30),), checkouts=((3, 28),))
AT_FISH = Beacon(IBeacon(UUID, 1, 1), "s1", FISH.id, -59, radius=8, position=(3, 2))
AT_MEAT = Beacon(IBeacon(UUID, 1, 2), "s1", MEAT.id, -59, radius=8, position=(9, 2))
AT_TILLS = Beacon(Eddystone("53414d504c454d41524b", "000000000003"), "s1", TILLS.id, -18, radius=8)
ELSEWHERE = Beacon(IBeacon(UUID, 2, 1), "s2", "s2-fish", -59)
BEACONS = (AT_FISH, AT_MEAT, AT_TILLS, ELSEWHERE)
FLOORS = Floors.of([PLAN], BEACONS)


def heard(
    beacon: Beacon, rssis: Iterable[int], *, ago: float = 0, every: float = 1
) -> list[Sighting]:
    """A beacon heard once every `every` seconds, the last time `ago` seconds before now."""
    last = NOW - timedelta(seconds=ago)
    backwards = [
        Sighting(beacon.key, rssi, last - timedelta(seconds=every * position))
        for position, rssi in enumerate(reversed(list(rssis)))
    ]
    return backwards[::-1]
