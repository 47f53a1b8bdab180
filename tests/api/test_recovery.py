"""A MongoDB that dies in flight: 503 while it is away, then service again, and nothing lost."""

import asyncio
import os
import signal
from pathlib import Path

import httpx

from api.embedded import mongodb
from api.wiring import connected
from provenance.answer import Product
from provenance.store.archive import Archive
from tests.api.app_client import SCAN, application, serving
from tests.api.app_samples import LINK, LOT, PRODUCT, STORE, STORE_PLACE, journey


async def scanned(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/graphql", json={"query": SCAN, "variables": {"code": LINK}})


async def test_service_resumes_by_itself_after_the_database_was_killed(tmp_path: Path) -> None:
    with mongodb(tmp_path) as uri:
        app = application(uri, "freshlens")
        async with serving(app) as client, connected(uri) as writer:
            async with asyncio.timeout(20):
                await app.state.live.started.wait()
                archive = Archive(writer["freshlens"])
                await archive.products.put([PRODUCT])
                await archive.places.put([STORE_PLACE], [STORE])
                await archive.events.capture(journey())
            assert (await scanned(client)).json()["data"]["scan"]["lot"]["lot"] == LOT

            os.kill(int((tmp_path / "mongod.lock").read_text()), signal.SIGKILL)
            statuses = [(await scanned(client)).status_code for _ in range(3)]
            assert set(statuses) <= {200, 503}
            for _ in range(300):
                if (await scanned(client)).status_code == 200:
                    break
                await asyncio.sleep(0.2)
            found = (await scanned(client)).json()["data"]["scan"]
            assert found["lot"]["lot"] == LOT
            assert len(found["origin"]["steps"]) == 3

            async with asyncio.timeout(60):  # the change stream resumes too
                with app.state.live.watching(frozenset({"02"})) as watcher:
                    await archive.products.put([Product("02", None, {"en": "New"})])
                    await watcher.woken.wait()
