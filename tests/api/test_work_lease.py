"""The lease: one holder at a time, a fence that grows, and nobody commits over a successor."""

import asyncio
from datetime import timedelta

import pytest
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from api.work.lease import Lease, LeaseLostError, acquired
from provenance.store.collection import Document

SHORT = timedelta(seconds=0.2)


async def taken(database: AsyncDatabase[Document], term: timedelta = SHORT) -> Lease:
    for _ in range(500):
        if lease := await acquired(database, "work", "us", term):
            return lease
        await asyncio.sleep(0.01)
    raise AssertionError("the lease never became free")


async def committed(database: AsyncDatabase[Document], lease: Lease, what: str) -> None:
    """Write `what` in a transaction that ends with a check of the lease."""

    async def write(session: AsyncClientSession) -> None:
        await database.done.insert_one({"_id": what}, session=session)
        await lease.check(session)

    async with database.client.start_session() as session:
        await session.with_transaction(write)


async def done(database: AsyncDatabase[Document]) -> list[str]:
    found = [document["_id"] async for document in database.done.find().sort("_id")]
    await database.done.delete_many({})
    return found


async def test_of_many_who_ask_at_once_one_gets_it(database: AsyncDatabase[Document]) -> None:
    asked = [acquired(database, "work", "us", timedelta(seconds=30)) for _ in range(10)]
    leases = [lease for lease in await asyncio.gather(*asked) if lease]
    assert [lease.fence for lease in leases] == [1]


async def test_whoever_renews_keeps_it_beyond_its_term(database: AsyncDatabase[Document]) -> None:
    lease = await taken(database, timedelta(seconds=1))
    for _ in range(4):
        await asyncio.sleep(0.4)
        await lease.renew()
        assert await acquired(database, "work", "another", SHORT) is None


async def test_the_fence_grows_with_every_change_of_holder(
    database: AsyncDatabase[Document],
) -> None:
    assert [(await taken(database)).fence for _ in range(3)] == [1, 2, 3]


async def test_a_released_lease_is_free_at_once(database: AsyncDatabase[Document]) -> None:
    lease = await taken(database, timedelta(seconds=30))
    await lease.release()
    successor = await acquired(database, "work", "another", SHORT)
    assert successor is not None
    assert successor.fence == lease.fence + 1


async def test_one_who_lost_it_can_neither_renew_nor_release_nor_commit(
    database: AsyncDatabase[Document],
) -> None:
    paused = await taken(database)
    successor = await taken(database, timedelta(seconds=30))
    await committed(database, successor, "by the successor")
    with pytest.raises(LeaseLostError):
        await paused.renew()
    with pytest.raises(LeaseLostError):
        await committed(database, paused, "by the paused")
    await paused.release()
    await successor.renew()
    assert await done(database) == ["by the successor"]


async def test_who_is_paused_inside_a_transaction_does_not_commit_over_a_successor(
    database: AsyncDatabase[Document],
) -> None:
    """It began, and read, while the lease was still its own."""
    paused = await taken(database)
    tries = 0

    async def write(session: AsyncClientSession) -> None:
        nonlocal tries
        tries += 1
        await database.done.insert_one({"_id": "by the paused"}, session=session)
        if tries == 1:
            await taken(database, timedelta(seconds=30))
        await paused.check(session)

    async with database.client.start_session() as session:
        with pytest.raises(LeaseLostError):
            await session.with_transaction(write)
    assert tries == 2, "the collision aborts the first try, the second finds the successor"
    assert await done(database) == []


async def test_a_successor_waits_for_a_commit_that_was_checked(
    database: AsyncDatabase[Document],
) -> None:
    lease, successor = await taken(database), asyncio.Event()

    async def succeed() -> None:
        await taken(database, timedelta(seconds=30))
        successor.set()

    async with database.client.start_session() as session, await session.start_transaction():
        await database.done.insert_one({"_id": "checked"}, session=session)
        await lease.check(session)
        succeeding = asyncio.create_task(succeed())
        await asyncio.sleep(3 * SHORT.total_seconds())
        assert not successor.is_set()
    await succeeding
    assert await done(database) == ["checked"]


async def test_transactions_of_one_holder_do_not_lose_each_other(
    database: AsyncDatabase[Document],
) -> None:
    lease = await taken(database, timedelta(seconds=30))
    names = [f"{number:02}" for number in range(20)]
    await asyncio.gather(*(committed(database, lease, name) for name in names))
    assert await done(database) == names
