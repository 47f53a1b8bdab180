"""Asking for events: `/epcis/events` and one event by its eventID (EPCIS 2.0, section 12.7).

The simple event query is answered a page at a time. Named queries and subscriptions are not
offered.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.epcis.binding import Binding, answer
from api.epcis.formats import EPC_FORMAT, EpcFormat, wanted_format
from api.epcis.paging import next_link
from api.epcis.problems import Refusal, Trouble, unknown
from api.epcis.query_document import query_document
from api.epcis.query_page import Asked, asked, place_of, token_of
from provenance.epcis.query import Condition, EventQuery
from provenance.store.archive import Archive
from provenance.store.event_query import EventPage, NoPage
from provenance.text import Message

FORMATS = {EPC_FORMAT: ", ".join(EpcFormat)}
"""Header of discovery: how identifiers can be asked for."""
_AS_SENT = "/%:@!$&'()*+,;=~"
"""What a path may hold (RFC 3986, 3.3): all else is encoded, and nothing twice."""


class Queries:
    """The query side: events that match, as pages of EPCISQueryDocuments."""

    def __init__(self, archive: Archive, binding: Binding, clock: Callable[[], datetime]) -> None:
        self._queries = archive.event_queries
        self._binding = binding
        self._clock = clock

    def routes(self) -> list[BaseRoute]:
        """Events, one event, the release of page tokens, and their discovery."""
        route, discovery = self._binding.route, self._binding.discovery
        return [
            route("/events", self.events, Action.QUERY_EVENTS),
            discovery("/events", ("GET", "POST"), FORMATS),
            route("/events/{event_id:path}", self.one_event, Action.QUERY_EVENTS),
            discovery("/events/{event_id:path}", ("GET",), FORMATS),
            route("/nextPageToken/{token}", self.release, Action.QUERY_EVENTS, "DELETE"),
            discovery("/nextPageToken/{token}", ("DELETE",)),
        ]

    async def events(self, request: Request) -> Response | Refusal:
        """A page of the events that match."""
        wanted = asked(request)
        if isinstance(wanted, Refusal):
            return wanted
        page = await self._queries.page(wanted.query, wanted.size, wanted.after)
        return await self._told(request, wanted, page)

    async def events_of(
        self, request: Request, condition: Condition, missing: Refusal
    ) -> Response | Refusal:
        """A page of the events of a resource; `missing` where it has none whatever is asked."""
        wanted = asked(request, condition)
        if isinstance(wanted, Refusal):
            return wanted
        page = await self._queries.page(wanted.query, wanted.size, wanted.after)
        if isinstance(page, EventPage) and not page.events and not await self.exists(condition):
            return missing
        return await self._told(request, wanted, page)

    async def exists(self, condition: Condition) -> bool:
        """Whether any event satisfies a condition."""
        page = await self._queries.page(EventQuery((condition,)), 1)
        return isinstance(page, EventPage) and bool(page.events)

    async def _told(
        self, request: Request, wanted: Asked, page: EventPage | NoPage
    ) -> Response | Refusal:
        """A page as a document, with a link to the next one where there is one."""
        if page is NoPage.TOO_COMPLEX:
            message = Message("epcis-refused-too-complex")
            return Refusal(413, Trouble.QUERY_TOO_COMPLEX, message)
        if page is NoPage.TOO_LARGE:
            message = Message("epcis-refused-too-large", {"most": wanted.query.most})
            return Refusal(413, Trouble.QUERY_TOO_LARGE, message)
        now = self._clock()
        document, written = await asyncio.to_thread(query_document, page.events, wanted.format, now)
        headers = {EPC_FORMAT: written.value}
        if page.next is not None:
            following = token_of(page.next, wanted.digest)
            headers |= next_link(self._binding.root, _path(request), request, following)
        return answer(request, document, headers=headers)

    async def one_event(self, request: Request) -> Response | Refusal:
        """The event with an eventID, with the error declarations that bear it too."""
        wanted = wanted_format(request.headers)
        if isinstance(wanted, Refusal):
            return wanted
        event_id = request.path_params["event_id"]
        found = await self._queries.bearing(event_id)
        if not found:
            return unknown(Message("epcis-refused-no-event", {"event": event_id[:200]}))
        document, written = await asyncio.to_thread(query_document, found, wanted, self._clock())
        return answer(request, document, headers={EPC_FORMAT: written.value})

    async def release(self, request: Request) -> Response | Refusal:
        """204 for a token of ours: it holds nothing here that could be let go."""
        given = request.path_params["token"]
        if place_of(given) is None:
            return unknown(Message("epcis-refused-token"))
        return Response(status_code=204)


def _path(request: Request) -> str:
    """The path under `/epcis` as it was sent, percent-encoded."""
    sent = quote(request.scope["raw_path"], safe=_AS_SENT)
    return sent.partition("/epcis")[2]
