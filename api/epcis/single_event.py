"""`POST /epcis/events`: one event, stored before it is answered (EPCIS 2.0, section 12.6)."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.epcis.binding import Binding, answer
from api.epcis.body import body_of
from api.epcis.capture import organisation_of
from api.epcis.capture_job import utc
from api.epcis.problems import Refusal, Trouble, invalid
from provenance.epcis import Problem, ReadEvent, read_document, read_json
from provenance.epcis_readings import record_readings
from provenance.events import EventType
from provenance.store.archive import Archive
from provenance.store.refused import NotTaken, unless_refused
from provenance.text import Message

CONTEXT: Final = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
"""What an event without an `@context` of its own is read with."""


class SingleEvent:
    """The synchronous door for one event."""

    def __init__(self, archive: Archive, binding: Binding, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._binding = binding
        self._clock = clock

    def routes(self) -> list[BaseRoute]:
        """`POST /epcis/events`; its discovery is that of the resource, which queries have too."""
        return [self._binding.route("/events", self.take, Action.CAPTURE, "POST")]

    async def take(self, request: Request) -> Response | Refusal:
        """201 with the event as stored; 409 for one whose eventID or content is known.

        An error declaration bears the eventID of the event it takes back and is stored beside it.
        """
        body = await body_of(request)
        if isinstance(body, Refusal):
            return body
        now = self._clock()
        organisation = organisation_of(request.state.caller)
        found = await asyncio.to_thread(_read, body, now, organisation)
        if not isinstance(found, ReadEvent):
            return invalid(found)
        event = found.event
        location = f"{self._binding.root}/events/{quote(event.id, safe='')}"
        events = self._archive.events
        if not event.refutes and any(not known.refutes for known in await events.named(event.id)):
            return _exists(event.id)
        await record_readings(self._archive, [found])
        outcome = await unless_refused(events.capture([found]))
        if isinstance(outcome, NotTaken):
            return invalid([Problem("", Message("epcis-not-taken", {"why": outcome.why}))])
        if not outcome.stored:
            return _exists(event.id)
        told = {**found.document, "eventID": event.id, "recordTime": utc(now)}
        return answer(request, told, 201, {"Location": location})


def _exists(event_id: str) -> Refusal:
    message = Message("epcis-refused-known-event", {"event": event_id})
    return Refusal(409, Trouble.ALREADY_EXISTS, message)


def _read(body: bytes, now: datetime, organisation: str) -> ReadEvent | list[Problem]:
    """The one event of a body, or what is wrong."""
    parsed = read_json(body)
    if isinstance(parsed, Problem):
        return [parsed]
    if not isinstance(parsed, Mapping) or parsed.get("type") not in list(EventType):
        known = ", ".join(EventType)
        return [Problem("/type", Message("epcis-refused-not-one-event", {"known": known}))]
    with_context = parsed if "@context" in parsed else {"@context": CONTEXT, **parsed}
    found = read_document(with_context, now=now, recorded_by=organisation, recorded_at=now)
    problems = [each for each in found if isinstance(each, Problem)]
    event = found[0]
    return event if isinstance(event, ReadEvent) else problems
