"""A scale on the network, or a serial port behind a device server (raw TCP)."""

import asyncio

from kiosk.scale.links.link import AT_ONCE

_PATIENCE = 3.0  # seconds to connect


class TcpLink:
    """A connection to a scale."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self) -> bytes:
        """The next bytes."""
        data = await self._reader.read(AT_ONCE)
        if not data:
            raise OSError("the scale closed the connection")
        return data

    def write(self, data: bytes) -> None:
        """Send bytes; questions are a few bytes, and a dead connection is reopened."""
        if self._writer.is_closing():
            raise OSError("the connection is closed")
        self._writer.write(data)

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


async def open_tcp(host: str, port: int) -> TcpLink:
    """A connection. Raises `OSError`."""
    async with asyncio.timeout(_PATIENCE):
        return TcpLink(*await asyncio.open_connection(host, port))
