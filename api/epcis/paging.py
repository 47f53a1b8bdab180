"""Pages of a list (EPCIS 2.0, section 12.5): `perPage`, an opaque `nextPageToken`, `Link`."""

import base64
import binascii
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request

from api.epcis.problems import Fault, Refusal, Trouble
from provenance.text import Message

PER_PAGE: Final = 30
MOST_PER_PAGE: Final = 1_000
"""More asked for is refused: a page is held in memory."""


def per_page(request: Request) -> int | Refusal:
    """How many a page holds, as asked."""
    given = request.query_params.get("perPage")
    if given is None:
        return PER_PAGE
    if given.isascii() and given.isdecimal() and len(given) < 10 and int(given) in _ALLOWED:
        return int(given)
    message = Message("epcis-refused-per-page", {"value": given[:60], "most": MOST_PER_PAGE})
    return wrong_parameter("perPage", message)


_ALLOWED: Final = range(1, MOST_PER_PAGE + 1)


def wrong_parameter(name: str, message: Message) -> Refusal:
    """400 for one query parameter."""
    return Refusal(400, Trouble.QUERY_PARAMETER, message, [Fault(message, parameter=name)])


def token(position: bytes) -> str:
    """A position in a list as an opaque `nextPageToken`."""
    return base64.urlsafe_b64encode(position).decode().rstrip("=")


def position(given: str) -> bytes | Refusal:
    """The position that a `nextPageToken` stands for."""
    try:
        return base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return unknown_token()


def unknown_token() -> Refusal:
    """400 for a `nextPageToken` that we did not give."""
    return wrong_parameter("nextPageToken", Message("epcis-refused-token"))


def next_link(root: str, path: str, request: Request, next_token: str) -> dict[str, str]:
    """The Link header (RFC 8288) of the next page; `path` is the resource under `root`, encoded."""
    asked = [each for each in request.query_params.multi_items() if each[0] != "nextPageToken"]
    query = urlencode([*asked, ("nextPageToken", next_token)])
    return {"Link": f'<{root}{path}?{query}>; rel="next"'}
