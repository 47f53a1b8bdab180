"""Health for orchestrators, and metrics for Prometheus."""

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.live import Live
from api.metrics import Metrics
from provenance.store.collection import Document


def health_routes(
    database: AsyncDatabase[Document], live: Live, metrics: Metrics
) -> list[BaseRoute]:
    """`/health/live`: the process answers; `/health/ready`: the database does too; `/metrics`."""

    async def alive(_: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def ready(_: Request) -> Response:
        try:
            await database.command("ping")
        except PyMongoError:
            return JSONResponse({"status": "database away"}, 503, RETRY_AFTER)
        if not live.started.is_set():
            return JSONResponse({"status": "starting"}, 503, RETRY_AFTER)
        return JSONResponse({"status": "ready"})

    async def measured(_: Request) -> Response:
        return Response(metrics.exposition(), media_type=metrics.media_type)

    return [
        guarded("/health/live", alive, Action.OBSERVE),
        guarded("/health/ready", ready, Action.OBSERVE),
        guarded("/metrics", measured, Action.OBSERVE),
    ]
