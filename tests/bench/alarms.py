"""How long after its reading an alarm reaches a subscriber, at a thousand readings a second.

Four processes, as an installation has them: devices post readings to a server, `freshlens work`
judges them, the server sends the alarm to its subscriber, who is this process. Every second a few
places become too warm.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import Any

import httpx
import orjson
from pymongo.asynchronous.database import AsyncDatabase

from api import app, clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from api.commands.beside import beside
from api.commands.work import working_beside
from provenance.alarms.defaults import default_rules
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.evidence import READINGS
from tests.api.app_client import staff_token
from tests.bench.live import client_of, subscribed
from tests.bench.processes import serving
from tests.bench.report import Budget, Found
from tests.bench.run import Run

ALERTS = "subscription { alerts { alarms { id raisedAt } } }"
RATE = 1_000
"""Readings a second."""
BATCH = 100
PLACES = 1_000
"""One sensor each."""
STAYS_HOT = 10
"""Seconds that a place is too warm for; every place is heard of once a second."""
CYCLE = 200
"""Of so many places one becomes too warm each second."""
LEAST = 3
"""Seconds that are measured at least."""
PATIENCE = 10
"""Seconds to wait for the last alarm."""
HOT = AlarmRule("hot", AlarmKind.HIGH_TEMPERATURE, threshold=20.0)


async def alarms(run: Run) -> Found:
    """The delays, and how many readings a second there really were."""
    settings = run.named("alarms")
    seconds = max(LEAST, round(4 * run.options.seconds))
    async with run.database("alarms") as database:
        key = await _prepare(database)
        with working_beside(settings), serving(app.build, settings, run.uri) as server:
            async with client_of(server) as client:
                token = await staff_token(client, database)
                async with subscribed(server, ALERTS, token) as updates:
                    await _awake(client, key, updates)
                    with beside(_send, server.port, key, seconds):
                        late = await _heard(updates, seconds)
        rate = await _stored(database) / seconds
    delays = [*late.values()]
    return Found(
        columns=("alarms", "p50 ms", "p95 ms", "worst ms"),
        rows={
            "alarm, reading posted to subscriber": (
                len(delays),
                median(delays) * 1000,
                quantiles(delays, n=20)[18] * 1000,
                max(delays) * 1000,
            )
        },
        budgets=[
            Budget("readings a second while alarms are timed", 0.95 * RATE, rate, at_least=True),
            Budget("alarms seen ÷ due", 1, len(delays) / _due(seconds), at_least=True),
            Budget("alarm, reading posted to subscriber, worst", 2, max(delays), " s"),
        ],
    )


async def _prepare(database: AsyncDatabase[Document]) -> str:
    """Store places and rules; a key for their readings."""
    archive = Archive(database)
    cases = [
        Place(f"p{number}", f"Case {number}", PlaceKind.FRIDGE, sensors=(f"S-{number}",))
        for number in range(PLACES + 1)
    ]
    await archive.places.put(cases)
    for rule in [HOT, *default_rules("p", chilled=[each.id for each in cases], frozen=[])]:
        await archive.alarm_rules.set(replace(rule, scope=HOT.scope))
    key, _ = await create_key(AccessStore(database), "Bench", [KeyScope.READINGS], clock.now())
    return key


async def _awake(
    client: httpx.AsyncClient, key: str, updates: AsyncIterator[dict[str, Any]]
) -> None:
    """Return once an alarm of the place that is not measured has come."""

    async def call() -> None:
        while True:
            record = _record(PLACES, clock.now(), 25.0)
            await client.post("/readings", content=orjson.dumps([record]), headers=_headers(key))
            await asyncio.sleep(0.5)

    calling = asyncio.create_task(call())
    async for update in updates:
        if update["alerts"]["alarms"]:
            break
    calling.cancel()


async def _heard(updates: AsyncIterator[dict[str, Any]], seconds: int) -> dict[str, float]:
    """Each alarm's delay when the subscription first shows it, in seconds."""
    began, late = clock.now(), dict[str, float]()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds + PATIENCE):
            async for update in updates:
                now = clock.now()
                for alarm in update["alerts"]["alarms"]:
                    raised = datetime.fromisoformat(alarm["raisedAt"])
                    if alarm["id"].startswith("hot|") and raised >= began:
                        late.setdefault(alarm["id"], (now - raised).total_seconds())
                if len(late) == _due(seconds):
                    break
    return late


def _send(port: int, key: str, seconds: int) -> None:
    """Post the readings of all places once a second, in batches evenly apart."""
    began = perf_counter()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=_headers(key)) as client:
        for first in range(0, RATE * seconds, BATCH):
            sleep(max(0.0, began + first / RATE - perf_counter()))
            now = clock.now()
            records = [
                _record(number % PLACES, now, _celsius(number % PLACES, number // PLACES))
                for number in range(first, first + BATCH)
            ]
            client.post("/readings", content=orjson.dumps(records)).raise_for_status()


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}


def _record(place: int, at: datetime, celsius: float) -> dict[str, Any]:
    return {"sensor": f"S-{place}", "at": at.isoformat(), "temperature": celsius}


def _celsius(place: int, second: int) -> float:
    """Too warm for some seconds, each second another few places."""
    return 25.0 if (second - place) % CYCLE < STAYS_HOT else 3.0 + second % 7 / 10


def _due(seconds: int) -> int:
    """How many places are too warm at first, and become so later."""
    return (STAYS_HOT + seconds - 1) * PLACES // CYCLE


async def _stored(database: AsyncDatabase[Document]) -> int:
    return sum(
        [len(each["samples"]) async for each in database[READINGS.name].find({}, {"samples": 1})]
    )
