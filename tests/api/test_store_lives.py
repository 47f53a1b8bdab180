"""A sample store that lives: real server and worker, driven by `freshlens simulate`."""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from pymongo.asynchronous.database import AsyncDatabase
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from api import clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed import load
from seed.loading import SAMPLE_DAYS
from seed.lots import lots, sample_day
from tests.api.app_client import ask, staff_token
from tests.api.processes import ROOT, free_port, ready, running
from tests.api.waiting import until

ALERTS = """
subscription { alerts(storeId: "mad1") {
  alarms { kind ruleId sentence worst place { id } }
} }
"""
FRESHNESS = """
query ($code: String!) { scan(code: $code, context: {storeId: "mad1"}) { ... on Scan {
  freshness { score state coverage }
  origin { complete gaps { kind } steps { bizStep recordedBy } }
} } }
"""


class Store:
    """A running sample store, and what stands beside it."""

    def __init__(self, client: httpx.AsyncClient, archive: Archive, key: str, data: Path) -> None:
        self.client = client
        self.archive = archive
        self._key = key
        self._data = data

    async def simulate(self, *arguments: str) -> Any:
        """`freshlens simulate …` as a user runs it, and its result."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from api.cli import main; main()", "simulate", *arguments),
            *("--url", str(self.client.base_url), "--json"),
            env={
                "PYTHONPATH": str(ROOT),
                "FRESHLENS_KEY": self._key,
                "FRESHLENS_DATA": str(self._data),
            },
            stdout=PIPE,
            stderr=PIPE,
        )
        async with asyncio.timeout(60):
            told, said = await process.communicate()
        assert process.returncode == 0, said.decode()
        return orjson.loads(told)

    async def scanned(self, thing: str) -> dict[str, Any]:
        """The answer of a scan in the store."""
        found = await ask(self.client, FRESHNESS, {"code": f"https://id.gs1.org/{thing}"})
        return dict(found["scan"])

    async def page(self, thing: str) -> str:
        """The page of a lot in the store."""
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        response = await self.client.get(f"/{thing}", params={"store": "mad1"}, headers=headers)
        assert response.status_code == 200
        return response.text


def warmest(page: str) -> float:
    """What the page's curve says of its warmest reading, °C."""
    described = re.search(r'<desc id="curve-desc">[^<]*?(-?[\d.]+)\s*°C\.', page)
    assert described
    return float(described[1])


@asynccontextmanager
async def alerts(store: Store, token: str) -> AsyncIterator[ClientConnection]:
    """A subscription to the store's alarms, over graphql-transport-ws."""
    url = f"{str(store.client.base_url).replace('http', 'ws', 1).rstrip('/')}/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        payload = {"authorization": f"Bearer {token}"}
        await socket.send(orjson.dumps({"type": "connection_init", "payload": payload}).decode())
        assert orjson.loads(await socket.recv()) == {"type": "connection_ack"}
        subscribe = {"id": "1", "type": "subscribe", "payload": {"query": ALERTS}}
        await socket.send(orjson.dumps(subscribe).decode())
        yield socket


async def alarm_at(socket: ClientConnection, place: str, kind: str) -> dict[str, Any]:
    """Wait for an alarm of a kind at a place."""
    async with asyncio.timeout(30):
        while True:
            message = orjson.loads(await socket.recv())
            if message["type"] != "next":
                continue
            assert "errors" not in message["payload"], message
            for alarm in message["payload"]["data"]["alerts"]["alarms"]:
                if (alarm["place"]["id"], alarm["kind"]) == (place, kind):
                    return dict(alarm)


@pytest.fixture
async def market(
    database: AsyncDatabase[Document], mongodb_uri: str, tmp_path: Path
) -> AsyncIterator[Store]:
    """The sample market, served and worked on by processes of their own."""
    await database[SAMPLE_DAYS.name].drop()
    archive, now = Archive(database), clock.now()
    await load(archive, now=now, progress=lambda *_: None, live=timedelta(hours=4))
    scopes = [KeyScope.READINGS, KeyScope.CAPTURE]
    key, _ = await create_key(AccessStore(database), "Freshlens sample", scopes, now)
    port = free_port()
    async with (
        running("work", mongodb_uri, database.name),
        running("serve", mongodb_uri, database.name, port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        await ready(client)
        await until(archive.alarm_states.all)  # the rules have begun
        yield Store(client, archive, key, tmp_path)


async def test_a_fridge_that_fails_is_seen_as_alert_curve_and_shortened_freshness(
    market: Store, database: AsyncDatabase[Document]
) -> None:
    salmon = lots(sample_day(clock.now()))["SALM"].thing
    token = await staff_token(market.client, database)
    ordinary = ("sensors", "--store", "mad1", "--backfill", "4", "--once")
    assert (await market.simulate(*ordinary))["refused"] == 0
    before = (await market.scanned(salmon))["freshness"]
    assert warmest(await market.page(salmon)) < 12

    async with alerts(market, token) as socket:
        sent = await market.simulate(*ordinary, "--fail-fridge", "mad1-fish", "--for", "240")
        assert sent["accepted"] > 300
        assert sent["refused"] == 0
        alarm = await alarm_at(socket, "mad1-fish", "HIGH_TEMPERATURE")
    assert alarm["worst"] > 15
    assert alarm["sentence"]

    async def shorter() -> bool:
        after = (await market.scanned(salmon))["freshness"]
        return bool(after["score"] < before["score"])

    await until(shorter)
    assert warmest(await market.page(salmon)) > 15


async def test_a_delivery_arrives_with_its_story_and_its_holes(market: Store) -> None:
    came = await market.simulate("deliveries")
    salad, chicken, cucumber, *_ = came["lots"]

    async def told() -> bool:
        return bool((await market.scanned(cucumber)).get("origin", {}).get("steps"))

    await until(told)
    origin = (await market.scanned(salad))["origin"]
    assert origin["complete"]
    assert {"creating_class_instance", "packing", "receiving", "stocking"} <= {
        step["bizStep"].rpartition("-")[2] for step in origin["steps"]
    }
    assert {step["recordedBy"] for step in origin["steps"]} == {"Freshlens sample"}
    late = (await market.scanned(chicken))["freshness"]
    assert late["coverage"] > 0.9
    holes = (await market.scanned(cucumber))["origin"]["gaps"]
    assert [gap["kind"] for gap in holes] == ["TIME_UNACCOUNTED"]
