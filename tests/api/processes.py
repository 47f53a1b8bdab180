"""The command line's own processes, as an operator runs them, killed as only tests do."""

import asyncio
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.api.app_client import SECRET

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def running(command: str, uri: str, database: str, port: int = 0) -> AsyncIterator[Process]:
    """`freshlens {command}` on a database; killed when the context ends, if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        command,
        env={
            "PYTHONPATH": str(ROOT),
            "FRESHLENS_MONGODB_URI": uri,
            "FRESHLENS_DATABASE": database,
            "FRESHLENS_SECRET": SECRET,
            "FRESHLENS_PORT": str(port or free_port()),
        },
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def ready(client: httpx.AsyncClient) -> None:
    """Wait until the server at the client's address takes requests."""
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
