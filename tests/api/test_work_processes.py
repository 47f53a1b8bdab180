"""Real processes of `freshlens work`: one works, and another takes over when it goes or dies."""

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.embedded import mongodb
from api.wiring import connected
from api.work.lease import TERM, acquired
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_samples import LOT, PRODUCT, journey
from tests.api.waiting import until

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from api.cli import main; main()", "work")
BESIDE = (
    sys.executable,
    "-c",
    "import os, sys\n"
    "from api.commands.work import working_beside\n"
    "from api.settings import settings_from\n"
    "with working_beside(settings_from(os.environ)):\n"
    "    sys.stdin.read()\n",
)
PATIENCE = 30.0  # seconds; a slow machine is no failure


class Worker:
    """A process, and what it says."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def says(self, event: str) -> dict[str, Any]:
        """Wait for a line of its log."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stderr:
                if line.startswith(b"{") and (said := json.loads(line))["event"] == event:
                    return dict(said)
        raise AssertionError(f"it ended without {event!r}")

    async def stopped(self, sent: signal.Signals) -> int:
        """Send a signal; the exit status."""
        self.process.send_signal(sent)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@asynccontextmanager
async def worker(
    uri: str, database: str, command: Sequence[str] = COMMAND
) -> AsyncIterator[Worker]:
    process = await asyncio.create_subprocess_exec(
        *command,
        env={
            "PYTHONPATH": str(ROOT),
            "FRESHLENS_MONGODB_URI": uri,
            "FRESHLENS_DATABASE": database,
            "FRESHLENS_LOG": "json",
        },
        stdin=PIPE,
        stderr=PIPE,
    )
    try:
        yield Worker(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def projected(archive: Archive, lot: str) -> None:
    """Hand in the journey of a lot and wait until its passport is built."""
    await archive.events.capture(journey(lot))

    async def built() -> bool:
        return not [thing async for thing in archive.lots.dirty()]

    await until(built)
    known = await archive.lots.known(f"01/{PRODUCT.id}/10/{lot}")
    assert known is not None
    assert known.lineage


async def test_a_killed_holder_is_succeeded_within_about_its_term(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    archive = Archive(database)
    async with worker(mongodb_uri, database.name) as first:
        assert (await first.says("working"))["fence"] == 1
        async with worker(mongodb_uri, database.name) as second:
            await second.says("standing by")
            await projected(archive, LOT)

            assert await first.stopped(signal.SIGKILL) == -signal.SIGKILL
            killed = time.monotonic()
            assert (await second.says("working"))["fence"] == 2
            assert timedelta(seconds=time.monotonic() - killed) < TERM + timedelta(seconds=4)
            await projected(archive, "L2")


async def test_one_that_is_stopped_hands_over_at_once(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with (
        worker(mongodb_uri, database.name) as first,
        worker(mongodb_uri, database.name) as second,
    ):
        said = {asyncio.create_task(each.says("working")): each for each in (first, second)}
        (holding,), waiting = await asyncio.wait(said, return_when=asyncio.FIRST_COMPLETED)
        stopped = time.monotonic()
        assert await said[holding].stopped(signal.SIGTERM) == 0
        (successor,) = waiting
        assert (await successor)["fence"] == 2
        assert timedelta(seconds=time.monotonic() - stopped) < TERM / 2
        assert await said[successor].stopped(signal.SIGINT) == 0


async def test_a_paused_holder_wakes_to_a_successor_and_stands_by(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with worker(mongodb_uri, database.name) as first:
        await first.says("working")
        async with worker(mongodb_uri, database.name) as second:
            first.process.send_signal(signal.SIGSTOP)
            await second.says("working")
            first.process.send_signal(signal.SIGCONT)
            await first.says("standing by")
            await projected(Archive(database), LOT)


async def test_work_goes_on_after_the_database_was_killed(tmp_path: Path) -> None:
    with mongodb(tmp_path) as uri:
        async with worker(uri, "freshlens") as only, connected(uri) as client:
            await only.says("working")
            os.kill(int((tmp_path / "mongod.lock").read_text()), signal.SIGKILL)

            async def back() -> bool:
                async with client.start_session() as session:  # known once it is primary again
                    found = await client.admin.command("hello", session=session)
                return bool(found["isWritablePrimary"])

            await until(back)
            await projected(Archive(client["freshlens"]), LOT)


@pytest.mark.parametrize("killed", [False, True])
async def test_one_that_works_beside_a_demo_ends_with_it(
    database: AsyncDatabase[Document], mongodb_uri: str, killed: bool
) -> None:
    async with worker(mongodb_uri, database.name, BESIDE) as demo:
        await demo.says("working")
        if killed:
            demo.process.kill()
        async with asyncio.timeout(TERM.total_seconds() / 2):
            await demo.process.communicate(b"")  # the end of its stdin; until both left stderr
    assert await acquired(database, "work", "a successor")
