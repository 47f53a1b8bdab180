"""How fast readings come in by each door, from many sensors in turn, as they come from stores.

HTTP: batches to a server in its own process. MQTT: one record a message, through a Mosquitto to
`freshlens work` in its own process; the time ends when the last one is stored. `direct` is
`Readings.record` with no door.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import httpx
import orjson
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import app, clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from api.commands.work import working_beside
from api.mqtt.ingest import TOPIC
from api.settings import Settings
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.evidence import READINGS
from tests.api.mosquitto import device, mosquitto
from tests.api.waiting import until
from tests.bench.live import client_of
from tests.bench.processes import serving
from tests.bench.report import Found
from tests.bench.run import Run

SENSORS = 200
RECORDS_A_SECOND = 2_000
"""Records for each second that a measure is to take, roughly."""
BATCHES = (1, 20, 200)
CONNECTIONS = 4
START = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=30)


async def doors(run: Run) -> Found:
    """Records a second by each door; MQTT only where there is a Mosquitto."""
    settings = run.named("doors")
    count = max(SENSORS, round(RECORDS_A_SECOND * run.options.seconds))
    places = [
        Place(f"case-{number}", "Case", PlaceKind.FRIDGE, sensors=(f"S-{number}",))
        for number in range(SENSORS)
    ]
    rates: dict[str, float] = {}
    async with run.database("doors") as database:
        await Archive(database).places.put(places)
        rates["direct, 200 at once"] = await _direct(database, count, day=1)
        with serving(app.build, settings, run.uri) as server:
            async with client_of(server) as client:
                client.headers["Authorization"] = f"Bearer {await _key(database)}"
                for day, size in enumerate(BATCHES, start=2):
                    some = count if size > 1 else count // 10
                    rates[f"HTTP, batches of {size}"] = await _over_http(client, some, size, day)
        with suppress(pytest.skip.Exception):  # no Mosquitto on this machine
            rates["MQTT, one a message"] = await _over_mqtt(database, settings, count, day=10)
    return Found(("per second",), {f"readings, {door}": (rate,) for door, rate in rates.items()})


async def _key(database: AsyncDatabase[Document]) -> str:
    key, _ = await create_key(
        AccessStore(database), "Bench", [KeyScope.READINGS], clock.now(), rate=100_000
    )
    return key


def _records(count: int, day: int) -> Sequence[dict[str, Any]]:
    """The records of one run: every sensor in turn, all once a minute, each run on its own day."""
    return [
        {
            "sensor": f"S-{number % SENSORS}",
            "at": (START + timedelta(days=day, minutes=number // SENSORS)).isoformat(),
            "temperature": 4 + number % 7 / 10,
        }
        for number in range(count)
    ]


async def _direct(database: AsyncDatabase[Document], count: int, day: int) -> float:
    readings = [
        Reading(f"case-{number % SENSORS}", f"S-{number % SENSORS}",
                START + timedelta(days=day, minutes=number // SENSORS), 4 + number % 7 / 10)
        for number in range(count)
    ]  # fmt: skip
    archive = Archive(database)
    began = perf_counter()
    for start in range(0, count, SENSORS):
        await archive.readings.record(readings[start : start + SENSORS])
    return count / (perf_counter() - began)


async def _over_http(client: httpx.AsyncClient, count: int, size: int, day: int) -> float:
    """In batches of one size, over some connections at once."""
    given = _records(count, day)
    batches = iter([given[start : start + size] for start in range(0, count, size)])

    async def send() -> None:
        for batch in batches:
            (await client.post("/readings", json=batch)).raise_for_status()

    began = perf_counter()
    await asyncio.gather(*(send() for _ in range(CONNECTIONS)))
    return count / (perf_counter() - began)


async def _over_mqtt(
    database: AsyncDatabase[Document], settings: Settings, count: int, day: int
) -> float:
    """From the first message published to the last one stored."""
    with TemporaryDirectory(prefix="fl") as folder, mosquitto(Path(folder)) as broker:
        listening = replace(settings, mqtt_url=broker.url)
        with working_beside(listening), device(broker.port) as source:

            def publish(records: Sequence[dict[str, Any]]) -> None:
                for record in records:
                    source.publish(TOPIC + record["sensor"], orjson.dumps(record))

            async def heard() -> bool:
                publish(_records(1, day - 1))
                return await _stored(database, day - 1) > 0

            async def whole() -> bool:
                return await _stored(database, day) == count

            await until(heard)
            given = _records(count, day)
            began = perf_counter()
            publish(given)
            await until(whole)
            return count / (perf_counter() - began)


async def _stored(database: AsyncDatabase[Document], day: int) -> int:
    """How many samples the day of a run has."""
    begins = START + timedelta(days=day)
    found = await database[READINGS.name].aggregate(
        [
            {"$match": {"hour": {"$gte": begins, "$lt": begins + timedelta(hours=24)}}},
            {"$project": {"samples": {"$size": {"$objectToArray": "$samples"}}}},
            {"$group": {"_id": None, "count": {"$sum": "$samples"}}},
        ]
    )
    return sum([document["count"] async for document in found])
