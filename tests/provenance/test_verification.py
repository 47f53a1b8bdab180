"""Tampering with the database is seen, each kind of it by what gives it away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.epcis import ReadEvent, read_document
from provenance.projection import project, project_dirty
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.events import event_document
from provenance.verification import ProblemKind, Verification, verify
from tests.api.app_samples import LOT, PRODUCT, journey

THING = f"01/{PRODUCT.id}/10/{LOT}"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
SHIPPING = {"biz_step": "shipping"}


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    await archive.events.capture(journey())
    await project_dirty(archive.events, archive.lots)
    return archive


async def checked(archive: Archive, **given: Any) -> Verification:
    found = await verify(archive, THING, now=NOW, **given)
    assert found is not None
    return found


def kinds(found: Verification) -> list[ProblemKind]:
    return [problem.kind for problem in found.problems]


async def test_what_nobody_touched_is_sound_and_what_nobody_recorded_is_nothing(
    archive: Archive,
) -> None:
    found = await checked(archive)
    assert found.sound
    assert [entry.key for entry in found.entries] == sorted(one.event.hash for one in journey())
    assert {entry.recorded_by for entry in found.entries} == {"Green Valley"}
    assert await verify(archive, f"01/{PRODUCT.id}/10/L9", now=NOW) is None


async def test_events_with_microseconds_and_their_own_record_time_are_sound(
    archive: Archive,
) -> None:
    [first, *_] = journey()
    document = {name: value for name, value in first.document.items() if name != "ilmd"}
    document["eventTime"] = "2026-11-19T05:00:00.123456Z"
    from_document = {**document, "recordTime": "2026-11-19T06:00:00.000789Z"}
    for each in (document, from_document | {"bizStep": "inspecting"}):
        [read] = read_document(each, now=NOW)
        assert isinstance(read, ReadEvent)
        await archive.events.capture([read])
    await project_dirty(archive.events, archive.lots)
    assert (await checked(archive)).problems == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"document.readPoint.id": "https://id.gs1.org/414/9521321000018"}, "HASH_DIFFERS"),
        ({"document.eventTime": "2026-11-19T11:00:00Z"}, "HASH_DIFFERS"),
        ({"document.eventTime": "yesterday"}, "UNREADABLE"),
        ({"document.type": "EPCISDocument"}, "UNREADABLE"),
        ({"document.recordTime": "2026-11-19T11:00:00Z"}, "FIELD_DIFFERS"),
        ({"hash": f"ni:///sha-256;{'0' * 64}?ver=CBV2.0"}, "HASH_DIFFERS"),
        ({"time": datetime(2026, 11, 19, 8, tzinfo=UTC)}, "FIELD_DIFFERS"),
        ({"biz_step": "destroying"}, "FIELD_DIFFERS"),
        ({"action": "NONE"}, "FIELD_DIFFERS"),
        ({"touched": ["01/09521321000018/10/OTHER"]}, "FIELD_DIFFERS"),
        ({"refutes": True}, "FIELD_DIFFERS"),
    ],
)
async def test_a_changed_event_is_named(archive: Archive, change: Document, expected: str) -> None:
    shipped = journey()[1].event
    await archive.database["events"].update_one(SHIPPING, {"$set": change})
    found = await checked(archive)
    [event] = [problem for problem in found.problems if problem.event_id == shipped.id]
    assert event.kind.value == expected


async def test_a_deleted_event_is_missed_until_the_passport_is_built_anew(archive: Archive) -> None:
    before = await checked(archive)
    await archive.database["events"].delete_one(SHIPPING)
    found = await checked(archive)
    assert ProblemKind.EVENT_MISSING in kinds(found)
    await archive.lots.mark_all()
    await project(archive.events, archive.lots, THING)
    assert (await checked(archive)).sound  # nothing in the database tells any more
    found = await checked(archive, against=before.entries)
    assert kinds(found) == [ProblemKind.EVENT_MISSING]


async def test_a_later_use_by_date_in_the_passport_is_seen(archive: Archive) -> None:
    later = {"$set": {"best_before": "2027-01-01"}}
    await archive.database["lots"].update_one({"_id": THING}, later)
    [problem] = (await checked(archive)).problems
    assert problem.kind is ProblemKind.PASSPORT_DIFFERS
    assert problem.message.args == {"fields": "best_before"}


async def test_an_event_that_was_slipped_in_past_the_capture_is_seen(archive: Archive) -> None:
    [forged, *_] = journey(best_before="2026-11-22")
    await archive.database["events"].insert_one(dict(event_document(forged)))
    assert kinds(await checked(archive)) == [ProblemKind.PASSPORT_DIFFERS]


async def test_evidence_that_arrived_since_is_no_tampering(archive: Archive) -> None:
    await archive.events.capture(journey(best_before="2026-11-27"))
    found = await checked(archive)
    assert found.sound
    assert len(found.entries) == 4


async def test_a_change_that_agrees_with_itself_shows_only_against_entries_kept_elsewhere(
    archive: Archive,
) -> None:
    """Whoever can write the database can put a whole other truth into it."""
    kept = (await checked(archive)).entries
    await archive.database["events"].delete_many({"biz_step": "commissioning"})
    await archive.events.capture(journey(best_before="2027-01-01")[:1])
    await project_dirty(archive.events, archive.lots)
    assert (await checked(archive)).sound
    assert kinds(await checked(archive, against=kept)) == [ProblemKind.EVENT_MISSING]


@pytest.mark.parametrize(
    "change", [{"recorded_by": "Somebody"}, {"recorded_at": NOW - timedelta(days=9)}]
)
async def test_recorder_and_record_time_are_held_by_kept_entries_alone(
    archive: Archive, change: Document
) -> None:
    kept = (await checked(archive)).entries
    await archive.database["events"].update_one(SHIPPING, {"$set": change})
    await archive.lots.mark_all()
    await project(archive.events, archive.lots, THING)
    assert (await checked(archive)).sound
    assert kinds(await checked(archive, against=kept)) == [ProblemKind.ENTRY_DIFFERS]
