"""Importing floor plans and beacons: what fits is stored once, what does not says why."""

import json
from collections.abc import Iterable, Mapping

import msgspec
import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from api.wiring import PACKAGES
from personalization.imports.floors import beacon_row, floor_plan_record
from personalization.imports.kinds import KINDS, Intake
from personalization.store.market import Market
from personalization.zones.floor_plan import FloorPlan
from provenance.imports.engine import import_documents
from provenance.imports.records import Counts, Refusal, Refused
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Texts
from tests.personalization.zone_samples import AT_FISH, AT_TILLS, FISH, MEAT, PLAN, TILLS, UUID

TEXTS = Texts(PACKAGES)

IBEACON_ROW = {
    "store": "s1",
    "zone": "s1-fish",
    "measured_power": "-59",
    "uuid": UUID,
    "major": "1",
    "minor": "1",
    "radius": "8",
    "x": "3",
    "y": "2",
}
UID = {"namespace": "53414d504c454d41524b", "instance": "000000000003"}


def test_a_row_is_a_beacon() -> None:
    assert beacon_row(IBEACON_ROW) == AT_FISH


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (UID, "not both"),
        ({"minor": ""}, "Say who the beacon is"),
        ({"major": "1.5"}, "whole number"),
        ({"uuid": "x"}, "no UUID"),
        ({"y": ""}, "both x and y"),
        ({"measured_power": ""}, "missing"),
        ({"tx_power": "loud"}, "whole number"),
    ],
)
def test_a_row_that_is_no_beacon_says_why(change: dict[str, str], words: str) -> None:
    refused = beacon_row({**IBEACON_ROW, **change})
    assert isinstance(refused, Refused)
    assert words in TEXTS(refused.reason, "en")


@pytest.mark.parametrize(
    ("change", "words"),
    [({"zones": [{}]}, "zones[0]"), ({"colour": "red"}, "colour"), ({"width": "12"}, "float")],
)
def test_a_document_that_is_no_floor_plan_says_why(change: dict[str, object], words: str) -> None:
    document = json.loads(msgspec.json.encode(PLAN))
    assert floor_plan_record(document) == PLAN
    refused = floor_plan_record({**document, **change})
    assert isinstance(refused, Refused)
    assert words in TEXTS(refused.reason, "en")


@pytest.fixture
async def intake(database: AsyncDatabase[Document]) -> Intake:
    archive = Archive(database)
    await archive.places.put([Place(id_, id_, PlaceKind.STORE) for id_ in ("s1", "s2")])
    return Intake(archive, Market(database))


def json_of(plan: FloorPlan, **changes: object) -> Mapping[str, object]:
    return {**json.loads(msgspec.json.encode(plan)), **changes}


async def imported(
    intake: Intake, kind: str, documents: Iterable[Mapping[str, object]]
) -> tuple[Counts, list[tuple[str, str]]]:
    """The counts, and the place and the reason of each refusal."""
    refusals: list[Refusal] = []
    counts = await import_documents(
        KINDS[kind](intake), documents, name="sample", refused=refusals.append
    )
    return counts, [(each.refused.pointer, TEXTS(each.refused.reason, "en")) for each in refusals]


async def test_plans_and_beacons_are_stored_once(intake: Intake) -> None:
    uid = {"store": "s1", "zone": "s1-tills", "measured_power": "-18", "radius": "8", **UID}
    for stored in (1, 0):
        counts, _ = await imported(intake, "floorplans", [json_of(PLAN)])
        assert counts == Counts(1, stored, 1 - stored)
        counts, _ = await imported(intake, "beacons", [IBEACON_ROW, uid])
        assert counts == Counts(2, 2 * stored, 2 - 2 * stored)
    assert await intake.market.zones.plans() == [PLAN]
    assert set(await intake.market.zones.beacons()) == {AT_FISH, AT_TILLS}
    assert await intake.market.zones.stores_of(["s1-fish", "x"]) == {"s1-fish": "s1"}


async def test_a_beacon_is_hung_on_a_plan_that_has_its_zone(intake: Intake) -> None:
    await imported(intake, "floorplans", [json_of(PLAN)])
    rows = [{**IBEACON_ROW, "zone": "s1-milk"}, {**IBEACON_ROW, "store": "s2"}, IBEACON_ROW]
    counts, refusals = await imported(intake, "beacons", rows)
    assert counts == Counts(3, 1, 0, 2)
    assert [reason.split(".")[0] for _, reason in refusals] == [
        "Store “s1” has no zone “s1-milk”",
        "Store “s2” has no floor plan yet",
    ]


async def test_a_zone_belongs_to_one_store_and_stays_while_beacons_hang_there(
    intake: Intake,
) -> None:
    await imported(intake, "floorplans", [json_of(PLAN)])
    await imported(intake, "beacons", [IBEACON_ROW])
    without_fish = msgspec.structs.replace(PLAN, zones=(MEAT, TILLS))
    documents = [
        json_of(without_fish),
        json_of(PLAN, store="s2"),
        json_of(PLAN, store="farm", zones=[]),
        json_of(PLAN, width=-1),
    ]
    counts, refusals = await imported(intake, "floorplans", documents)
    assert counts == Counts(4, 0, 0, 4)
    assert [(pointer, reason.split(".")[0]) for pointer, reason in refusals] == [
        ("/zones", "Beacons hang in zone “s1-fish”"),
        ("/zones/0/id", "Zone “s1-fish” belongs to store “s1”"),
        ("/store", "There is no store “farm”"),
        ("/width", "A floor plan’s side is -1"),
    ]
    assert await intake.market.zones.remove_beacon(AT_FISH.key)
    counts, _ = await imported(intake, "floorplans", [json_of(without_fish)])
    assert counts == Counts(1, 1)


async def test_the_database_itself_keeps_two_stores_from_having_one_zone(intake: Intake) -> None:
    zones = intake.market.zones
    await zones.put_plans([FloorPlan("s1", 12, 30, (FISH,)), FloorPlan("s2", 9, 9)])
    with pytest.raises(BulkWriteError):
        await zones.put_plans([FloorPlan("s2", 12, 30, (FISH,))])
