"""Staff and sessions, and a GraphQL endpoint to talk to."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.authentication import Authentication, new_staff
from api.access.callers import Role
from api.access.store import COLLECTIONS, AccessStore
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from tests.api.access_sample import NOW, PASSWORD, SECRET
from tests.api.app_client import application, serving
from tests.api.app_samples import FARM, PRODUCT, STORE, STORE_PLACE, journey
from tests.api.epcis_client import key_of
from tests.api.graphql_sample import sample_app


@pytest.fixture
async def store(database: AsyncDatabase[Document]) -> AccessStore:
    await prepare(database, COLLECTIONS)
    for collection in COLLECTIONS:
        await database[collection.name].delete_many({})
    return AccessStore(database)


@pytest.fixture
async def doors(store: AccessStore) -> Authentication:
    assert await store.add_staff(new_staff("ana", Role.OPERATIONS, PASSWORD, NOW))
    return Authentication(store, secret=SECRET)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(sample_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        del client.headers["accept"]
        yield client


@pytest.fixture
async def market(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application with a small market in it."""
    archive = Archive(database)
    await archive.products.put([PRODUCT])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    await archive.events.capture(journey())
    app = application(mongodb_uri, database.name)
    async with serving(app) as client:
        async with asyncio.timeout(10):
            await app.state.live.started.wait()
        yield client


@pytest.fixture
async def farm(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application, asked by an organisation with a key that may capture."""
    async with serving(application(mongodb_uri, database.name)) as client:
        client.headers.update(await key_of(database, "Farm"))
        yield client
