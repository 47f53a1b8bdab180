"""Programs outside: a client over HTTP, a subscriber over graphql-transport-ws."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.api.processes import ready
from tests.bench.processes import Served

PROTOCOL = Subprotocol("graphql-transport-ws")


@asynccontextmanager
async def client_of(server: Served) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server that is ready."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as client:
        await ready(client)
        yield client


@asynccontextmanager
async def subscribed(
    server: Served, query: str, token: str, **variables: Any
) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """The data of each update while the context is open."""
    url = f"ws://127.0.0.1:{server.port}/graphql"
    async with connect(url, subprotocols=[PROTOCOL], max_size=None) as socket:

        async def heard() -> AsyncIterator[dict[str, Any]]:
            async for text in socket:
                message = orjson.loads(text)
                if message["type"] == "next":
                    assert "errors" not in message["payload"], message
                    yield message["payload"]["data"]

        async def say(message: object) -> None:
            await socket.send(orjson.dumps(message).decode())

        greeting = {"authorization": f"Bearer {token}"}
        await say({"type": "connection_init", "payload": greeting})
        assert orjson.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": query, "variables": variables}
        await say({"id": "1", "type": "subscribe", "payload": payload})
        yield heard()
