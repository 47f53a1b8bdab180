"""One real MongoDB for the whole run; every test starts with empty collections."""

import logging
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import structlog
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from api.embedded import mongodb
from api.wiring import COLLECTIONS
from provenance.store.collection import Document, prepare


@pytest.fixture(scope="session")
def mongodb_uri() -> Iterator[str]:
    """Where the run's MongoDB is: FRESHLENS_MONGODB_URI, else an embedded one of its own."""
    if uri := os.environ.get("FRESHLENS_MONGODB_URI"):
        yield uri
        return
    with TemporaryDirectory(prefix="fl") as folder, mongodb(Path(folder)) as uri:
        yield uri


@pytest.fixture(scope="session")
async def _database(mongodb_uri: str) -> AsyncIterator[AsyncDatabase[Document]]:
    async with AsyncMongoClient[Document](mongodb_uri, tz_aware=True) as client:
        database = client[f"freshlens_test_{secrets.token_hex(4)}"]
        await prepare(database, COLLECTIONS)
        yield database
        await client.drop_database(database.name)


@pytest.fixture
async def database(_database: AsyncDatabase[Document]) -> AsyncDatabase[Document]:
    """The run's database with its collections prepared, and empty."""
    for collection in COLLECTIONS:
        await _database[collection.name].delete_many({})
    return _database


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Published cases and real documents beside the repository; tests skip where there are none."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared data beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Commands configure the logs of their process, which here is that of all tests."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = {name: logging.getLogger(name).level for name in ("uvicorn", "httpx")}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in chatty.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()
