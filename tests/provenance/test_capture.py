"""Capture jobs: staged, rolled forward once whatever happens, and told about."""

import asyncio
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.capture import ATTEMPTS, roll_forward
from provenance.capture_jobs import Ending, ErrorBehaviour
from provenance.projection import project_dirty
from provenance.store.archive import Archive
from provenance.store.captures import CLAIM
from provenance.store.collection import Document
from tests.provenance.capture_samples import (
    BAD,
    EVENTS,
    LATER,
    NOW,
    dirty,
    ended,
    ending,
    staged,
)
from tests.provenance.epcis_samples import LOT, OBJECT, problems


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


async def test_a_document_goes_in_whole_and_its_job_ends(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    job = await staged(archive)
    assert await archive.captures.job("j") == job
    assert await ended(archive, job) == Ending(NOW, stored=4)
    assert await database.events.count_documents({}) == 4
    kept = await database.captures.find_one({})
    assert kept is not None
    assert "staged" not in kept


async def test_the_repository_gives_the_record_time_and_the_recorder(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    told = {**OBJECT, "recordTime": "2026-04-18T00:00:00Z"}
    await ended(archive, await staged(archive, [told]), LATER)
    stored = await database.events.find_one({})
    assert stored is not None
    assert (stored["recorded_at"], stored["recorded_by"]) == (LATER, "Farm")
    assert "recordTime" not in stored["document"]


async def test_rollback_stores_nothing_of_a_document_with_one_bad_event(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    found = await ended(archive, await staged(archive, [*EVENTS, BAD]))
    assert (found.stored, found.problem_count) == (0, 1)
    assert problems(found.problems) == [("/epcisBody/eventList/4/action", "epcis-not-an-action")]
    assert await database.events.count_documents({}) == 0


async def test_proceed_stores_the_good_events_and_tells_of_the_others(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    job = await staged(archive, [BAD, *EVENTS, 7], ErrorBehaviour.PROCEED)
    found = await ended(archive, job)
    assert (found.stored, found.problem_count) == (4, 2)
    assert [problem.pointer for problem in found.problems] == [
        "/epcisBody/eventList/0/action",
        "/epcisBody/eventList/5",
    ]
    assert await database.events.count_documents({}) == 4


async def test_a_repeated_document_counts_as_known(archive: Archive) -> None:
    await ended(archive, await staged(archive))
    again = await staged(archive, [*EVENTS, OBJECT], name="again")
    assert await ended(archive, again) == Ending(NOW, stored=0, known=5)


async def test_many_problems_are_counted_and_the_first_are_kept(archive: Archive) -> None:
    found = await ended(archive, await staged(archive, [BAD] * 250))
    assert (found.problem_count, len(found.problems)) == (250, 100)


async def test_two_who_work_on_one_job_store_it_once(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    job = await staged(archive)
    first = await archive.captures.claim(job.id, "worker", NOW)
    second = await archive.captures.claim_abandoned("other", LATER)
    assert first is not None
    assert second is not None
    async with first, second:
        await asyncio.gather(
            roll_forward(archive, first, NOW), roll_forward(archive, second, LATER)
        )
    found = await ending(archive, job)
    assert (found.stored, found.known, found.problems) == (4, 0, ())
    assert await database.events.count_documents({}) == 4


async def test_a_delivery_killed_after_its_transaction_ends_as_if_it_had_not_been(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    job = await staged(archive)
    await ended(archive, job)
    await project_dirty(archive.events, archive.lots)
    assert not await dirty(archive)
    await staged(archive, [*EVENTS, OBJECT], name="other")  # brings nothing, marks nothing
    other = await archive.captures.job("other")
    assert other is not None
    assert await ended(archive, other) == Ending(NOW, stored=0, known=5)
    assert not await dirty(archive)
    # as it would be found: the events stored, their job not ended
    await database.captures.delete_one({"_id": job.id})
    await staged(archive)
    assert await ended(archive, job) == Ending(NOW, stored=4, known=0)
    assert LOT.removeprefix("https://id.gs1.org/") in await dirty(archive)


@pytest.mark.parametrize("by", ["its successor", "a look around"])
async def test_the_transaction_of_a_killed_worker_holds_nobody_up(
    archive: Archive, database: AsyncDatabase[Document], by: str
) -> None:
    job = await staged(archive)
    killed = await archive.captures.claim(job.id, "worker", NOW)
    assert killed is not None
    await killed.session.start_transaction()
    thing = LOT.removeprefix("https://id.gs1.org/")
    await database.lots.insert_one(
        {"_id": thing, "v": 1, "lineage": [], "revision": 1, "dirty": True}, session=killed.session
    )
    async with asyncio.timeout(10):
        if by == "its successor":
            successor = await archive.captures.claim_abandoned("other", LATER)
            assert successor is not None
            async with successor:
                await roll_forward(archive, successor, LATER)
            assert (await ending(archive, job)).stored == 4
        else:
            await archive.captures.end_abandoned_transactions(LATER)
            other = await staged(archive, name="other", created_at=LATER)
            assert (await ended(archive, other, LATER)).stored == 4
    await killed.session.end_session()


async def test_renewing_a_claim_does_not_disturb_the_transaction(archive: Archive) -> None:
    job = await staged(archive, [{**OBJECT, "ex:n": number} for number in range(1500)])

    async def renewed() -> None:
        while True:
            await archive.captures.renew(job.id, "worker", NOW)

    renewal = asyncio.create_task(renewed())
    async with asyncio.timeout(20):
        assert (await ended(archive, job)).stored == 1500
    renewal.cancel()
    with pytest.raises(asyncio.CancelledError):
        await renewal


async def test_a_job_is_abandoned_when_nobody_renews_its_claim(archive: Archive) -> None:
    job = await staged(archive)
    assert await archive.captures.claim_abandoned("other", LATER - timedelta(seconds=1)) is None
    await archive.captures.renew(job.id, "worker", LATER)
    assert await archive.captures.claim_abandoned("other", LATER) is None
    taken = await archive.captures.claim_abandoned("other", LATER + CLAIM)
    assert taken is not None
    await taken.session.end_session()
    assert (taken.job, taken.attempt) == (job, 1)
    assert await archive.captures.claim(job.id, "worker", LATER + CLAIM) is None


async def test_an_ended_job_is_nobodys_work(archive: Archive) -> None:
    job = await staged(archive)
    await ended(archive, job)
    assert await archive.captures.claim(job.id, "worker", LATER) is None
    assert await archive.captures.claim_abandoned("other", LATER) is None


async def test_a_document_that_kills_every_worker_is_given_up(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    job = await staged(archive)
    await database.captures.update_one({}, {"$set": {"attempts": ATTEMPTS}})
    found = await ended(archive, job)
    assert problems(found.problems) == [("", "epcis-given-up")]
    assert await database.events.count_documents({}) == 0


async def test_jobs_are_listed_from_the_newest_by_organisation(archive: Archive) -> None:
    for number in range(4):
        await staged(
            archive,
            name=f"j{number}",
            created_at=NOW + timedelta(seconds=number // 2),  # two at once
            organisation=("Farm", "Mill")[number // 3],
        )
    captures = archive.captures
    assert [job.id for job in await captures.newest(9)] == ["j3", "j2", "j1", "j0"]
    assert [job.id for job in await captures.newest(9, "Farm")] == ["j2", "j1", "j0"]
    after = (NOW, "j1")
    assert [job.id for job in await captures.newest(9, None, after)] == ["j0"]
    assert await captures.job("j3", "Farm") is None
