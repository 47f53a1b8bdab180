"""Real processes of `freshlens work` that send, and are killed while they do."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.webhooks.store import NewWebhook, Webhooks
from api.webhooks.values import Webhook
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.notifications import Notification
from tests.api.waiting import until
from tests.api.webhook_receiver import HANG, receiving, status

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from api.cli import main; main()", "work")
TOKEN = "T0kenInThePath"


@asynccontextmanager
async def working(uri: str, database: str, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    with log.open("ab") as said:
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            env={
                "PYTHONPATH": str(ROOT),
                "FRESHLENS_MONGODB_URI": uri,
                "FRESHLENS_DATABASE": database,
                "FRESHLENS_LOG": "json",
                "FRESHLENS_WEBHOOK_NETWORKS": "127.0.0.0/8",
            },
            stderr=said,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_a_killed_process_loses_nothing_and_logs_no_secret(
    database: AsyncDatabase[Document], mongodb_uri: str, tmp_path: Path
) -> None:
    archive, log = Archive(database), tmp_path / "log"
    told = [Notification(f"n{n}", "alarm.raised", clock.now(), {"n": n}) for n in range(5)]
    async with receiving() as receiver:
        receiver.answer = lambda _: HANG
        wanted = NewWebhook(receiver.url(f"/{TOKEN}"), ("*",), "ana")
        webhook = await Webhooks(database).add(wanted, clock.now())
        assert isinstance(webhook, Webhook)
        async with database.client.start_session() as session:
            await archive.notifications.tell(session, told)
        async with working(mongodb_uri, database.name, log) as process:
            await until(lambda: receiver.received)
            process.send_signal(signal.SIGKILL)
            await process.wait()
        first, receiver.received[:] = receiver.received[:], []
        receiver.answer = lambda received: status(500 if b'"n":0' in received.body else 200)
        async with working(mongodb_uri, database.name, log):
            await until(lambda: len(receiver.received) == 5)
            await until(lambda: "webhook delivery failed" in log.read_text())
    assert len({each.message for each in receiver.received}) == 5
    assert {each.message for each in first} <= {each.message for each in receiver.received}
    assert all(each.is_signed_with(webhook.secret) for each in receiver.received)
    said = log.read_text()
    assert TOKEN not in said
    assert webhook.secret.removeprefix("whsec_") not in said
