"""Working while one holds the lease, standing by while another does."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

from api.tasks import ended, is_ending, rest
from api.work.duty import Duty
from api.work.lease import TERM, Lease, LeaseLostError, acquired
from provenance.store.collection import Document

NAME = "work"
"""What is leased: all duties together."""

LOOK_SECONDS = 0.5
"""How often those who stand by look whether the lease is free."""

RENEWALS_A_TERM = 3
_STOPPED_BY = 0.8  # of the term: what is left is for the duties to end in
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds
_RELEASE_SECONDS = 2.0

_log = structlog.get_logger()


async def work(
    database: AsyncDatabase[Document],
    duties: Sequence[Duty],
    stopping: asyncio.Event,
    *,
    holder: str,
    term: timedelta = TERM,
) -> None:
    """Do the duties whenever this process holds the lease; returns after `stopping` is set.

    A database that is away is waited for. On stopping, the duties end first and the lease is
    released then, so that a successor never meets them.
    """
    waiting = False
    while not stopping.is_set():
        asked = _now()
        lease = None
        try:
            lease = await acquired(database, NAME, holder, term)
        except PyMongoError as error:
            _log.warning("database is away", error=type(error).__name__)
        if lease:
            await _hold(lease, duties, asked, stopping)
        elif not waiting:
            _log.info("standing by")
        waiting = lease is None
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)


async def _hold(
    lease: Lease, duties: Sequence[Duty], asked: float, stopping: asyncio.Event
) -> None:
    """Do the duties until the lease is lost, cannot be renewed in time, or we stop.

    `asked` is the time before the lease was asked for: measured from there, our term never ends
    later than the server's.
    """
    _log.info("working", fence=lease.fence, duties=[duty.name for duty in duties])
    doing: set[asyncio.Task[Any]] = {asyncio.create_task(stopping.wait())}
    doing |= {asyncio.create_task(_done_again(duty, lease)) for duty in duties}
    renewal = asyncio.create_task(_renewed(lease, asked))
    try:
        while True:
            left = asked + lease.term.total_seconds() * _STOPPED_BY - _now()
            done, _ = await asyncio.wait(
                {*doing, renewal}, timeout=left, return_when=asyncio.FIRST_COMPLETED
            )
            if done != {renewal}:
                break
            asked = renewal.result()
            renewal = asyncio.create_task(_renewed(lease, asked))
    except LeaseLostError:
        _log.warning("another process has taken over", fence=lease.fence)
    finally:
        await ended([*doing, renewal])
        with suppress(PyMongoError, TimeoutError):
            async with asyncio.timeout(_RELEASE_SECONDS):
                await lease.release()
        _log.info("not working any more", fence=lease.fence)


async def _renewed(lease: Lease, asked: float) -> float:
    """Renew when a part of the term is over, trying until it works; the time before it did."""
    term = lease.term.total_seconds()
    await asyncio.sleep(asked + term / RENEWALS_A_TERM - _now())
    while True:
        asked = _now()
        try:
            await lease.renew()
        except PyMongoError:
            await asyncio.sleep(LOOK_SECONDS)
        else:
            return asked


async def _done_again(duty: Duty, lease: Lease) -> None:
    """Run a duty, and begin it again when it ends; returns only when the lease is lost."""
    pause = _FIRST_PAUSE
    while True:
        began = _now()
        try:
            await duty.run(lease)
        except LeaseLostError:
            return
        except PyMongoError as error:
            _log.warning("duty interrupted", duty=duty.name, error=type(error).__name__)
        except Exception:
            if is_ending():
                return
            _log.exception("duty failed", duty=duty.name)
        if _now() - began > _LONGEST_PAUSE:
            pause = _FIRST_PAUSE
        await rest(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _now() -> float:
    """Seconds that only go forward."""
    return asyncio.get_running_loop().time()
