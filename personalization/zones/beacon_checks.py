"""What is wrong with a beacon before it is stored, and what could be better about all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from personalization.offers.problem import Problem, error
from personalization.zones.beacon import EDDYSTONE_DROP, Beacon, Eddystone, IBeacon
from personalization.zones.floor_plan import FloorPlan, contains
from personalization.zones.floors import Floors
from personalization.zones.plan_checks import outside
from provenance.text import Message

LARGEST_RADIUS = 100.0
"""Metres that a beacon is heard indoors at most."""
WEAKEST_POWER, STRONGEST_POWER = -110, 20
"""dBm; Eddystone-UID allows -100 to 20."""
FIRST_METRE = 60
"""dB between what a beacon is set to send and what a phone receives at 1 m, antenna, case and hand
included (assumption)."""
UNLIKELY = 20
"""dB off that, from where on we ask: taking 0 m for 1 m is 41 dB off."""
MOST_ADVICE = 20


def beacon_problem(beacon: Beacon, plan: FloorPlan | None) -> Problem | None:
    """The first thing that is wrong with a beacon on the plan of its store (None: it has none)."""
    if plan is None:
        return error("storeId", "zones-no-plan", store=beacon.store)
    if plan.zone(beacon.zone) is None:
        return error("zoneId", "zones-unknown", zone=beacon.zone, store=beacon.store)
    if beacon.position and (problem := outside("position", beacon.position, plan)):
        return problem
    for field, power in (("measuredPower", beacon.measured_power), ("txPower", beacon.tx_power)):
        if power is not None and not WEAKEST_POWER <= power <= STRONGEST_POWER:
            args = {"value": power, "least": WEAKEST_POWER, "most": STRONGEST_POWER}
            return error(field, "zones-power", **args)
    if isinstance(beacon.identity, IBeacon) and beacon.measured_power >= 0:
        return error("measuredPower", "zones-power-at-source", value=beacon.measured_power)
    if not 0 < beacon.radius <= LARGEST_RADIUS:
        return error("radius", "zones-radius", value=str(beacon.radius), most=str(LARGEST_RADIUS))
    return None


def advice(floors: Floors) -> tuple[Message, ...]:
    """What could be better about all beacons of the chain, the first 20 things.

    An iPhone app may watch 20 regions (Core Location, region monitoring): with one UUID for the
    chain one is enough, and with one major number for each store it knows which store it is in.
    """
    return tuple(islice(_advice(floors), MOST_ADVICE))


def _advice(floors: Floors) -> Iterator[Message]:
    yield from _numbering(floors.beacons.values())
    for beacon in floors.beacons.values():
        if unlikely := _unlikely_power(beacon):
            yield unlikely
        if elsewhere := _elsewhere(beacon, floors.plans.get(beacon.store)):
            yield elsewhere


def _numbering(beacons: Iterable[Beacon]) -> Iterator[Message]:
    uuids: set[str] = set()
    majors: dict[str, set[int]] = defaultdict(set)
    for beacon in beacons:
        if isinstance(beacon.identity, IBeacon):
            uuids.add(beacon.identity.uuid)
            majors[beacon.store].add(beacon.identity.major)
    if len(uuids) > 1:
        yield Message("zones-advice-uuids", {"count": len(uuids)})
    for store in sorted(store for store, numbers in majors.items() if len(numbers) > 1):
        yield Message("zones-advice-majors", {"store": store, "count": len(majors[store])})
    for store, other in _sharing(majors):
        yield Message("zones-advice-shared-major", {"store": store, "other": other})


def _unlikely_power(beacon: Beacon) -> Message | None:
    """The power at 0 m and at 1 m are easily taken for each other."""
    if beacon.tx_power is None:
        return None
    expected = beacon.tx_power - FIRST_METRE
    if abs(expected - beacon.power_at_1m) <= UNLIKELY:
        return None
    likely = expected + EDDYSTONE_DROP if isinstance(beacon.identity, Eddystone) else expected
    args = {"beacon": beacon.key, "value": beacon.measured_power, "likely": likely}
    return Message("zones-advice-power", args)


def _elsewhere(beacon: Beacon, plan: FloorPlan | None) -> Message | None:
    """A beacon may hang beside its zone, but hardly in another one."""
    if plan is None or beacon.position is None:
        return None
    own, found = plan.zone(beacon.zone), plan.zone_at(beacon.position)
    if own is None or found is None or contains(own.polygon, beacon.position):
        return None
    args = {"beacon": beacon.key, "zone": beacon.zone, "other": found.id}
    return Message("zones-advice-elsewhere", args)


def _sharing(majors: Mapping[str, Iterable[int]]) -> Iterator[tuple[str, str]]:
    """Stores that share a major number with an earlier one."""
    first: dict[int, str] = {}
    for store in sorted(majors):
        shared = {first.setdefault(number, store) for number in majors[store]} - {store}
        if shared:
            yield store, min(shared)
