"""The REST binding around an endpoint: negotiate, answer, or say what is wrong.

Capture, query and discovery make their routes with one `Binding`.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import orjson
import structlog
from pymongo.errors import ConnectionFailure
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.access.bodies import BodyTooLargeError
from api.access.callers import Action
from api.access.routes import GuardedRoute
from api.epcis.problems import Refusal, Trouble
from api.epcis.protocol import (
    VERSION_RANGES,
    VERSIONS,
    answer_language,
    answer_type,
    body_refusal,
    version_refusal,
)
from api.graphql.view import RETRY_AFTER
from provenance.text import Message, Texts

PROBLEM: Final = "application/problem+json"

Endpoint = Callable[[Request], Awaitable[Response | Refusal]]
"""Answers a request that was negotiated: `request.state.media_type` is what to answer in."""

_AT_THE_DOOR: Final = {
    401: Trouble.SECURITY,
    403: Trouble.SECURITY,
    413: Trouble.CAPTURE_LIMIT,
}
_log = structlog.get_logger()


class _EpcisRoute(GuardedRoute):
    """Refuses whoever may not come in with the standard's problem documents."""

    def refusal(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        trouble = _AT_THE_DOOR.get(status, Trouble.IMPLEMENTATION)
        told = {"type": trouble.value, "title": HTTPStatus(status).phrase, "status": status}
        body = orjson.dumps({**told, "detail": detail})
        return Response(body, status, {**VERSIONS, **(headers or {})}, PROBLEM)


class Binding:
    """What every EPCIS resource does alike. `root` is the public address, ending in `/epcis`."""

    def __init__(self, texts: Texts, public_url: str) -> None:
        self._texts = texts
        self.root = f"{public_url}/epcis"

    def route(
        self, path: str, endpoint: Endpoint, action: Action, method: str = "GET"
    ) -> GuardedRoute:
        """A resource under `/epcis` (`path` begins with a slash, or is empty) for one method."""

        @wraps(endpoint)
        async def answered(request: Request) -> Response:
            try:
                answer = negotiated(request) or await endpoint(request)
            except ConnectionFailure:
                message = Message("epcis-refused-unavailable")
                answer = Refusal(503, Trouble.IMPLEMENTATION, message, headers=RETRY_AFTER)
            except BodyTooLargeError:
                raise
            except ClientDisconnect:
                return Response(status_code=400)  # that nobody reads
            except Exception as error:  # the caller reads JSON, and a number to quote
                number = secrets.token_hex(8)
                _log.error("internal error", request_id=number, exc_info=error)
                message = Message("epcis-refused-internal", {"request": number})
                answer = Refusal(500, Trouble.IMPLEMENTATION, message)
            if isinstance(answer, Refusal):
                answer = self.refused(request, answer)
            answer.headers.update(VERSIONS)
            return answer

        return _EpcisRoute(f"/epcis{path}", answered, action, [method])

    def discovery(
        self, path: str, methods: Sequence[str], headers: Mapping[str, str] | None = None
    ) -> GuardedRoute:
        """OPTIONS of a resource: the methods it has besides, and `headers` that tell its limits."""
        told = {"Allow": ", ".join(("OPTIONS", *methods)), **VERSION_RANGES, **(headers or {})}

        async def options(_: Request) -> Response:
            return Response(status_code=204, headers=told)

        return self.route(path, options, Action.OBSERVE, "OPTIONS")

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """The problem document in the caller's language."""
        language = answer_language(request.headers)
        return Response(
            orjson.dumps(refusal.document(self._texts, language)),
            refusal.status,
            {**refusal.headers, "Content-Language": language},
            PROBLEM,
        )


def negotiated(request: Request) -> Refusal | None:
    """Agree on version and media types, or say why not."""
    if refusal := version_refusal(request.headers):
        return refusal
    media_type = answer_type(request.headers.get("accept"))
    if isinstance(media_type, Refusal):
        return media_type
    request.state.media_type = media_type
    return body_refusal(request.headers) if request.method == "POST" else None


def answer(
    request: Request, value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A JSON value in the negotiated media type."""
    return Response(orjson.dumps(value), status, headers, request.state.media_type)
