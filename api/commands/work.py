"""`freshlens work`: what must run once, as an installation runs it."""

import asyncio
import os
import signal
import socket
from contextlib import AbstractContextManager

from api import clock, logs
from api.commands.beside import beside
from api.settings import Settings, settings_from
from api.tasks import ended
from api.wiring import PACKAGES, connected, mongodb_uri, prepared_when_reached
from api.work import shift
from api.work.duties import duties
from api.work.duty import Parts
from provenance.store.archive import Archive
from provenance.text import Texts


def work() -> None:
    """Do what must run once for the whole installation, until stopped.

    Start it on several machines: one works and the others stand by. One of them takes over within
    seconds when it dies, and at once when it is stopped.
    """
    settings = settings_from(os.environ)
    logs.configure(settings.log_format)
    _work(settings)


def working_beside(settings: Settings) -> AbstractContextManager[None]:
    """`freshlens work` in a process of its own; it ends with the context, or when we are killed."""
    return beside(_work_beside, settings)


def _work_beside(settings: Settings) -> None:
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
