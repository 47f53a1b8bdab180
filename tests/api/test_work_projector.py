"""The projector keeps every passport true that can be built."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pymongo.asynchronous.database import AsyncDatabase
from structlog.testing import capture_logs

from api.tasks import ended
from api.work.lease import acquired
from api.work.projector import LOOK_SECONDS, Projector
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.events import EVENTS
from tests.api.app_samples import PRODUCT, journey
from tests.api.waiting import until


def thing(lot: str) -> str:
    return f"01/{PRODUCT.id}/10/{lot}"


@asynccontextmanager
async def projecting(database: AsyncDatabase[Document]) -> AsyncIterator[Archive]:
    lease = await acquired(database, "work", "test")
    assert lease
    archive = Archive(database)
    task = asyncio.create_task(Projector(archive).run(lease))
    yield archive
    await ended([task])


async def test_a_delivery_of_many_lots_is_built(database: AsyncDatabase[Document]) -> None:
    async with projecting(database) as archive:
        await archive.events.capture([event for n in range(60) for event in journey(f"L{n}")])

        async def all_built() -> bool:
            return not [each async for each in archive.lots.dirty()]

        await until(all_built)
    for number in range(60):
        known = await archive.lots.known(thing(f"L{number}"))
        assert known
        assert known.lineage


async def test_a_lot_that_cannot_be_built_keeps_no_other_from_it_and_is_told_once(
    database: AsyncDatabase[Document],
) -> None:
    await Archive(database).events.capture(journey("damaged"))
    await database[EVENTS.name].update_many(
        {}, {"$set": {"type": "no type"}}, bypass_document_validation=True
    )
    with capture_logs() as said:
        async with projecting(database) as archive:
            await archive.events.capture(journey("L1"))

            async def only_the_damaged_is_left() -> bool:
                return [each async for each in archive.lots.dirty()] == [thing("damaged")]

            await until(only_the_damaged_is_left)
            await asyncio.sleep(3 * LOOK_SECONDS)
    assert [each["event"] for each in said] == ["a passport cannot be built"]
