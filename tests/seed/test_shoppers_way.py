"""The ways of simulated shoppers, and what their phones hear on them."""

from datetime import UTC, datetime
from random import Random

import pytest

from personalization.zones.beacon import Eddystone, IBeacon
from personalization.zones.floors import Floors
from personalization.zones.presence import Sighting
from personalization.zones.visit import zone_visit
from seed.shoppers import beacons, floor_plan, personas, wares
from seed.simulate.shoppers_way import heard, way

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
STORES = ["hz1", "mad1"]
_DRAWS = 450


def sightings(store: str, zone_id: str, seed: int) -> list[Sighting]:
    zone, draw = floor_plan(store).zone(zone_id), Random(seed)  # noqa: S311
    assert zone is not None
    found = []
    for each in heard(beacons(store), zone, 24, NOW, draw):
        (said,) = each["beacon"].values()
        identity = IBeacon(**said) if "uuid" in said else Eddystone(**said)
        found.append(Sighting(identity.key, each["rssi"], datetime.fromisoformat(each["at"])))
    return found


@pytest.mark.parametrize("store", STORES)
def test_a_way_leads_through_each_zone_once_and_begins_near_the_door(store: str) -> None:
    plan = floor_plan(store)
    wanted = {zone.id for zone in plan.zones if zone.categories}
    found = [zone.id for zone in way(plan, wanted)]
    assert sorted(found) == sorted(wanted)
    (first,) = [zone.id for zone in way(plan, found[:1])]
    assert first == found[0]


@pytest.mark.parametrize("store", STORES)
def test_what_a_phone_hears_tells_the_zone_or_nothing(store: str) -> None:
    """Noise may make a whole reading implausible; it must not put anybody somewhere else."""
    plan = floor_plan(store)
    floors = Floors.of([plan], list(beacons(store)))
    known = 0
    for seed in range(_DRAWS):
        zone = plan.zones[seed % len(plan.zones)]
        reading = zone_visit(sightings(store, zone.id, seed), floors, store=store, now=NOW)
        if reading.visit is not None:
            assert reading.visit.zone == zone.id
            assert reading.visit.dwell_seconds >= 15
            known += 1
    assert known > 0.97 * _DRAWS


def test_the_same_draw_hears_the_same() -> None:
    assert sightings("mad1", "mad1-fish", 7) == sightings("mad1", "mad1-fish", 7)
    assert sightings("mad1", "mad1-fish", 7) != sightings("mad1", "mad1-fish", 8)


def test_what_is_on_a_list_is_sold_in_that_store() -> None:
    for persona in personas():
        sold = {ware.sku for ware in wares(persona.store, NOW.date())}
        assert set(persona.wants) <= sold, persona.name


@pytest.mark.parametrize("store", STORES)
def test_every_ware_stands_in_a_zone_of_its_store(store: str) -> None:
    zones = {zone.id for zone in floor_plan(store).zones}
    assert {ware.zone for ware in wares(store, NOW.date())} <= zones
