"""Serving the app: uvicorn on uvloop and httptools, ending its streams before it ends itself."""

import asyncio
import errno
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import uvicorn
from starlette.applications import Starlette

from api.settings import Settings

_GRACE = 10  # seconds that open requests may take to end; without it one open stream holds a stop
_LARGEST_MESSAGE = 1 << 20  # bytes of one WebSocket message


class PortTakenError(Exception):
    """Nothing can listen at the configured address; the message says what to do."""


class _Server(uvicorn.Server):
    """Tells long-lived streams to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The configured address, taken: nobody else can have it from here on.

    Raises `PortTakenError`.
    """
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen()  # a bound port can be bound again until somebody listens
        except OSError as error:
            raise PortTakenError(_why(error, settings)) from error
        yield listener


def _why(error: OSError, settings: Settings) -> str:
    place = f"{settings.host} port {settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{place} is in use: stop what runs there, or set FRESHLENS_PORT to another port."
    return f"cannot listen at {place} ({error.strerror}): set FRESHLENS_HOST and FRESHLENS_PORT."


def leave_on_sigterm() -> None:
    """From here on SIGTERM leaves this process through every `finally`, with status 143."""

    def leave(_signal: int, _frame: object) -> NoReturn:
        sys.exit(128 + signal.SIGTERM)

    signal.signal(signal.SIGTERM, leave)


def _collect_less_garbage() -> None:
    """What is there by now stays, and a request makes few cycles: 5 to 8 % of a scan's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def serve(app: Starlette, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM, then drain; SIGTERM is raised again afterwards.

    `app.state.stopping` is an `asyncio.Event` that is set when the server begins to stop: a
    stream that never ends by itself must end then.
    """
    app.state.stopping = asyncio.Event()
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        ws_max_size=_LARGEST_MESSAGE,
    )
    _collect_less_garbage()
    with suppress(KeyboardInterrupt):  # the ordinary end
        _Server(config, app.state.stopping).run(sockets=[listener])
