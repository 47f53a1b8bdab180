"""Every HTTP route declares an action, and is refused to whoever may not do it.

`undeclared_routes` lists the routes that forgot to: a test keeps it empty.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from api import clock
from api.access.audit import UNAUDITED, AuditLog, Outcome, deed, named
from api.access.authentication import Rejected
from api.access.bodies import BodyTooLargeError, within_limit
from api.access.callers import Action, Anonymous, Caller, denial, may
from api.access.door import Door, TooSoon
from api.problems import problem

REJECTED = (
    "The session or key in the Authorization header is not valid, has ended or was revoked: "
    "get a new one, or leave the header out."
)
CHALLENGE = {"WWW-Authenticate": "Bearer"}
"""What a 401 must carry (RFC 9110, 11.6.1)."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})  # they change nothing (RFC 9110, 9.2.1)


class Declared:
    """A route that says what is done there."""

    action: Action


Endpoint = Callable[[Request], Awaitable[Response]]


class GuardedRoute(Declared, Route):
    """A route whose endpoint runs only for callers who may do its action, and not too often.

    The endpoint finds the caller as `request.state.caller`. Refusals are problem documents
    (RFC 9457): 401, 403, 413 for a body over the action's limit, 429. What staff and partners
    change is written to the audit log. The app has `state.door` and `state.audit`.
    """

    def __init__(
        self, path: str, endpoint: Endpoint, action: Action, methods: Sequence[str]
    ) -> None:
        async def enforced(request: Request) -> Response:
            door: Door = request.app.state.door
            caller = await door.admitted(request.headers.get("authorization"), request, action)
            match caller:
                case Rejected():
                    return self.refusal(401, REJECTED, CHALLENGE)
                case TooSoon():
                    return self.refusal(429, caller.detail, caller.headers)
            if request.method in _SAFE or action in UNAUDITED or not named(caller):
                return await self._allowed(request, caller)
            return await self._noted(request, caller)

        self.action = action
        self._answer = endpoint
        super().__init__(path, enforced, methods=list(methods), name=endpoint.__name__)

    async def _allowed(self, request: Request, caller: Caller) -> Response:
        if not may(caller, self.action):
            detail = denial(caller, self.action)
            if isinstance(caller, Anonymous):
                return self.refusal(401, detail, CHALLENGE)
            return self.refusal(403, detail)
        request.state.caller = caller
        try:
            return await self._answer(within_limit(request, self.action))
        except BodyTooLargeError as error:
            return self.refusal(413, str(error))

    def refusal(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        """What is answered instead of the endpoint; a standard with a form of its own has that."""
        return problem(status, detail, headers)

    async def _noted(self, request: Request, caller: Caller) -> Response:
        """Do it, and write down what became of it."""
        status = 500
        try:
            response = await self._allowed(request, caller)
            status = response.status_code
            return response
        finally:
            audit: AuditLog = request.app.state.audit
            await audit.note(
                deed(
                    caller,
                    self.action,
                    f"{request.method} {self.path}",
                    _outcome(status),
                    at=clock.now(),
                    status=status,
                    given=request.path_params,
                )
            )


def _outcome(status: int) -> Outcome:
    if status < 400:
        return Outcome.OK
    return Outcome.REFUSED if status < 500 else Outcome.ERROR


def guarded(
    path: str, endpoint: Endpoint, action: Action, methods: Sequence[str] = ("GET",)
) -> GuardedRoute:
    """A route for `routes=[…]` of an app."""
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
