"""Processes of their own for servers and load generator: none works on another's time."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from socket import socket

from starlette.applications import Starlette

from api import logs, server
from api.settings import Settings

_SPAWN = get_context("spawn")
_STOPPING = 15.0  # seconds; a server lets open requests end for ten

Build = Callable[[Settings, str], Starlette]
"""Makes an app on the MongoDB at a URI; found by name in the server's process."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its loopback port and its process."""

    port: int
    pid: int

    def peak_memory(self) -> int | None:
        """The most bytes that its process has held at once; None where the system tells not."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return None
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) * 1024


@contextmanager
def serving(build: Build, settings: Settings, uri: str) -> Iterator[Served]:
    """An app on uvicorn in its own process, at a free port; it stops when the context ends."""
    here = replace(settings, host="127.0.0.1", port=0, anonymous_rate=0)
    with server.listening(here) as listener:
        port = listener.getsockname()[1]
        process = _SPAWN.Process(target=_serve, args=(build, here, uri, listener), daemon=True)
        process.start()  # the child has the listener now
    assert process.pid is not None
    try:
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.join(_STOPPING)
        if process.is_alive():
            process.kill()
            process.join()


def load_generator() -> ProcessPoolExecutor:
    """One process that calls `load`."""
    return ProcessPoolExecutor(1, _SPAWN, initializer=_end_with_parent)


def loaders() -> ProcessPoolExecutor:
    """Two processes that fill a database: as many as a server of two cores keeps up with."""
    return ProcessPoolExecutor(2, _SPAWN, initializer=_end_with_parent)


def _serve(build: Build, settings: Settings, uri: str, listener: socket) -> None:
    _end_with_parent()
    logs.configure(settings.log_format)
    server.serve(build(settings, uri), listener)


def _end_with_parent() -> None:
    """Leave no process behind, also when the bench is killed."""
    parent = parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
