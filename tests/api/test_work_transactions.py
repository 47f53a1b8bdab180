"""Transactions whose process died hold nobody up, and those that are alive are left alone."""

import asyncio
from datetime import timedelta

import pytest
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from api.tasks import ended
from api.wiring import connected
from api.work.abandoned_transactions import AbandonedTransactions
from api.work.lease import acquired
from provenance.store.collection import Document


async def test_an_abandoned_transaction_is_ended_and_one_at_work_is_not(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    lease = await acquired(database, "transactions", "test")
    assert lease
    async with connected(mongodb_uri) as client, connected(mongodb_uri) as other:
        ours = client[database.name]
        duty = AbandonedTransactions(other[database.name], timedelta(seconds=1), 0.7)
        running = asyncio.create_task(duty.run(lease))
        try:
            async with client.start_session() as dead, client.start_session() as alive:
                await begun(dead, ours, "dead")
                await begun(alive, ours, "alive")
                for _ in range(15):  # slow, and at work
                    await asyncio.sleep(0.2)
                    await ours.done.update_one({"_id": "alive"}, {"$inc": {"n": 1}}, session=alive)
                await alive.commit_transaction()
                async with asyncio.timeout(20):
                    await ours.done.insert_one({"_id": "dead"})  # would wait for the lock
                with pytest.raises(OperationFailure):
                    await dead.commit_transaction()
        finally:
            await ended([running])
        assert await database.done.find().sort("_id").to_list() == [
            {"_id": "alive", "n": 15},
            {"_id": "dead"},
        ]
    await database.done.drop()


async def begun(session: AsyncClientSession, database: AsyncDatabase[Document], what: str) -> None:
    await session.start_transaction()
    await database.done.insert_one({"_id": what}, session=session)
