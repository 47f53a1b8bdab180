"""What a simulated scale is plugged into: a pseudo-terminal, or a TCP port."""

import asyncio
import os
import pty
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol as Interface

Hear = Callable[[bytes], None]


_Connections = dict[asyncio.Task[object], asyncio.StreamWriter]


class Wire(Interface):
    """A plugged-in wire."""

    def send(self, data: bytes) -> None:
        """To whoever listens; nobody may."""

    async def unplug(self) -> None:
        """The other side notices."""


class Terminal:
    """A pseudo-terminal that `path` leads to as a symbolic link, like /dev/serial/by-id does."""

    def __init__(self, path: Path, hear: Hear) -> None:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        os.set_blocking(self._ours, False)
        self._path = path
        path.unlink(missing_ok=True)
        path.symlink_to(os.ttyname(self._theirs))
        asyncio.get_running_loop().add_reader(self._ours, self._readable, hear)

    def _readable(self, hear: Hear) -> None:
        with suppress(BlockingIOError):
            hear(os.read(self._ours, 4096))

    def send(self, data: bytes) -> None:
        """What nobody has read for long is lost, as on a real line."""
        try:
            os.write(self._ours, data)
        except BlockingIOError:
            termios.tcflush(self._theirs, termios.TCIFLUSH)

    async def unplug(self) -> None:
        """Both ends close; the link leads nowhere any more."""
        asyncio.get_running_loop().remove_reader(self._ours)
        self._path.unlink(missing_ok=True)
        os.close(self._ours)
        os.close(self._theirs)


class TcpPort:
    """A TCP port of this machine, as a device server has."""

    def __init__(self, server: asyncio.Server, connections: "_Connections") -> None:
        self._server = server
        self._connections = connections

    @classmethod
    async def open(cls, host: str, port: int, hear: Hear) -> "TcpPort":
        """Listen. Raises `OSError`."""
        connections: _Connections = {}

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - we run in one
            connections[task] = writer
            with suppress(OSError):
                while data := await reader.read(4096):
                    hear(data)
            del connections[task]
            writer.close()

        return cls(await asyncio.start_server(connected, host, port), connections)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.sockets[0].getsockname()[1])

    def send(self, data: bytes) -> None:
        """To every connection."""
        for writer in self._connections.values():
            writer.write(data)

    async def unplug(self) -> None:
        """Nobody listens any more, and connections end."""
        self._server.close()
        tasks = tuple(self._connections)
        for writer in self._connections.values():
            writer.transport.abort()
        await asyncio.gather(*tasks)
        await self._server.wait_closed()
