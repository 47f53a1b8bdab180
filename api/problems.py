"""Problem documents (RFC 9457): what machines get when something is wrong."""

from collections.abc import Mapping
from http import HTTPStatus

import orjson
from starlette.responses import Response

PROBLEM = "application/problem+json"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem of no further type: the status in words, and `detail` for whoever reads it."""
    document = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(orjson.dumps(document), status, headers, media_type=PROBLEM)
