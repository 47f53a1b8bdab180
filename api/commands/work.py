"""`freshlens work`: what must run once, as an installation runs it."""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from api import clock, logs, server
from api.settings import Settings, settings_from
from api.tasks import ended
from api.wiring import PACKAGES, connected, mongodb_uri, prepared_when_reached
from api.work import shift
from api.work.duties import duties
from api.work.duty import Parts
from provenance.store.archive import Archive
from provenance.text import Texts

_ENDING = 15.0  # seconds for duties to end in


def work() -> None:
    """Do what must run once for the whole installation, until stopped.

    Start it on several machines: one works and the others stand by. One of them takes over within
    seconds when it dies, and at once when it is stopped.
    """
    settings = settings_from(os.environ)
    logs.configure(settings.log_format)
    _work(settings)


@contextmanager
def working_beside(settings: Settings) -> Iterator[None]:
    """`freshlens work` in a process of its own; it ends with the context, or when we are killed."""
    process = get_context("spawn").Process(target=_work_beside, args=(settings,), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(_ENDING)


def _work_beside(settings: Settings) -> None:
    server.leave_on_sigterm()
    parent = parent_process()
    assert parent is not None  # noqa: S101 - this is a child

    def end_with_parent() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_parent, daemon=True).start()
    logs.configure(settings.log_format)
    _work(settings)


def _work(settings: Settings) -> None:
    with mongodb_uri(settings) as uri:
        asyncio.run(_until_stopped(settings, uri))


async def _until_stopped(settings: Settings, uri: str) -> None:
    stopping = asyncio.Event()
    for stop in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(stop, stopping.set)
    async with connected(uri) as client:
        database = client[settings.database]
        preparing = asyncio.create_task(prepared_when_reached(database))
        parts = Parts(settings, database, Archive(database), Texts(PACKAGES), clock.now)
        holder = f"{socket.gethostname()}/{os.getpid()}"
        try:
            await shift.work(database, duties(parts), stopping, holder=holder)
        finally:
            await ended([preparing])
