"""Every HTTP route declares an action, and is refused to whoever may not do it.

`undeclared_routes` lists the routes that forgot to: a test keeps it empty.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from api.access.authentication import Rejected
from api.access.callers import Action, Anonymous, Caller, denial, may

CallerFrom = Callable[[str | None], Awaitable[Caller | Rejected]]
"""Reads an Authorization header; an app keeps its own as `app.state.caller_from`."""

REJECTED = (
    "The session or key in the Authorization header is not valid, has ended or was revoked: "
    "get a new one, or leave the header out."
)
CHALLENGE = {"WWW-Authenticate": "Bearer"}
"""What a 401 must carry (RFC 9110, 11.6.1)."""


class Declared:
    """A route that says what is done there."""

    action: Action


class GuardedRoute(Declared, Route):
    """A route whose endpoint runs only for callers who may do its action.

    The endpoint finds the caller as `request.state.caller`. Refusals are 401 and 403 problem
    documents (RFC 9457).
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[[Request], Awaitable[Response]],
        action: Action,
        methods: Sequence[str],
    ) -> None:
        async def enforced(request: Request) -> Response:
            caller_from: CallerFrom = request.app.state.caller_from
            caller = await caller_from(request.headers.get("authorization"))
            if isinstance(caller, Rejected):
                return _problem(401, REJECTED)
            if not may(caller, action):
                status = 401 if isinstance(caller, Anonymous) else 403
                return _problem(status, denial(caller, action))
            request.state.caller = caller
            return await endpoint(request)

        self.action = action
        super().__init__(path, enforced, methods=list(methods), name=endpoint.__name__)


def guarded(
    path: str,
    endpoint: Callable[[Request], Awaitable[Response]],
    action: Action,
    methods: Sequence[str] = ("GET",),
) -> GuardedRoute:
    """A route for `routes=[…]` of an app that keeps `app.state.caller_from`."""
    return GuardedRoute(path, endpoint, action, methods)


def undeclared_routes(app: Starlette) -> list[str]:
    """Paths that serve something and declare no action; none is right."""
    return list(_undeclared(app.routes, ""))


def _undeclared(routes: Iterable[BaseRoute], prefix: str) -> Iterable[str]:
    for route in routes:
        path = prefix + getattr(route, "path", repr(route))
        if isinstance(route, Mount) and route.routes:
            yield from _undeclared(route.routes, path)
        elif not isinstance(route, Declared):
            yield path


def _problem(status: int, detail: str) -> JSONResponse:
    return JSONResponse(
        {"status": status, "detail": detail},
        status_code=status,
        headers=CHALLENGE if status == 401 else None,
        media_type="application/problem+json",
    )


class OperationRoute(Declared, Route):
    """The HTTP side of a GraphQL endpoint: the fields of each operation declare their actions."""

    action = Action.SEND_OPERATION

    def __init__(self, path: str, endpoint: Any) -> None:
        super().__init__(path, endpoint, name="graphql")


class OperationSocket(Declared, WebSocketRoute):
    """The WebSocket side of a GraphQL endpoint."""

    action = Action.SEND_OPERATION

    def __init__(self, path: str, endpoint: Any) -> None:
        super().__init__(path, endpoint, name="graphql-live")
