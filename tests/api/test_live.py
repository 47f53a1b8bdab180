"""Changes in the database reach whoever watches, and nobody else; a break loses nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from api.live import EVERY_SCAN, Live, touched_keys
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from provenance.store.products import PRODUCTS
from tests.api.app_samples import FARM, PRODUCT, STORE, STORE_PLACE

GTIN = PRODUCT.id


@asynccontextmanager
async def following(database: AsyncDatabase[Document], uri: str) -> AsyncIterator[Live]:
    async with AsyncMongoClient[Document](uri, tz_aware=True) as client:
        live = Live(client[database.name])
        task = asyncio.create_task(live.run())
        try:
            async with asyncio.timeout(10):
                await live.started.wait()
            yield live
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({"ns": {"coll": "products"}, "documentKey": {"_id": GTIN}}, {GTIN}),
        ({"ns": {"coll": "lots"}, "documentKey": {"_id": "01/1/10/L"}}, {"01/1/10/L"}),
        ({"ns": {"coll": "prices"}, "documentKey": {"_id": f"s1|{GTIN}|2026"}}, {GTIN}),
        (
            {"ns": {"coll": "cold_hours"}, "documentKey": {"_id": "s1-fish|2026-11-21T10:00"}},
            {"place:s1-fish"},
        ),
        ({"ns": {"coll": "places"}, "documentKey": {"_id": "s1"}}, {"place:s1"}),
        ({"ns": {"coll": "recalls"}, "documentKey": {"_id": "r1"}}, {EVERY_SCAN}),
    ],
)
def test_a_change_is_about_what_a_scan_rests_on(change: Document, keys: set[str]) -> None:
    assert touched_keys(change) == keys


async def test_a_new_store_is_known_without_a_restart(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with following(database, mongodb_uri) as live, asyncio.timeout(10):
        assert live.stores == {}
        with live.watching(frozenset({f"place:{STORE.id}"})) as watcher:
            await Archive(database).places.put([STORE_PLACE], [STORE])
            await watcher.woken.wait()
        assert live.stores[STORE.id].currency.code == "EUR"


async def test_places_are_known_as_they_are_now(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    archive = Archive(database)
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    async with following(database, mongodb_uri) as live, asyncio.timeout(10):
        assert live.places.keys() == {STORE_PLACE.epc, FARM.epc}
        for change in (
            archive.places.put([replace(FARM, epc="414/9521234000998")]),
            database.places.delete_one({"_id": STORE.id}),
        ):
            with live.watching(frozenset({f"place:{FARM.id}", f"place:{STORE.id}"})) as watcher:
                await change
                await watcher.woken.wait()
        assert live.places.keys() == {"414/9521234000998"}
        assert live.stores == {}


async def test_only_those_concerned_are_woken(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    archive = Archive(database)
    async with following(database, mongodb_uri) as live, asyncio.timeout(10):
        with (
            live.watching(frozenset({GTIN})) as concerned,
            live.watching(frozenset({"another"})) as other,
        ):
            await archive.products.put([PRODUCT])
            await concerned.woken.wait()
            assert not other.woken.is_set()


async def test_whoever_comes_back_learns_whether_something_happened(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    archive = Archive(database)
    async with following(database, mongodb_uri) as live, asyncio.timeout(10):
        left = live.cursor
        with live.watching(frozenset({GTIN})) as watcher:
            await archive.products.put([PRODUCT])
            await watcher.woken.wait()
        assert live.missed(live.cursor, frozenset({GTIN})) is False
        assert live.missed("long ago", frozenset({GTIN})) is None
        assert live.missed(left, frozenset({GTIN})) is True
        assert live.missed(left, frozenset({"another"})) is False


async def test_a_dropped_collection_does_not_end_the_watch(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    archive = Archive(database)
    async with following(database, mongodb_uri) as live, asyncio.timeout(10):
        await archive.products.put([PRODUCT])
        await database.drop_collection(PRODUCTS.name)
        await prepare(database, [PRODUCTS])
        with live.watching(frozenset({"02"})) as watcher:
            await archive.products.put([replace(PRODUCT, id="02", gtin=None)])
            await watcher.woken.wait()
