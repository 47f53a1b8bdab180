"""The sample stores' floors: every product can be found, every beacon hangs where it belongs."""

import csv
import json
from datetime import UTC, datetime

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from personalization.imports import kinds as shop
from personalization.imports.floors import floor_plan_record
from personalization.store.market import Market
from personalization.zones.beacon import IBeacon
from personalization.zones.beacon_checks import advice
from personalization.zones.floor_plan import FloorPlan
from personalization.zones.floors import Floors
from provenance.imports.engine import import_files
from provenance.imports.kinds import KINDS, Intake
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES
from seed.loading import SHOP_FLOOR
from seed.market import DATA, items, sites

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


def plans() -> list[FloorPlan]:
    lines = (DATA / "floor_plans.jsonl").read_text(encoding="utf-8").splitlines()
    found = [floor_plan_record(json.loads(line)) for line in lines]
    return [each for each in found if isinstance(each, FloorPlan)]


def test_both_stores_have_a_plan_with_names_in_every_language() -> None:
    assert {plan.store for plan in plans()} == {"hz1", "mad1"}
    for plan in plans():
        assert plan.entrances
        assert plan.checkouts
        for zone in plan.zones:
            assert set(zone.names) == set(LANGUAGES)


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.store)
def test_everything_sold_is_in_the_zone_of_its_default_place(plan: FloorPlan) -> None:
    """Zones bear the ids of counters and cabinets, so that a stay leads to an aisle."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        [store] = [row for row in csv.DictReader(file) if row["id"] == plan.store]
    defaults = dict(entry.split("=") for entry in store["default_places"].split())
    for category, place in defaults.items():
        found = plan.zone_selling(category.rstrip("/"))
        assert found is not None
        assert found.id == place or category == "bakery/"
        assert place in sites()
    for item in items().values():
        zone = plan.zone_selling(item.category)
        assert zone is not None, item
        assert zone.aisle


@pytest.fixture
async def loaded(database: AsyncDatabase[Document]) -> AsyncDatabase[Document]:
    """The sample's places, plans and beacons."""
    archive = Archive(database)
    intake, floor = Intake(archive, NOW), shop.Intake(archive, Market(database))
    kinds = {"places.csv": KINDS["places"](intake)}
    kinds |= {name: shop.KINDS[kind](floor) for name, kind in SHOP_FLOOR.items()}
    for name, kind in kinds.items():
        counts = await import_files(kind, [DATA / name], refused=lambda _: None)
        assert counts.refused == 0
    return database


async def test_every_zone_has_a_beacon_and_nothing_is_to_be_advised(
    loaded: AsyncDatabase[Document],
) -> None:
    zones = Market(loaded).zones
    floors = Floors.of(await zones.plans(), await zones.beacons())
    hung = {beacon.zone for beacon in floors.beacons.values()}
    assert hung == {zone.id for plan in floors.plans.values() for zone in plan.zones}
    assert advice(floors) == ()


async def test_the_identities_say_that_they_are_samples(loaded: AsyncDatabase[Document]) -> None:
    for beacon in await Market(loaded).zones.beacons():
        identity = beacon.identity
        said = identity.uuid if isinstance(identity, IBeacon) else identity.namespace
        assert bytes.fromhex(said.replace("-", "")).startswith(b"SAMPLEMARK")
