"""A network between browser and server that can be cut, or turn into a black hole."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.api.processes import free_port


class Network:
    """A TCP proxy on a port of its own before the server at `behind`.

    `cut` closes all connections and lets none come. `swallow` is what nobody is told of: bytes
    vanish, connections stay open, and new ones open too. Those that were caught in it stay dead
    after `heal`, as behind a router that forgot them.
    """

    def __init__(self, behind: int) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._behind = behind
        self._server: asyncio.Server | None = None
        self._lines: set[_Line] = set()
        self._swallowing = False

    async def heal(self) -> None:
        """Carry what comes from now on."""
        self._swallowing = False
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    def swallow(self) -> None:
        """Become a black hole, also for the connections there are."""
        self._swallowing = True
        for line in self._lines:
            line.dead = True

    async def cut(self) -> None:
        """Close everything, and refuse to open."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for line in [*self._lines]:
            line.close()
        await asyncio.sleep(0)

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        line = _Line(writer, dead=self._swallowing)
        self._lines.add(line)
        try:
            await line.run(reader, self._behind)
        finally:
            self._lines.discard(line)


class _Line:
    """One connection of the browser, and ours to the server behind."""

    def __init__(self, to_browser: StreamWriter, *, dead: bool) -> None:
        self.dead = dead
        self._writers = [to_browser]

    async def run(self, from_browser: StreamReader, behind: int) -> None:
        """Carry bytes both ways until either side closes."""
        try:
            with suppress(OSError):
                from_server, to_server = await asyncio.open_connection("127.0.0.1", behind)
                self._writers.append(to_server)
                async with asyncio.TaskGroup() as ways:
                    ways.create_task(self._pump(from_browser, to_server))
                    ways.create_task(self._pump(from_server, self._writers[0]))
        finally:
            self.close()

    def close(self) -> None:
        """Both ends."""
        for writer in self._writers:
            writer.close()

    async def _pump(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                if not self.dead:
                    writer.write(data)
                    await writer.drain()
        if not self.dead:
            self.close()


@asynccontextmanager
async def network(behind: int) -> AsyncIterator[Network]:
    """A network that works, to the server at that port of this machine."""
    opened = Network(behind)
    await opened.heal()
    try:
        yield opened
    finally:
        await opened.cut()
