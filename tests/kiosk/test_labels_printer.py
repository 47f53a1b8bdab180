"""Printers: a label arrives whole, or somebody hears that it did not."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from kiosk.labels import PrinterAwayError, send, weighed_label, zpl
from provenance.text import LANGUAGES
from tests.kiosk.label_samples import BANANAS, BY_WEIGHT, TEXTS


@asynccontextmanager
async def printer(*, reads: bool = True) -> AsyncIterator[tuple[int, asyncio.Queue[bytes]]]:
    """A printer's port, and what came out."""
    printed: asyncio.Queue[bytes] = asyncio.Queue()
    done = asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if reads:
            printed.put_nowait(await reader.read())
        else:
            await done.wait()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", limit=1024)
    async with server:
        yield server.sockets[0].getsockname()[1], printed
        done.set()


async def test_a_label_arrives_whole() -> None:
    label = zpl(weighed_label(BANANAS, TEXTS, "en", pattern=BY_WEIGHT))
    async with printer() as (port, printed):
        await send(label, "127.0.0.1", port)
        await send(label, "127.0.0.1", port)
        assert [await printed.get(), await printed.get()] == [label, label]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_printer_that_is_switched_off_is_told_of_in_words(language: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(PrinterAwayError) as refused:
        await send(b"^XA^XZ", "127.0.0.1", port)
    assert f"127.0.0.1:{port}" in TEXTS(refused.value.message, language)


async def test_a_printer_that_takes_nothing_is_away_after_the_time_given() -> None:
    async with printer(reads=False) as (port, _):
        began = asyncio.get_running_loop().time()
        with pytest.raises(PrinterAwayError):
            await send(b"0" * 20_000_000, "127.0.0.1", port, timeout=0.2)
        assert asyncio.get_running_loop().time() - began < 2
