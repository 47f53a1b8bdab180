"""Where settings become a live database."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import structlog
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConnectionFailure, InvalidOperation, PyMongoError

from api.access import store as access
from api.embedded import mongodb
from api.settings import Settings
from api.webhooks import store as webhooks
from api.work.lease import LEASES
from personalization.store import market
from provenance.store import archive
from provenance.store.collection import Document, prepare

COLLECTIONS = (
    *archive.COLLECTIONS,
    *market.COLLECTIONS,
    *access.COLLECTIONS,
    *webhooks.COLLECTIONS,
    LEASES,
)
"""Everything an installation stores."""

PACKAGES = ("provenance", "personalization", "kiosk", "api")
"""Packages that bring message catalogues."""

RETRY_SECONDS = 1.0


@contextmanager
def mongodb_uri(settings: Settings) -> Iterator[str]:
    """The URI of the configured MongoDB, else of the embedded one while the context is open.

    Raises `api.embedded.EmbeddedError` where neither can be had.
    """
    if settings.mongodb_uri is not None:
        yield settings.mongodb_uri
    else:
        with mongodb(settings.data / "mongodb") as uri:
            yield uri


def connected(uri: str) -> AsyncMongoClient[Document]:
    """A client whose acknowledged writes are never lost, quick to notice a database that is away.

    It connects when first used; close it (it is an async context manager).
    """
    return AsyncMongoClient(
        uri,
        tz_aware=True,
        w="majority",
        retryWrites=True,
        serverSelectionTimeoutMS=2000,
        connectTimeoutMS=2000,
        heartbeatFrequencyMS=1000,
        appname="freshlens",
    )


@asynccontextmanager
async def prepared(settings: Settings, uri: str) -> AsyncIterator[AsyncDatabase[Document]]:
    """The installation's database at `uri`, its collections, validators and indexes up to date.

    Raises `pymongo.errors.ConnectionFailure` when it cannot be reached.
    """
    async with connected(uri) as client:
        database = client[settings.database]
        await prepare(database, COLLECTIONS)
        yield database


async def prepared_when_reached(database: AsyncDatabase[Document]) -> None:
    """Bring collections and indexes up to date as soon as the database can be reached."""
    while True:
        try:
            await prepare(database, COLLECTIONS)
        except ConnectionFailure as error:
            structlog.get_logger().warning("database is away", error=type(error).__name__)
        except InvalidOperation:  # the client was closed: we are stopping
            return
        except PyMongoError as error:
            structlog.get_logger().error(
                "database cannot be prepared: check its version and the user's rights",
                error=str(error),
            )
        else:
            return
        await asyncio.sleep(RETRY_SECONDS)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[AsyncDatabase[Document]]:
    """The installation's database for one command: attached to, or started and stopped for it."""
    with mongodb_uri(settings) as uri:
        async with prepared(settings, uri) as database:
            yield database
