"""What everything is compared with: an empty route, and one that only reads and sends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.settings import Settings
from api.wiring import connected

ANSWERS = "bench_answers"
"""Whole GraphQL answers as documents, found by the index on `key`."""


def build(settings: Settings, uri: str) -> Starlette:
    """`/empty`, and `/bare/{key}`: `find_one` by index, then orjson."""
    client = connected(uri)
    answers = client[settings.database][ANSWERS]

    async def empty(_: Request) -> Response:
        return Response(b"{}", media_type="application/json")

    async def bare(request: Request) -> Response:
        found: Any = await answers.find_one({"key": request.path_params["key"]}, {"_id": 0})
        return Response(orjson.dumps(found), media_type="application/json")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await client.close()

    return Starlette(routes=[Route("/empty", empty), Route("/bare/{key}", bare)], lifespan=lifespan)
