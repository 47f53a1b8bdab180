"""Millions of documents in minutes: two processes load them, and the indexes come afterwards.

Each write is acknowledged by one member (w:1) and unordered. An index that grows with the load is
slower to build and larger in the end.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from pymongo import MongoClient, WriteConcern
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Collection, Document, prepare
from provenance.store.lots import LOTS
from tests.bench.mould import Mould
from tests.bench.processes import loaders

TOGETHER = 100
"""Lots that are cast together."""
SHARE = 5_000
"""Lots that a loader takes at a time."""
FAST = WriteConcern(w=1)


async def multiplied(
    database: AsyncDatabase[Document],
    uri: str,
    mould: Mould,
    lots: int,
    collections: Sequence[Collection],
) -> None:
    """Store so many copies of a lot in a database: its events, or its passport too."""
    for collection in collections:
        await database[collection.name].drop_indexes()
    shares = [range(first, min(first + SHARE, lots)) for first in range(0, lots, SHARE)]
    with loaders() as pool:
        store = partial(_store, uri, database.name, mould, [each.name for each in collections])
        await asyncio.gather(*(asyncio.wrap_future(pool.submit(store, each)) for each in shares))
    await prepare(database, collections)
    await database.client.admin.command("fsync")  # or the checkpoint runs while we measure


def _store(
    uri: str, name: str, mould: Mould, collections: Sequence[str], numbers: Sequence[int]
) -> None:
    with MongoClient[Document](uri) as client:
        for first in range(0, len(numbers), TOGETHER):
            cast = numbers[first : first + TOGETHER]
            for collection in collections:
                stored = client[name].get_collection(collection, write_concern=FAST)
                documents = (
                    map(mould.passport_of, cast)
                    if collection == LOTS.name
                    else (event for number in cast for event in mould.events_of(number))
                )
                stored.insert_many(documents, ordered=False, bypass_document_validation=True)
