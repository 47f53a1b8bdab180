"""A wire to a scale: bytes in and out, whatever it is made of."""

import asyncio
import os
from typing import Protocol as Interface

AT_ONCE = 4096


class Link(Interface):
    """An open wire. Every method raises `OSError` once it is gone."""

    async def read(self) -> bytes:
        """The next bytes, at least one."""

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def close(self) -> None:
        """Let the wire go; closing twice is fine."""


class FileLink:
    """A wire that is a file: a serial port, a hidraw device. `fd` must not block; it is closed."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._open = True

    async def read(self) -> bytes:
        """The next bytes; an end of file is a wire that is gone."""
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        loop.add_reader(self._fd, _once, ready)
        try:
            await ready
        finally:
            loop.remove_reader(self._fd)
        data = os.read(self._fd, AT_ONCE)
        if not data:
            raise OSError("the other end is gone")
        return data

    def write(self, data: bytes) -> None:
        """Send bytes; a scale's questions always fit the buffer."""
        os.write(self._fd, data)

    def close(self) -> None:
        """Close the file."""
        if self._open:
            self._open = False
            os.close(self._fd)


def _once(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
