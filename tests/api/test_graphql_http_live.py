"""Subscriptions over graphql-transport-ws, through a real server and a real client."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.api.graphql_sample import PRIVATE, sample_app


class Server:
    """A uvicorn on a free port, in this event loop."""

    def __init__(self, app: Starlette) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listener.getsockname()[1]}/graphql"
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="websockets-sansio")
        self._server = uvicorn.Server(config)
        self._task = asyncio.create_task(self._server._serve([self._listener]))

    async def stop(self) -> None:
        self._server.should_exit = True
        await self._task
        self._listener.close()


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Server]:
    server = Server(sample_app())
    yield server
    await server.stop()


@asynccontextmanager
async def talking(
    server: Server, authorization: object = None, protocol: str = "graphql-transport-ws"
) -> AsyncIterator[ClientConnection]:
    async with connect(server.url, subprotocols=[Subprotocol(protocol)]) as socket:
        payload = {} if authorization is None else {"authorization": authorization}
        await say(socket, {"type": "connection_init", "payload": payload})
        assert await hear(socket) == {"type": "connection_ack"}
        yield socket


async def say(socket: ClientConnection, message: object) -> None:
    await socket.send(orjson.dumps(message).decode())


async def hear(socket: ClientConnection) -> Any:
    async with asyncio.timeout(5):
        text = await socket.recv()
    assert isinstance(text, str)
    return orjson.loads(text)


async def close_code(socket: ClientConnection) -> int | None:
    with suppress(ConnectionClosed):
        while True:
            await hear(socket)
    return socket.close_code


def subscribe(query: str) -> dict[str, object]:
    return {"id": "1", "type": "subscribe", "payload": {"query": query}}


async def answers(socket: ClientConnection, query: str) -> list[object]:
    await say(socket, subscribe(query))
    heard: list[object] = []
    while True:
        message = await hear(socket)
        assert isinstance(message, dict)
        if message["type"] == "complete":
            return heard
        heard.append(message["payload"])
        if message["type"] == "error":
            return heard


async def test_a_subscription_counts_and_completes(server: Server) -> None:
    async with talking(server) as socket:
        heard = await answers(socket, "subscription {count(to: 3)}")
    assert heard == [{"data": {"count": number}} for number in range(3)]


@pytest.mark.parametrize(
    ("authorization", "caller"), [(None, "Anonymous"), ("Bearer shopper", "Shopper")]
)
async def test_the_connection_params_say_who_calls(
    server: Server, authorization: str | None, caller: str
) -> None:
    async with talking(server, authorization) as socket:
        assert await answers(socket, "{who}") == [{"data": {"who": caller}}]


@pytest.mark.parametrize(
    ("payload", "languages"),
    [({}, ["es"]), ({"language": "zh-Hans"}, ["zh-Hans"]), ({"language": 1}, ["es"])],
)
async def test_the_connection_params_say_in_which_language(
    server: Server, payload: object, languages: list[str]
) -> None:
    subprotocol, spanish = Subprotocol("graphql-transport-ws"), {"Accept-Language": "es"}
    async with connect(
        server.url, subprotocols=[subprotocol], additional_headers=spanish
    ) as socket:
        await say(socket, {"type": "connection_init", "payload": payload})
        await hear(socket)
        assert await answers(socket, "{languages}") == [{"data": {"languages": languages}}]


@pytest.mark.parametrize(
    ("authorization", "code"),
    [("Bearer stolen", 4403), (1, 4403), ("Bearer database-away", 1013)],
)
async def test_a_bad_credential_is_shown_out(
    server: Server, authorization: object, code: int
) -> None:
    async with connect(server.url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        await say(socket, {"type": "connection_init", "payload": {"authorization": authorization}})
        assert await close_code(socket) == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription {" + "count " * 5000 + "}", "GRAPHQL_PARSE_FAILED"),
        ("subscription {nothing}", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription {...f} fragment f on Subscription {...f}", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription($n:Int!) {count(to: $n)}", "BAD_USER_INPUT"),
        ("subscription {" + "x" * 100_000 + "}", "QUERY_TOO_LONG"),
    ],
)
async def test_a_wrong_operation_ends_itself_and_not_the_socket(
    server: Server, query: str, code: str
) -> None:
    async with talking(server) as socket:
        (errors,) = await answers(socket, query)
        assert isinstance(errors, list)
        assert errors[0]["extensions"]["code"] == code
        assert await answers(socket, "{hello}") == [{"data": {"hello": "hello world"}}]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {failing}", "INTERNAL"),
        ("{broken}", "INTERNAL"),
        ("{away}", "UNAVAILABLE"),
        ("{refused}", "FORBIDDEN"),
    ],
)
async def test_errors_are_masked_here_too(server: Server, query: str, code: str) -> None:
    async with talking(server) as socket:
        heard = await answers(socket, query)
    assert PRIVATE not in str(heard)
    assert code in str(heard[-1])


@pytest.mark.parametrize(
    "message",
    [
        [],
        1,
        None,
        {},
        {"type": 1},
        {"type": "unheard-of"},
        {"type": "ping", "payload": 1},
        {"type": "complete"},
        {"type": "subscribe"},
        {"type": "subscribe", "id": 1, "payload": {"query": "{hello}"}},
        {"type": "subscribe", "id": "1", "payload": "{hello}"},
        {"type": "subscribe", "id": "1", "payload": {"query": 1}},
        {"type": "subscribe", "id": "1", "payload": {"query": "{hello}", "variables": []}},
        {"type": "subscribe", "id": "1", "payload": {"query": "{hello}", "operationName": 1}},
    ],
)
async def test_a_message_of_a_wrong_shape_closes_the_socket(
    server: Server, message: object
) -> None:
    async with talking(server) as socket:
        await say(socket, message)
        assert await close_code(socket) == 4400


async def test_nothing_is_served_before_the_handshake(server: Server) -> None:
    async with connect(server.url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        await say(socket, subscribe("{hello}"))
        assert await close_code(socket) == 4401


async def test_a_second_handshake_is_one_too_many(server: Server) -> None:
    async with talking(server) as socket:
        await say(socket, {"type": "connection_init"})
        assert await close_code(socket) == 4429


async def test_the_older_protocol_is_not_spoken(server: Server) -> None:
    async with connect(server.url, subprotocols=[Subprotocol("graphql-ws")]) as socket:
        assert await close_code(socket) == 4406


async def test_a_page_of_another_site_is_refused(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(server.url, origin=Origin("https://elsewhere.example")):
            pass
    assert refused.value.response.status_code == 403


async def test_more_than_twenty_at_once_are_refused(server: Server) -> None:
    async with talking(server) as socket:
        for number in range(21):
            await say(socket, subscribe("subscription {forEver}") | {"id": str(number)})
        heard = [await hear(socket) for _ in range(21)]
    assert sum(isinstance(each, dict) and each["type"] == "error" for each in heard) == 1


async def test_a_silent_socket_is_closed(server: Server) -> None:
    async with connect(server.url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        await asyncio.wait_for(socket.wait_closed(), 8)
        assert socket.close_code == 4408


async def test_a_stopping_server_says_so() -> None:
    server = Server(sample_app())
    async with talking(server) as socket:
        await say(socket, subscribe("subscription {forEver}"))
        await hear(socket)
        stopping = asyncio.create_task(server.stop())
        assert await close_code(socket) == 1012
        await stopping


async def test_operations_that_come_too_often_are_told_when_to_come_again() -> None:
    server = Server(sample_app(anonymous_rate=1))
    async with talking(server) as socket:
        answers = []
        for _ in range(5):
            await say(socket, subscribe("{ hello }"))
            answers.append(answer := await hear(socket))
            if answer["type"] == "next":
                assert await hear(socket) == {"id": "1", "type": "complete"}
    await server.stop()
    assert [answer["type"] for answer in answers] == ["next"] * 3 + ["error"] * 2
    (error,) = answers[-1]["payload"]
    assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 1}
