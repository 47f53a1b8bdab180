"""Reading GraphQL requests (GraphQL over HTTP, "Request"): what is asked, and in which form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message as HeaderMessage
from typing import Any

import orjson
from starlette.requests import Request

MAX_BODY = 1_000_000
"""Bytes of a request body that are read, at most."""

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """A well-formed GraphQL request."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    extensions: dict[str, Any] | None = None


class RequestError(Exception):
    """The request is not one we can answer: HTTP `status`, error `code`, headers to send along."""

    def __init__(
        self, status: int, message: str, code: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = headers


def _bad(message: str) -> RequestError:
    return RequestError(400, message, "BAD_REQUEST")


def response_type(accept: str) -> str | None:
    """The media type to answer in for an Accept header (RFC 9110, 12.5.1), or None: 406.

    Without a header, or where only a wildcard names either, it is `application/json`, for clients
    older than the specification; asked for by name and equally liked, the specification's own.
    """
    if not accept.strip():
        return JSON
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    by_name, ours = _liking(GRAPHQL_RESPONSE, ranges)
    _, json = _liking(JSON, ranges)
    if ours <= 0 and json <= 0:
        return None
    return GRAPHQL_RESPONSE if ours > json or (ours == json and by_name) else JSON


def _liking(media_type: str, ranges: Iterable[tuple[str, int, float]]) -> tuple[bool, float]:
    """Whether a media type is asked for by name, and its quality: the most specific range says."""
    specific, quality = max(
        ((specific, quality) for name, specific, quality in ranges if _covers(name, media_type)),
        default=(0, 0.0),
    )
    return specific == 2, quality


def _media_range(text: str) -> tuple[str, int, float]:
    """Name, how specific it is (0 to 2) and quality of one media range."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(1.0, float(value))
            except ValueError:
                quality = 0.0
    return name, 2 - name.count("*"), quality


def _covers(media_range: str, media_type: str) -> bool:
    return media_range in (media_type, "application/*", "*/*")


async def operation(request: Request) -> Operation:
    """What a GET, HEAD or POST request asks; raises `RequestError`."""
    if request.method == "POST":
        return _from_json(await _json_body(request))
    parameters: dict[str, object] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if text := request.query_params.get(name):
            parameters[name] = _json(text, f"The URL parameter `{name}`")
    # in a URL, empty is how a form leaves something out
    return _from_json({name: value for name, value in parameters.items() if value != ""})


async def _json_body(request: Request) -> object:
    content_type = HeaderMessage()
    content_type["content-type"] = request.headers.get("content-type", "")
    charset = content_type.get_content_charset("utf-8")
    if content_type.get_content_type() != JSON or charset not in ("utf-8", "utf8"):
        message = f"Send the operation as {JSON} in UTF-8."
        raise RequestError(415, message, "UNSUPPORTED_MEDIA_TYPE", {"Accept-Post": JSON})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        message = "Send the body without a content encoding."
        raise RequestError(415, message, "UNSUPPORTED_MEDIA_TYPE", {"Accept-Encoding": "identity"})
    return _json(await _body(request), "The request body")


async def _body(request: Request) -> bytes:
    too_large = RequestError(413, f"The body is too large: {MAX_BODY} bytes at most.", "TOO_LARGE")
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MAX_BODY:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise too_large
    return bytes(body)


def _json(text: str | bytes, what: str) -> object:
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _bad(f"{what} is not JSON: {error}.") from error
    return value


def _from_json(value: object) -> Operation:
    if isinstance(value, list):
        raise _bad("Batches are not answered: send each operation in a request of its own.")
    if not isinstance(value, dict):
        raise _bad("The request must be a JSON object with the member `query`.")
    query = value.get("query")
    if not isinstance(query, str) or not query.strip():
        raise _bad("`query` must be a string that holds a GraphQL document.")
    name = value.get("operationName")
    if name is not None and not isinstance(name, str):
        raise _bad("`operationName` must be a string or null.")
    return Operation(query, _object(value, "variables"), name, _object(value, "extensions"))


def _object(value: dict[str, Any], name: str) -> dict[str, Any] | None:
    found = value.get(name)
    if found is not None and not isinstance(found, dict):
        raise _bad(f"`{name}` must be an object or null.")
    return found
