"""Evidence, what it marks, and the passports that are kept true to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from provenance.events import Event, MasterData
from provenance.passport import passport
from provenance.projection import gather, project, project_dirty
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.lots import passport_from
from provenance.trace import trace
from tests.provenance.stories import (
    DAY,
    DEPOT,
    FARM,
    FIRST,
    LOT,
    MIXED,
    NORTH,
    OTHER_LOT,
    PALLET,
    as_read,
    born,
    hour,
    made,
    packed,
    refuted,
    seen,
    unpacked,
)


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


async def dirty(archive: Archive) -> set[str]:
    return {thing async for thing in archive.lots.dirty()}


async def stored(archive: Archive, thing: str) -> Document:
    document = await archive.database.lots.find_one({"_id": thing})
    assert document is not None
    return document


async def captured(archive: Archive, *events: Event) -> Written:
    return await archive.events.capture(as_read(*events))


async def settled(archive: Archive, *events: Event) -> None:
    await captured(archive, *events)
    await project_dirty(archive.events, archive.lots)
    assert await dirty(archive) == set()


async def test_an_event_comes_back_as_it_was(archive: Archive) -> None:
    event = seen(
        1,
        "shipping",
        FARM,
        LOT,
        to=NORTH,
        source=FARM,
        recorded_by="Farm",
        disposition="in_transit",
        biz_location=DEPOT,
        master_data=MasterData(use_by=hour(0).date()),
        corrected_by=("urn:uuid:1",),
    )
    await captured(archive, event)
    assert await archive.events.about([LOT]) == [event]


async def test_a_passport_comes_back_as_it_was(archive: Archive) -> None:
    early, dates = seen(0, "inspecting", FARM, LOT), MasterData(use_by=hour(50).date())
    events = [early, born(1, FARM, LOT, master_data=dates), made(5, NORTH, [LOT], [MIXED])]
    await settled(archive, *events)
    for thing in (LOT, MIXED):
        known = passport_from(await stored(archive, thing))
        assert known == passport(trace(thing, events))


async def test_handing_in_twice_stores_once_and_marks_nothing(archive: Archive) -> None:
    events = [born(0, FARM, LOT), seen(1, "shipping", FARM, LOT)]
    assert await captured(archive, *events) == Written(2, 0)
    await project_dirty(archive.events, archive.lots)
    before = await stored(archive, LOT)
    assert await captured(archive, *events, events[0]) == Written(0, 3)
    assert await captured(archive) == Written()
    assert await stored(archive, LOT) == before


async def test_of_a_capture_that_is_known_in_part_the_rest_is_stored(archive: Archive) -> None:
    known, fresh = born(0, FARM, LOT), seen(1, "shipping", FARM, OTHER_LOT)
    await settled(archive, known)
    assert await captured(archive, known, fresh) == Written(1, 1)
    assert await archive.events.about([OTHER_LOT]) == [fresh]
    assert await dirty(archive) == {OTHER_LOT}


async def test_one_capture_handed_in_by_many_at_once_is_stored_once(archive: Archive) -> None:
    events = [born(0, FARM, LOT), *(seen(n, "inspecting", FARM, LOT) for n in range(1, 9))]
    parts = [events[start:] for start in range(8)]
    written = await asyncio.gather(*(captured(archive, *part) for part in parts))
    assert sum(each.stored for each in written) == len(events)
    assert sum(each.unchanged for each in written) == sum(map(len, parts)) - len(events)


async def test_a_declaration_is_stored_beside_the_event_it_takes_back(archive: Archive) -> None:
    wrong = seen(1, "shipping", FARM, LOT)
    await settled(archive, born(0, FARM, LOT), wrong)
    assert await captured(archive, refuted(wrong)) == Written(1, 0)
    again = replace(refuted(wrong), recorded_at=DAY + timedelta(days=9))  # handed in anew
    assert await captured(archive, again) == Written(0, 1)
    await project_dirty(archive.events, archive.lots)
    assert [step["biz_step"] for step in (await stored(archive, LOT))["steps"]] == ["commissioning"]


async def test_a_write_that_fails_leaves_nothing_half_done(archive: Archive) -> None:
    good, unfit = as_read(born(0, FARM, LOT), born(1, FARM, OTHER_LOT, id=7))
    with pytest.raises(PyMongoError):
        await archive.events.capture([good, unfit])
    assert await archive.database.events.count_documents({}) == 0
    assert await archive.database.lots.count_documents({}) == 0


async def test_it_marks_what_is_named_and_what_rests_on_it_and_nothing_else(
    archive: Archive,
) -> None:
    await settled(archive, born(0, FARM, LOT, OTHER_LOT), made(2, DEPOT, [LOT], [MIXED]))
    await captured(archive, seen(1, "inspecting", FARM, LOT))
    assert await dirty(archive) == {LOT, MIXED}


async def test_an_event_on_a_pallet_marks_what_was_on_it_then(archive: Archive) -> None:
    await settled(
        archive,
        packed(0, PALLET, LOT, OTHER_LOT, FIRST),
        unpacked(5, PALLET, LOT),
        made(3, DEPOT, [OTHER_LOT], [MIXED]),
    )
    await captured(archive, seen(30, "receiving", NORTH, PALLET))
    assert await dirty(archive) == {OTHER_LOT, FIRST}
    await project_dirty(archive.events, archive.lots)
    await captured(archive, seen(4, "shipping", DEPOT, PALLET))
    assert await dirty(archive) == {LOT, OTHER_LOT, FIRST, MIXED}


async def test_only_trade_items_with_a_lot_or_serial_have_passports(archive: Archive) -> None:
    urn, whole = "urn:epc:class:x", "01/09521234000105"
    await settled(archive, born(0, FARM, LOT, FIRST, PALLET, urn, whole))
    found = {document["_id"] async for document in archive.database.lots.find()}
    assert found == {LOT, FIRST}


async def test_the_other_half_of_a_transformation_marks_its_output(archive: Archive) -> None:
    await settled(archive, made(6, DEPOT, [], [MIXED], transformation="urn:t:1"))
    await captured(archive, made(3, DEPOT, [LOT], [], transformation="urn:t:1"))
    assert MIXED in await dirty(archive)
    await project_dirty(archive.events, archive.lots)
    assert LOT in passport_from(await stored(archive, MIXED)).lineage


async def test_nobody_has_a_passport_that_no_evidence_names(archive: Archive) -> None:
    assert await project(archive.events, archive.lots, LOT) is None
    assert await archive.database.lots.count_documents({}) == 0


async def test_projecting_again_changes_nothing(archive: Archive) -> None:
    await settled(archive, born(0, FARM, LOT), made(2, DEPOT, [LOT], [MIXED]))
    before = await stored(archive, MIXED)
    assert await archive.lots.mark_all() == 2
    steps: list[int] = []
    assert await project_dirty(archive.events, archive.lots, steps.append) == 2
    assert steps == [1, 2]
    assert await stored(archive, MIXED) == before | {"revision": before["revision"] + 1}


async def test_evidence_that_arrives_while_a_passport_is_built_leaves_it_dirty(
    archive: Archive,
) -> None:
    await captured(archive, born(0, FARM, LOT))
    known = await archive.lots.known(LOT)
    assert known is not None
    built = passport(await gather(archive.events, LOT))
    await captured(archive, seen(1, "shipping", FARM, LOT))
    assert not await archive.lots.put(built, known.revision, dirty=False)
    assert await dirty(archive) == {LOT}


async def test_evidence_about_a_pallet_first_heard_of_while_building_is_not_lost(
    archive: Archive,
) -> None:
    """The shipping of the pallet arrives when nobody could know that the lot is on it."""
    await captured(archive, packed(0, PALLET, LOT, place=DEPOT))
    known = await archive.lots.known(LOT)
    assert known is not None
    built = passport(await gather(archive.events, LOT))
    await captured(archive, seen(1, "shipping", DEPOT, PALLET))
    assert (await archive.lots.known(LOT)) == known
    assert await archive.lots.put(built, known.revision, dirty=True)
    assert await dirty(archive) == {LOT}
    await project(archive.events, archive.lots, LOT)
    assert [step["biz_step"] for step in (await stored(archive, LOT))["steps"]] == [
        *("packing", "shipping")
    ]


async def test_many_writers_and_projectors_at_once_lose_nothing(archive: Archive) -> None:
    pallets = [f"00/09521234000000{number:04d}" for number in range(6)]
    events = [
        born(0, FARM, LOT),
        *(packed(1, pallet, LOT, place=FARM) for pallet in pallets),
        *(seen(2 + n, "shipping", FARM, pallet) for n, pallet in enumerate(pallets)),
        *(seen(3 + n, "receiving", NORTH, pallet) for n, pallet in enumerate(pallets)),
        made(9, NORTH, [LOT], [MIXED]),
    ]

    async def write(part: Sequence[Event]) -> int:
        return sum([(await captured(archive, event)).stored for event in part])

    async def keep_projecting() -> None:
        while True:
            await project_dirty(archive.events, archive.lots)
            await asyncio.sleep(0)

    projectors = [asyncio.create_task(keep_projecting()) for _ in range(2)]
    parts = [events[start::4] for start in range(4)]
    written = await asyncio.gather(*(write(part) for part in [*parts, *parts]))
    for projector in projectors:
        projector.cancel()
    await asyncio.gather(*projectors, return_exceptions=True)
    await project_dirty(archive.events, archive.lots)
    assert sum(written) == len(events)
    for thing in (LOT, MIXED):
        expected = passport(await gather(archive.events, thing))
        assert passport_from(await stored(archive, thing)) == expected
        assert len(expected.journey.steps) == len(events)
