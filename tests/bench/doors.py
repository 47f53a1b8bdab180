"""How fast readings come in by each door: `python -m tests.bench.doors` (needs mosquitto).

Every door gets records of many sensors in turn, as they come from stores. HTTP: batches to a server
in its own process. MQTT: one record a message, through a broker to `freshlens work` in its own
process; the time ends when the last one is stored. `direct` is `Readings.record` with no door.
"""

import asyncio
import os
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import orjson
from pymongo.asynchronous.database import AsyncDatabase

from api import app, clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from api.commands import out
from api.mqtt.ingest import TOPIC
from api.settings import Settings, settings_from
from api.wiring import mongodb_uri, prepared
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.mosquitto import device, mosquitto
from tests.api.waiting import until
from tests.bench.processes import serving

SENSORS = 200
RECORDS = 10_000
BATCHES = (1, 20, 200)
CONNECTIONS = 4
START = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=30)
WORK = (sys.executable, "-c", "from api.cli import main; main()", "work")


def record(number: int, day: int) -> dict[str, Any]:
    """The record of a sensor in turn, all measuring once a minute; each run has its own later day."""
    at = START + timedelta(days=day) + timedelta(minutes=number // SENSORS)
    return {
        "sensor": f"S-{number % SENSORS}",
        "at": at.isoformat(),
        "temperature": 4 + number % 7 / 10,
    }


def records(day: int, count: int = RECORDS) -> Sequence[dict[str, Any]]:
    """The records of one run."""
    return [record(number, day) for number in range(count)]


async def direct(database: AsyncDatabase[Document], size: int, day: int) -> float:
    """Records a second with nothing before the store."""
    readings = [
        Reading(f"case-{number % SENSORS}", each["sensor"], START + timedelta(days=day)
                + timedelta(minutes=number // SENSORS), each["temperature"])
        for number, each in enumerate(records(day))
    ]  # fmt: skip
    archive = Archive(database)
    began = time.perf_counter()
    for start in range(0, len(readings), size):
        await archive.readings.record(readings[start : start + size])
    return RECORDS / (time.perf_counter() - began)


async def over_http(url: str, key: str, size: int, day: int) -> float:
    """Records a second in batches of one size, over some connections at once."""
    given = records(day, RECORDS if size > 1 else RECORDS // 10)
    batches = iter([given[start : start + size] for start in range(0, len(given), size)])
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:

        async def send() -> None:
            for batch in batches:
                response = await client.post("/readings", content=orjson.dumps(batch))
                assert response.status_code == 200, response.text

        began = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(CONNECTIONS)))
        return len(given) / (time.perf_counter() - began)


async def over_mqtt(
    database: AsyncDatabase[Document], settings: Settings, uri: str, folder: Path, day: int
) -> float:
    """Messages a second from the first one published to the last one stored."""
    with mosquitto(folder) as broker:
        environment = {
            **os.environ,
            "FRESHLENS_MONGODB_URI": uri,
            "FRESHLENS_DATABASE": settings.database,
            "FRESHLENS_MQTT_URL": broker.url,
        }
        worker = await asyncio.create_subprocess_exec(*WORK, env=environment)
        with device(broker.port) as source:
            try:

                async def listening() -> bool:
                    source.publish(TOPIC + "S-0", orjson.dumps(record(0, day - 1)))
                    return await stored(database, day - 1) > 0

                await until(listening)
                given = records(day)
                began = time.perf_counter()
                for each in given:
                    source.publish(TOPIC + each["sensor"], orjson.dumps(each))

                async def whole() -> bool:
                    return await stored(database, day) == RECORDS

                await until(whole)
                return RECORDS / (time.perf_counter() - began)
            finally:
                worker.terminate()
                await worker.wait()


async def stored(database: AsyncDatabase[Document], day: int) -> int:
    """How many samples the day of a run has."""
    begins = START + timedelta(days=day)
    found = await database.readings.aggregate(
        [
            {"$match": {"hour": {"$gte": begins, "$lt": begins + timedelta(hours=20)}}},
            {"$project": {"samples": {"$size": {"$objectToArray": "$samples"}}}},
            {"$group": {"_id": None, "count": {"$sum": "$samples"}}},
        ]
    )
    return sum([document["count"] async for document in found])


async def measured(settings: Settings, uri: str, folder: Path) -> None:
    """Measure every door, and print as it goes."""
    places = [
        Place(f"case-{number}", "Case", PlaceKind.FRIDGE, sensors=(f"S-{number}",))
        for number in range(SENSORS)
    ]
    async with prepared(settings, uri) as database:
        await Archive(database).places.put(places)
        key, _ = await create_key(
            AccessStore(database), "Bench", [KeyScope.READINGS], clock.now(), rate=100_000
        )
        try:
            out.print(f"direct, 200 at once:  {await direct(database, 200, 2):,.0f} readings/s")
            with serving(app.build, settings, uri) as served:
                url = f"http://127.0.0.1:{served.port}"
                for day, size in enumerate(BATCHES, start=4):
                    rate = await over_http(url, key, size, day)
                    out.print(f"HTTP, batches of {size}:  {rate:,.0f} readings/s")
            rate = await over_mqtt(database, settings, uri, folder, 10)
            out.print(f"MQTT, one a message:  {rate:,.0f} readings/s")
        finally:
            await database.client.drop_database(database.name)


def main() -> None:
    """Run on the configured MongoDB, or a private one."""
    with TemporaryDirectory(prefix="fl") as folder:
        name = f"freshlens_bench_{secrets.token_hex(4)}"
        settings = replace(
            settings_from(os.environ),
            data=Path(folder) / "data",
            database=name,
            secret=secrets.token_urlsafe(32),
        )
        (Path(folder) / "broker").mkdir()
        with mongodb_uri(settings) as uri:
            asyncio.run(measured(settings, uri, Path(folder) / "broker"))


if __name__ == "__main__":
    main()
