"""The FSMA 204 example chain, from documents to passports in the real database, with its traps."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import JourneyGapKind
from provenance.epcis import ReadEvent, read_document
from provenance.passport import Passport
from provenance.projection import gather, project_dirty
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.lots import passport_from

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HARVESTED, PACKED = "01/00860009999923/10/ABC1234", "01/10860009999920/10/ABC1234"
UNKNOWN, SHARED_PALLET = "01/10860009998022/10/DEF2345", "01/10860009999920/10/ABC5678"
FARM, COOLER, PACKER = "414/0860009999060", "414/0860009999077", "414/0860009999992"


@pytest.fixture
def expected(shared_data: Path) -> dict[str, Any]:
    return dict(json.loads((shared_data / "epcis" / "TRACE_EXPECTED.json").read_text()))


@pytest.fixture
def chain(shared_data: Path, expected: dict[str, Any]) -> list[ReadEvent]:
    read = [
        result
        for path in sorted(shared_data.glob(expected["documents"]))
        for result in read_document(json.loads(path.read_text()), now=NOW)
    ]
    events = [one for one in read if isinstance(one, ReadEvent)]
    assert len(events) == len(read) == 17
    return events


@pytest.fixture
async def salad(
    database: AsyncDatabase[Document], chain: list[ReadEvent], expected: dict[str, Any]
) -> Passport:
    archive = Archive(database)
    assert await archive.events.capture(chain) == Written(16, 1)
    assert await archive.events.capture(chain) == Written(0, 17)
    await project_dirty(archive.events, archive.lots)
    thing = expected["start"].removeprefix("https://id.gs1.org/")
    document = await database.lots.find_one({"_id": thing})
    assert document is not None
    assert not document["dirty"]
    return passport_from(document)


async def test_edges_are_those_expected(
    database: AsyncDatabase[Document], salad: Passport, expected: dict[str, Any]
) -> None:
    edges = (await gather(Archive(database).events, salad.thing)).edges
    assert edges == {tuple(edge) for edge in expected["expected_edges"]}


def test_it_began_at_the_farm_at_the_hour_of_harvest(salad: Passport) -> None:
    assert salad.journey.sources == (FARM,)
    creations = [
        step for step in salad.journey.steps if step.thing == HARVESTED and step.place == FARM
    ]
    assert [step.at.isoformat() for step in creations if step.biz_step != "transporting"] == [
        "2026-04-17T13:26:42+00:00"
    ]


def test_holes_and_impossible_orders_are_flagged(salad: Passport) -> None:
    assert [(gap.kind, gap.thing, gap.at) for gap in salad.journey.gaps] == [
        *(
            (
                JourneyGapKind.IMPOSSIBLE_ORDER,
                HARVESTED,
                datetime(2026, 4, 16, hour, 26, 42, tzinfo=UTC),
            )
            for hour in (13, 14)
        ),
        (JourneyGapKind.ORIGIN_UNKNOWN, UNKNOWN, None),
    ]


def test_the_packing_told_three_times_is_one_step(salad: Passport) -> None:
    made = [step for step in salad.journey.steps if step.thing == PACKED and step.place == PACKER]
    assert [step.biz_step for step in made] == ["creating_class_instance", "packing", "shipping"]


def test_what_else_was_on_the_pallet_does_not_leak_in(salad: Passport) -> None:
    assert SHARED_PALLET not in salad.lineage
    assert {step.thing for step in salad.journey.steps} == {HARVESTED, PACKED, salad.thing}


def test_stays_run_from_farm_and_cooler_to_the_kitchen(salad: Passport) -> None:
    def came_from(position: int) -> list[str | None]:
        return [salad.stays[parent].place for parent in salad.stays[position].parents]

    places = [(stay.thing, stay.place) for stay in salad.stays]
    packer = places.index((HARVESTED, PACKER))
    ways = salad.stays[packer].parents
    assert {origin for way in ways for origin in came_from(way)} == {FARM, COOLER}
    assert came_from(places.index((PACKED, PACKER))) == [PACKER]
    assert [stay.until for stay in salad.stays if stay.thing == salad.thing] == [None]
    assert all(stay.until for stay in salad.stays if stay.thing != salad.thing)


async def test_a_lot_number_under_two_gtins_is_two_lots(
    database: AsyncDatabase[Document], salad: Passport
) -> None:
    documents = await database.lots.find({"_id": {"$in": [HARVESTED, PACKED]}}).to_list()
    one, other = map(passport_from, documents)
    assert one.lot == other.lot == "ABC1234"
    assert one.places != other.places
