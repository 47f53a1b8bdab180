"""Subscriptions over graphql-transport-ws: what Strawberry's handler leaves open.

Messages of a wrong shape close the socket with 4400 instead of ending in an exception, a database
that is away closes it with 1013, and each operation gets a context of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from graphql import GraphQLError
from pymongo.errors import ConnectionFailure
from starlette.requests import HTTPConnection
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
)

from api.access.callers import Anonymous, Caller
from api.access.door import Door
from api.graphql.errors import RATE_LIMITED
from provenance.text import accepted_languages

_REASON_BYTES = 123
"""A close frame has 125 bytes, two of them the code (RFC 6455, 5.5)."""


@dataclass(slots=True)
class Connection:
    """A socket before and between its operations."""

    http: HTTPConnection
    connection_params: Mapping[str, object] | None = None
    caller: Caller = field(default_factory=Anonymous)

    @property
    def languages(self) -> Sequence[str]:
        """As the connectionParams wish (`language`, like Accept-Language): a page cannot set
        headers of a socket. Empty: no wish."""
        wanted = (self.connection_params or {}).get("language")
        return accepted_languages(wanted) if isinstance(wanted, str) else ()


class LiveSocket(ASGIWebSocketAdapter):
    """A socket whose close reasons fit into a frame."""

    async def close(self, code: int, reason: str) -> None:
        """Close, saying why as far as it fits."""
        fitting = reason.encode()[:_REASON_BYTES].decode(errors="ignore")
        await super().close(code, fitting)


class LiveHandler(BaseGraphQLTransportWSHandler[Any, None]):
    """One socket's conversation."""

    async def handle(self) -> None:
        """Converse until the socket closes."""
        self._connection: Connection = self.context
        await super().handle()

    async def handle_message(self, message: Message) -> None:
        """Take one message, whatever it is."""
        if not _well_formed(message):
            await self.handle_invalid_message("The message has not the form of the protocol")
            return
        await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Let the caller in, or say when to come back."""
        try:
            await super().handle_connection_init(message)
        except ConnectionFailure:
            await self.websocket.close(code=1013, reason="Try again in a few seconds")

    async def run_operation(self, operation: Operation[Any, None]) -> None:
        """Run one operation with a fresh context, which it takes before anything else runs."""
        view, connection = cast(Any, self.view), self._connection
        door: Door = view.door
        if early := door.too_soon(connection.caller, connection.http):
            extensions = {"code": RATE_LIMITED, "retryAfter": early.seconds}
            await operation.send_initial_errors([GraphQLError(early.detail, extensions=extensions)])
            return
        context = view.context_for(connection.http, connection.caller)
        self.context = replace(context, languages=connection.languages or context.languages)
        await super().run_operation(operation)


def _well_formed(message: object) -> bool:
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    if message["type"] not in ("subscribe", "complete"):
        return isinstance(message.get("payload", {}), dict | None)
    if not isinstance(message.get("id"), str):
        return False
    if message["type"] == "complete":
        return True
    payload = message.get("payload")
    return (
        isinstance(payload, dict)
        and isinstance(payload.get("query"), str)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("operationName"), str | None)
    )
