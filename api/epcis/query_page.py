"""What a query over REST asks for: its parameters, its headers, and where its page begins."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson
from starlette.requests import Request

from api.epcis.formats import EpcFormat, wanted_format
from api.epcis.paging import per_page, position, token, unknown_token
from api.epcis.problems import Fault, Refusal, Trouble
from provenance.epcis.query import Condition, EventQuery
from provenance.epcis.query_parameters import read_parameters
from provenance.store.event_query import Position
from provenance.text import Message

QUERY_LENGTH: Final = 16_384
"""Characters of a query string; longer ones are refused."""
EXTENSIONS: Final = "GS1-Extensions"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_PREFIX: Final = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*)=([A-Za-z][A-Za-z0-9+.-]*:\S*)")
_PAGING: Final = frozenset({"perPage", "nextPageToken"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of events: the query, how many events, after which, and how they are written.

    `digest` stands for the query, so that a token is good for no other.
    """

    query: EventQuery
    size: int
    after: Position | None
    format: EpcFormat
    digest: str


def asked(request: Request, condition: Condition | None = None) -> Asked | Refusal:
    """What a request asks for; `condition` is what its path says."""
    if len(request.scope["query_string"]) > QUERY_LENGTH:
        message = Message("epcis-refused-query-length", {"most": QUERY_LENGTH})
        return Refusal(414, Trouble.URI_TOO_LONG, message)
    epc_format = wanted_format(request.headers)
    if isinstance(epc_format, Refusal):
        return epc_format
    prefixes = _prefixes(request.headers)
    if isinstance(prefixes, Refusal):
        return prefixes
    given = [each for each in request.query_params.multi_items() if each[0] not in _PAGING]
    query = read_parameters(given, prefixes)
    if not isinstance(query, EventQuery):
        faults = [Fault(each.message, parameter=each.parameter) for each in query]
        message = Message("epcis-refused-query", {"count": len(faults)})
        return Refusal(400, Trouble.QUERY_PARAMETER, message, faults)
    size = per_page(request)
    if isinstance(size, Refusal):
        return size
    if condition is not None:
        query = replace(query, conditions=(condition, *query.conditions))
    digest = hashlib.blake2s(repr(query).encode(), digest_size=9).hexdigest()
    after = _after(request.query_params.get("nextPageToken"), digest)
    if isinstance(after, Refusal):
        return after
    return Asked(query, size, after, epc_format, digest)


def token_of(place: Position, digest: str) -> str:
    """The `nextPageToken` of the page after a position.

    It holds all there is to know: the server keeps nothing, and the token does not expire.
    """
    at = (place.time - _EPOCH) // _MILLISECOND
    return token(orjson.dumps([at, place.key, place.left, digest]))


def _after(given: str | None, digest: str) -> Position | Refusal | None:
    if given is None:
        return None
    place = place_of(given)
    if place is None or place[1] != digest:
        return unknown_token()
    return place[0]


def place_of(given: str) -> tuple[Position, str] | None:
    """The position in a token and the digest of its query; None for what is no token of ours."""
    text = position(given)
    if isinstance(text, Refusal):
        return None
    try:
        match orjson.loads(text):
            case [int(at), str(key), int() | None as left, str(digest)] if left is None or left > 0:
                return Position(_EPOCH + at * _MILLISECOND, key, left), digest
            case _:
                return None
    except (orjson.JSONDecodeError, OverflowError):
        return None


def _prefixes(headers: Mapping[str, str]) -> Mapping[str, str] | Refusal:
    """The prefixes that a GS1-Extensions header declares, as `ex=https://…, other=urn:…`."""
    given = headers.get(EXTENSIONS.lower(), "")
    found: dict[str, str] = {}
    for part in (piece.strip() for piece in given.split(",")):
        declared = _PREFIX.fullmatch(part)
        if declared:
            found[declared[1]] = declared[2]
        elif part:
            facts = {"header": EXTENSIONS, "value": part[:60]}
            return Refusal(400, Trouble.VALIDATION, Message("epcis-refused-extensions", facts))
    return found
