"""Duties run while the lease is held, each by itself, and end before a successor may begin."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.work import shift
from api.work.duty import Duty
from api.work.lease import LEASES, Lease, LeaseLostError
from provenance.store.collection import Document
from tests.api.waiting import until

TERM = timedelta(seconds=0.6)


class Noting:
    """Notes when it begins and ends."""

    def __init__(self, said: list[str], name: str = "noting") -> None:
        self.name, self._said = name, said

    async def run(self, lease: Lease) -> None:
        self._said.append(f"{self.name} begins under {lease.fence}")
        try:
            await asyncio.Event().wait()
        finally:
            self._said.append(f"{self.name} ends")


class Failing:
    name = "failing"

    def __init__(self, error: Exception) -> None:
        self.runs, self._error = 0, error

    async def run(self, lease: Lease) -> None:
        self.runs += 1
        raise self._error


@asynccontextmanager
async def working(
    database: AsyncDatabase[Document], *duties: Duty, term: timedelta = TERM
) -> AsyncIterator[asyncio.Event]:
    """A worker in this process; yields what stops it."""
    stopping = asyncio.Event()
    task = asyncio.create_task(shift.work(database, duties, stopping, holder="test", term=term))
    try:
        yield stopping
    finally:
        stopping.set()
        await task


async def test_the_second_begins_when_the_first_has_ended(
    database: AsyncDatabase[Document],
) -> None:
    said: list[str] = []
    async with working(database, Noting(said, "first"), term=timedelta(seconds=30)) as stopping:
        await until(lambda: said)
        async with working(database, Noting(said, "second"), term=timedelta(seconds=30)):
            await asyncio.sleep(2 * shift.LOOK_SECONDS)
            assert said == ["first begins under 1"]
            stopping.set()
            await until(lambda: len(said) == 3)
    assert said == ["first begins under 1", "first ends", "second begins under 2", "second ends"]


async def test_it_is_renewed_for_as_long_as_it_lasts(database: AsyncDatabase[Document]) -> None:
    said: list[str] = []
    async with working(database, Noting(said)):
        await asyncio.sleep(3 * TERM.total_seconds())
        assert said == ["noting begins under 1"]


async def test_one_who_was_succeeded_stops_and_stands_by(
    database: AsyncDatabase[Document],
) -> None:
    said: list[str] = []
    async with working(database, Noting(said)):
        await until(lambda: said)
        pipeline = [{"$set": {"fence": 7, "until": {"$add": ["$$NOW", 1000]}}}]
        await database[LEASES.name].update_one({}, pipeline)
        await until(lambda: len(said) == 3)
    assert said[1:3] == ["noting ends", "noting begins under 8"]


async def test_one_who_cannot_renew_stops_before_its_term_ends(
    database: AsyncDatabase[Document],
) -> None:
    said: list[str] = []
    async with working(database, Noting(said)):
        await until(lambda: said)
        async with database.client.start_session() as session, await session.start_transaction():
            # whoever renews waits for this transaction
            await database[LEASES.name].update_one({}, {"$inc": {"checks": 1}}, session=session)
            await until(lambda: "noting ends" in said)
            (held,) = await database[LEASES.name].find({}, {"until": 1, "now": "$$NOW"}).to_list()
            assert held["now"] < held["until"]
            await session.abort_transaction()


@pytest.mark.parametrize("error", [RuntimeError("broken"), ConnectionError("away")])
async def test_a_duty_that_fails_is_begun_again_and_disturbs_no_other(
    database: AsyncDatabase[Document], error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "_FIRST_PAUSE", 0.05)
    said: list[str] = []
    failing = Failing(error)
    async with working(database, failing, Noting(said)):
        await until(lambda: failing.runs == 3)
        assert said == ["noting begins under 1"]


async def test_a_duty_that_finds_the_lease_lost_ends_them_all(
    database: AsyncDatabase[Document],
) -> None:
    said: list[str] = []
    failing = Failing(LeaseLostError())
    async with working(database, failing, Noting(said), term=timedelta(seconds=30)):
        await until(lambda: "noting ends" in said)
    assert failing.runs >= 1
