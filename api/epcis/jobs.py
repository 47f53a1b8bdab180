"""Working on capture jobs: those this process took, each organisation in turn, then abandoned ones.

The jobs are in the database; here are only their ids, so a killed process loses nothing but time.
"""

import asyncio
import secrets
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final

import structlog
from pymongo.errors import PyMongoError

from api.tasks import ended, is_ending
from provenance.capture import roll_forward
from provenance.store.archive import Archive
from provenance.store.captures import CLAIM, Claimed

AT_ONCE: Final = 2
"""Jobs worked on at once by a process: one is read and checked while MongoDB stores another."""
TAKEN: Final = 64
"""Captures that a process takes on before their jobs have ended."""
TAKEN_OF_ONE: Final = 16
"""Of one organisation, so that none takes the places of all."""
LOOK_SECONDS: Final = 2.0
"""Between two looks for abandoned jobs."""
PAUSE_SECONDS: Final = 1.0
"""After an error."""

_log = structlog.get_logger()


class Jobs:
    """The capture jobs that one process works on; any number of processes may."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._captures = archive.captures
        self._archive = archive
        self._clock = clock
        self._waiting: OrderedDict[str, deque[str]] = OrderedDict()
        self._taken: Counter[str] = Counter()
        self._added = asyncio.Event()
        self.worker = secrets.token_hex(8)

    @property
    def full(self) -> bool:
        """Whether this process has as many captures as it takes."""
        return self._taken.total() >= TAKEN

    def full_of(self, organisation: str) -> bool:
        """Whether an organisation has as many captures here as one may."""
        return self._taken[organisation] >= TAKEN_OF_ONE

    @contextmanager
    def place(self, organisation: str) -> Iterator[Callable[[str], None]]:
        """A place for a capture while it is received; given the job's id, until the job ends."""
        self._taken[organisation] += 1
        kept = False

        def keep(job_id: str) -> None:
            nonlocal kept
            kept = True
            self._waiting.setdefault(organisation, deque()).append(job_id)
            self._added.set()

        try:
            yield keep
        finally:
            if not kept:
                self._leave(organisation)

    async def run(self) -> None:
        """Work until cancelled; an error of one job, or a database that is away, ends nothing."""
        steps = [self._look_after_abandoned, *[self._work] * AT_ONCE]
        tasks = [asyncio.create_task(self._again(step)) for step in steps]
        try:
            await asyncio.gather(*tasks)
        finally:
            await ended(tasks)

    async def _again(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await step()
            except PyMongoError as error:
                _log.warning("a capture has to wait", error=type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
            except Exception:
                if is_ending():
                    return
                _log.exception("a capture failed")
                await asyncio.sleep(PAUSE_SECONDS)

    async def _look_after_abandoned(self) -> None:
        await self._captures.end_abandoned_transactions(self._clock())
        await asyncio.sleep(LOOK_SECONDS)

    async def _work(self) -> None:
        self._added.clear()
        own = self._next()
        if self._waiting:  # the other worker may have just looked
            self._added.set()
        if not await (self._own(*own) if own else self._abandoned()):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._added.wait(), LOOK_SECONDS)

    def _next(self) -> tuple[str, str] | None:
        """The next job that waits here, with its organisation, whose turn is then over."""
        if not self._waiting:
            return None
        organisation, job_ids = self._waiting.popitem(last=False)
        job_id = job_ids.popleft()
        if job_ids:
            self._waiting[organisation] = job_ids
        return organisation, job_id

    def _leave(self, organisation: str) -> None:
        self._taken[organisation] -= 1
        if not self._taken[organisation]:
            del self._taken[organisation]

    async def _own(self, organisation: str, job_id: str) -> bool:
        try:
            claimed = await self._captures.claim(job_id, self.worker, self._clock())
            if claimed:
                await self._done(claimed)
        finally:
            self._leave(organisation)
        return True

    async def _abandoned(self) -> bool:
        claimed = await self._captures.claim_abandoned(self.worker, self._clock())
        if claimed is None:
            return False
        _log.info("an abandoned capture is taken up", capture=claimed.job.id)
        await self._done(claimed)
        return True

    async def _done(self, claimed: Claimed) -> None:
        renewal = asyncio.create_task(self._renewed(claimed))
        try:
            async with claimed:
                await roll_forward(self._archive, claimed, self._clock())
        finally:
            await ended([renewal])

    async def _renewed(self, claimed: Claimed) -> None:
        while True:
            await asyncio.sleep(CLAIM.total_seconds() / 3)
            with suppress(PyMongoError):  # at worst another worker does it too
                await self._captures.renew(claimed.job.id, self.worker, self._clock())
