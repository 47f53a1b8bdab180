"""Handing in documents: `/epcis/capture`, where each becomes a job (EPCIS 2.0, section 12.6).

Own event types are refused, and the master data of an `epcisHeader` is not stored.
"""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action, ApiKey, Caller
from api.epcis.binding import Binding, answer
from api.epcis.body import LIMITS, body_of, too_large
from api.epcis.capture_job import position_of, shown, token_of
from api.epcis.jobs import Jobs
from api.epcis.paging import next_link, per_page
from api.epcis.problems import Refusal, Trouble, invalid, unknown
from api.epcis.protocol import answer_language
from provenance.capture import EVENTS_LIMIT, THINGS_LIMIT, received
from provenance.capture_jobs import CaptureJob, ErrorBehaviour
from provenance.epcis import Size
from provenance.store.archive import Archive
from provenance.text import Message, Texts

BEHAVIOUR: Final = "GS1-Capture-Error-Behaviour"
STAFF: Final = "store"
"""The organisation of staff: events name organisations, never persons."""
_TRY_AGAIN: Final = {"Retry-After": "2"}


class Capture:
    """The capture side. A key hands in, and sees the jobs, for its organisation; staff see all."""

    def __init__(
        self,
        archive: Archive,
        jobs: Jobs,
        binding: Binding,
        texts: Texts,
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._jobs = jobs
        self._binding = binding
        self._texts = texts
        self._clock = clock
        self._parsing = asyncio.Semaphore(2)  # a parsed document takes ten times its bytes

    def routes(self) -> list[BaseRoute]:
        """Jobs, their list, and their discovery."""
        route, discovery = self._binding.route, self._binding.discovery
        limits = LIMITS | {BEHAVIOUR: ErrorBehaviour.ROLLBACK.value}
        return [
            route("/capture", self.take, Action.CAPTURE, "POST"),
            route("/capture", self.list_jobs, Action.CAPTURE),
            discovery("/capture", ("GET", "POST"), limits),
            route("/capture/{job_id}", self.show_job, Action.CAPTURE),
            discovery("/capture/{job_id}", ("GET",)),
        ]

    async def take(self, request: Request) -> Response | Refusal:
        """Stage a document as a job: 202 means that it is stored and will be judged."""
        behaviour = _behaviour(request)
        if isinstance(behaviour, Refusal):
            return behaviour
        organisation = organisation_of(request.state.caller)
        if self._jobs.full_of(organisation):
            return _busy(429, Message("epcis-refused-waiting"))
        if self._jobs.full:
            return _busy(503, Message("epcis-refused-busy"))
        with self._jobs.place(organisation) as keep:
            body = await body_of(request)
            if isinstance(body, Refusal):
                return body
            async with self._parsing:
                size = await asyncio.to_thread(received, body)
            if not isinstance(size, Size):
                return invalid(size)
            if refusal := _too_much(size):
                return refusal
            job_id, now = secrets.token_hex(12), self._clock()
            job = CaptureJob(job_id, organisation, now, behaviour, size.events)
            await self._archive.captures.stage(job, body, self._jobs.worker)
            keep(job.id)
        location = f"{self._binding.root}/capture/{job.id}"
        headers = {"Location": location, BEHAVIOUR: behaviour.value}
        return Response(status_code=202, headers=headers)

    async def show_job(self, request: Request) -> Response | Refusal:
        """How a job stands; another organisation's is not found."""
        job_id = request.path_params["job_id"]
        job = await self._archive.captures.job(job_id, _sees(request))
        if job is None:
            return unknown(Message("epcis-refused-no-job"))
        told = shown(job, self._texts, answer_language(request.headers))
        return answer(request, told, headers={BEHAVIOUR: job.behaviour.value})

    async def list_jobs(self, request: Request) -> Response | Refusal:
        """Jobs, the newest first, in pages."""
        size = per_page(request)
        if isinstance(size, Refusal):
            return size
        after = position_of(request)
        if isinstance(after, Refusal):
            return after
        jobs = await self._archive.captures.newest(size + 1, _sees(request), after)
        headers = {}
        if len(jobs) > size:
            headers = next_link(self._binding.root, "/capture", request, token_of(jobs[size - 1]))
        language = answer_language(request.headers)
        told = [shown(job, self._texts, language) for job in jobs[:size]]
        return answer(request, told, headers=headers)


def organisation_of(caller: Caller) -> str:
    """Who says so: the organisation that events name as their recorder."""
    return caller.organisation if isinstance(caller, ApiKey) else STAFF


def _too_much(size: Size) -> Refusal | None:
    for count, most, key in (
        (size.events, EVENTS_LIMIT, "epcis-refused-events"),
        (size.things, THINGS_LIMIT, "epcis-refused-things"),
    ):
        if count > most:
            return too_large(Message(key, {"count": count, "most": most}))
    return None


def _sees(request: Request) -> str | None:
    """The organisation whose jobs a caller sees; None for all."""
    caller = request.state.caller
    return caller.organisation if isinstance(caller, ApiKey) else None


def _behaviour(request: Request) -> ErrorBehaviour | Refusal:
    given = request.headers.get(BEHAVIOUR, ErrorBehaviour.ROLLBACK.value)
    if given in list(ErrorBehaviour):
        return ErrorBehaviour(given)
    facts = {"header": BEHAVIOUR, "value": given[:60], "known": ", ".join(ErrorBehaviour)}
    return Refusal(400, Trouble.VALIDATION, Message("epcis-refused-behaviour", facts))


def _busy(status: int, message: Message) -> Refusal:
    return Refusal(status, Trouble.IMPLEMENTATION, message, headers=_TRY_AGAIN)
