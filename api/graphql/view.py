"""The GraphQL endpoint: GraphQL over HTTP, whole, and graphql-transport-ws on the same path."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UnsetType

from api.access.authentication import Rejected
from api.access.callers import Action, Caller
from api.access.door import Door, TooSoon
from api.access.routes import CHALLENGE, REJECTED, OperationRoute, OperationSocket
from api.graphql.errors import INTERNAL, QUERY_TOO_LONG, RATE_LIMITED, UNAVAILABLE, told
from api.graphql.execution import CheckedSchema
from api.graphql.live import Connection, LiveHandler, LiveSocket
from api.graphql.requests import GRAPHQL_RESPONSE, JSON, RequestError, operation, response_type

ALLOWED = {"Allow": "GET, HEAD, POST, OPTIONS"}
RETRY_AFTER = {"Retry-After": "5"}
"""How long callers wait for a database that is away, in seconds."""

_BY_METHOD: Mapping[str, frozenset[OperationType]] = {
    "GET": frozenset({OperationType.QUERY}),
    "HEAD": frozenset({OperationType.QUERY}),
    "POST": frozenset({OperationType.QUERY, OperationType.MUTATION}),
}
_STATUS_BY_CODE = {UNAVAILABLE: 503, QUERY_TOO_LONG: 413}

ContextFor = Callable[[HTTPConnection, Caller], object]
"""Makes the context of one operation (`info.context`); it has at least a `caller`."""


class GraphQLView(GraphQL[Any, None]):
    """An ASGI endpoint for `routes=[*view.routes("/graphql")]`.

    `door` reads the Authorization header of a request, or `authorization` in the
    connectionParams of a socket. Strawberry serves the sockets; HTTP is read and answered here.
    """

    graphql_transport_ws_handler_class = LiveHandler
    websocket_adapter_class = LiveSocket

    def __init__(self, schema: CheckedSchema, *, context_for: ContextFor, door: Door) -> None:
        super().__init__(
            schema,
            graphql_ide=None,  # its page loads scripts from elsewhere
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=timedelta(seconds=5),
            max_subscriptions_per_connection=20,
        )
        self.context_for = context_for
        self.door = door

    def routes(self, path: str) -> list[BaseRoute]:
        """The HTTP and the WebSocket route at `path`."""
        return [OperationRoute(path, self), OperationSocket(path, self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request, or serve one socket."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self._response(request)
        if request.method == "HEAD":
            response.body = b""  # the headers stay those of the GET
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=ALLOWED)
        media_type = response_type(", ".join(request.headers.getlist("accept")))
        try:
            if media_type is None:
                message = f"Accept {GRAPHQL_RESPONSE} or {JSON}: nothing else is spoken here."
                raise RequestError(406, message, "NOT_ACCEPTABLE")
            return _answer(await self._result(request), media_type)
        except RequestError as error:
            body = {"errors": [{"message": error.message, "extensions": {"code": error.code}}]}
            return _response(body, error.status, media_type or JSON, error.headers)
        except Exception as error:
            failure = told(GraphQLError("", original_error=error))
            return _answer(ExecutionResult(None, [failure]), media_type or JSON)

    async def _result(self, request: Request) -> ExecutionResult:
        kinds = _BY_METHOD.get(request.method)
        if kinds is None:
            raise RequestError(405, "Send GET or POST.", "METHOD_NOT_ALLOWED", ALLOWED)
        authorization = request.headers.get("authorization")
        caller = await self.door.admitted(authorization, request, Action.SEND_OPERATION)
        match caller:
            case Rejected():
                raise RequestError(401, REJECTED, "UNAUTHENTICATED", CHALLENGE)
            case TooSoon():
                raise RequestError(429, caller.detail, RATE_LIMITED, caller.headers)
        asked = await operation(request)
        try:
            return await self.schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=self.context_for(request, caller),
                operation_name=asked.operation_name,
                operation_extensions=asked.extensions,
                allowed_operation_types=kinds,
            )
        except InvalidOperationTypeError as error:
            raise _not_carried(error.operation_type) from error

    async def get_context(self, request: Request | WebSocket, response: object) -> Connection:  # noqa: ARG002 - Strawberry's signature
        """What is known of a socket before its first operation."""
        return Connection(request)

    async def on_ws_connect(self, context: Connection) -> UnsetType:
        """Find out who calls, from the connectionParams."""
        authorization = (context.connection_params or {}).get("authorization")
        if authorization is not None and not isinstance(authorization, str):
            raise ConnectionRejectionError
        caller = await self.door.admitted(authorization, context.http, Action.SEND_OPERATION)
        if isinstance(caller, Rejected | TooSoon):
            raise ConnectionRejectionError
        context.caller = caller
        return UnsetType()  # acknowledge without a payload

    def decode_json(self, data: str | bytes) -> object:
        """One message of a socket."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        """One message of a socket: the protocol speaks in text frames."""
        return orjson.dumps(data).decode()


def _not_carried(kind: OperationType) -> RequestError:
    if kind is OperationType.SUBSCRIPTION:
        message = "Subscriptions are served over WebSocket, protocol graphql-transport-ws."
        return RequestError(400, message, "BAD_REQUEST")
    message = "GET only asks: send mutations by POST."
    return RequestError(405, message, "METHOD_NOT_ALLOWED", {"Allow": "POST"})


def _answer(result: ExecutionResult, media_type: str) -> Response:
    """The response for a result (GraphQL over HTTP, "Response").

    Where execution never began there is no `data`: 400 in the specification's own media type,
    200 in `application/json`.
    """
    if not result.errors:
        return _response({"data": result.data}, 200, media_type)
    codes = {(error.extensions or {}).get("code") for error in result.errors}
    errors = [error.formatted for error in result.errors]
    for code, status in _STATUS_BY_CODE.items():
        if code in codes:
            headers = RETRY_AFTER if status == 503 else None
            return _response({"errors": errors}, status, media_type, headers)
    if result.data is not None or any(error.path for error in result.errors):
        return _response({"errors": errors, "data": result.data}, 200, media_type)
    if INTERNAL in codes:
        return _response({"errors": errors}, 500, media_type)
    return _response({"errors": errors}, 400 if media_type == GRAPHQL_RESPONSE else 200, media_type)


def _response(
    body: Mapping[str, object],
    status: int,
    media_type: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(
        orjson.dumps(body),
        status,
        {"Vary": "Accept, Authorization, Accept-Language", **(headers or {})},
        media_type=f"{media_type}; charset=utf-8",
    )
