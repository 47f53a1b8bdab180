"""Wiring: the one place where everything concrete is made and handed on."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConnectionFailure, PyMongoError
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from api import clock
from api.access.authentication import Authentication, Rejected
from api.access.callers import Caller
from api.access.store import AccessStore
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.graphql.view import GraphQLView
from api.health import health_routes
from api.live import Live
from api.metrics import Metrics
from api.scan_pages import ScanPages
from api.settings import Settings
from api.wiring import COLLECTIONS, connected
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from provenance.text import Texts, accepted_languages

PACKAGES = ("provenance", "kiosk", "api")
"""Packages that bring message catalogues."""

RETRY_SECONDS = 1.0


def build(settings: Settings, uri: str) -> Starlette:
    """The application on the MongoDB at `uri`; it starts also while the database is away."""
    client, watching = connected(uri), connected(uri)  # streams would hold up other questions
    database = client[settings.database]
    archive, live = Archive(database), Live(watching[settings.database])
    authentication = Authentication(AccessStore(database), secret=settings.signing_secret)
    texts = Texts(PACKAGES)
    metrics = Metrics()

    async def caller_from(authorization: str | None) -> Caller | Rejected:
        return await authentication.caller_from(authorization, clock.now())

    def context_for(connection: HTTPConnection, caller: Caller) -> Context:
        return Context(
            archive=archive,
            live=live,
            authentication=authentication,
            texts=texts,
            caller=caller,
            languages=accepted_languages(connection.headers.get("accept-language", "")),
            clock=clock.now,
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_prepared(database)), asyncio.create_task(live.run())]
        try:
            yield
        finally:
            await _ended(tasks)
            await client.close()
            await watching.close()

    schema = build_schema(production=settings.production)
    view = GraphQLView(schema, context_for=context_for, caller_from=caller_from)
    pages = ScanPages(archive, live, texts, settings.public_url, clock.now)
    app = Starlette(
        routes=[
            *view.routes("/graphql"),
            *pages.routes(),
            *health_routes(database, live, metrics),
        ],
        middleware=[metrics.middleware],
        lifespan=lifespan,
    )
    app.state.caller_from = caller_from
    app.state.live = live
    return app


async def _ended(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel until it works: the driver swallows a cancellation while it looks for a server."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)


async def _prepared(database: AsyncDatabase[Document]) -> None:
    """Collections and indexes, as soon as the database can be reached."""
    while True:
        try:
            await prepare(database, COLLECTIONS)
        except ConnectionFailure as error:
            structlog.get_logger().warning("database is away", error=type(error).__name__)
        except PyMongoError as error:
            structlog.get_logger().error(
                "database cannot be prepared: check its version and the user's rights",
                error=str(error),
            )
        else:
            return
        await asyncio.sleep(RETRY_SECONDS)
