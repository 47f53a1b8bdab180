"""A context as GraphQL resolvers get it, on a real database with a running change stream."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.audit import AuditLog
from api.access.authentication import Authentication
from api.access.callers import Anonymous, Caller
from api.access.store import AccessStore
from api.graphql.context import Context
from api.live import EVERY_OFFER, Live
from api.offers_live import OffersLive
from api.recall_scans import RecallScans
from api.wiring import PACKAGES
from api.zones_live import ZonesLive
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Texts
from tests.api.app_samples import FARM, PRODUCT, STORE, STORE_PLACE

ANYONE = Anonymous()


@asynccontextmanager
async def running_context(
    database: AsyncDatabase[Document], uri: str, caller: Caller = ANYONE
) -> AsyncIterator[Context]:
    """The sample store with one product; `live` follows the database."""
    archive = Archive(database)
    await archive.products.put([PRODUCT])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    async with AsyncMongoClient[Document](uri, tz_aware=True) as client:
        market = Market(database)
        offers = OffersLive(market, lambda: live.touch(frozenset({EVERY_OFFER})))
        zones = ZonesLive(market.zones)
        live = Live(client[database.name], [offers, zones])
        tasks = [asyncio.create_task(each.run()) for each in (live, offers, zones)]
        async with asyncio.timeout(10):
            await live.started.wait()
            for each in (offers, zones):  # nothing is being read when the test ends
                await each.ready()
        yield Context(
            archive=archive,
            market=market,
            live=live,
            offers=offers,
            zones=zones,
            recall_scans=RecallScans(archive.recalls),
            authentication=Authentication(AccessStore(database), secret="s" * 40),
            audit=AuditLog(database),
            signer=Signer("s" * 40),
            texts=Texts(PACKAGES),
            caller=caller,
            address="192.0.2.7",
            languages=["en"],
            public_url="https://shop.example",
            clock=clock.now,
        )
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
