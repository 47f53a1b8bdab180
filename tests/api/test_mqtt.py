"""Readings by MQTT: real brokers, real databases, and all of them killed."""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from structlog.testing import capture_logs

from api import clock
from api.embedded import mongodb
from api.mqtt import session as sessions
from api.mqtt.ingest import TOPIC, mqtt_readings
from api.settings import Settings
from api.tasks import ended
from api.wiring import COLLECTIONS, PACKAGES, connected
from api.work.duty import Parts
from api.work.lease import acquired
from provenance.coldchain.observations import Quantity
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from provenance.store.refused_readings import RefusedReading
from provenance.text import Texts
from tests.api.mosquitto import PASSWORD, Mosquitto, device, mosquitto, protected
from tests.api.mqtt_samples import PLACES, START, message, publish, samples
from tests.api.waiting import until

ROOT = Path(__file__).parents[2]
WORK = (sys.executable, "-c", "from api.cli import main; main()", "work")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with mosquitto(tmp_path) as running:
        yield running


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    await archive.places.put(PLACES)
    return archive


@asynccontextmanager
async def ingesting(
    archive: Archive, url: str, ca: Path | None = None, awaited: str = "MQTT subscribed"
) -> AsyncIterator[str]:
    """The duty, in this process, from when it has logged what is awaited; its log."""
    name = archive.database.name
    settings = Settings(Path(), "http://shop.example", database=name, mqtt_url=url, mqtt_ca=ca)
    parts = Parts(settings, archive.database, archive, Texts(PACKAGES), clock.now)
    lease = await acquired(archive.database, "mqtt", "test")
    assert lease
    [duty] = mqtt_readings(parts)
    with capture_logs() as logs:
        running = asyncio.create_task(duty.run(lease))
        try:
            await until(lambda: awaited in [each["event"] for each in logs])
            yield str(logs)
        finally:
            await ended([running])
            await lease.release()


@asynccontextmanager
async def working(
    uri: str, archive: Archive, url: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`freshlens work` in a process of its own; it is killed at the end."""
    process = await asyncio.create_subprocess_exec(
        *WORK,
        env={
            "PYTHONPATH": str(ROOT),
            "FRESHLENS_MONGODB_URI": uri,
            "FRESHLENS_DATABASE": archive.database.name,
            "FRESHLENS_MQTT_URL": url,
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def refusals(archive: Archive) -> dict[str, RefusedReading]:
    """The newest refusals by their reason."""
    return {each.reason.key: each for each in await archive.refused_readings.latest(100)}


async def test_what_devices_publish_is_stored(archive: Archive, broker: Mosquitto) -> None:
    async with ingesting(archive, broker.url):
        with device(broker.port) as source:
            source.publish(TOPIC + "S-1", message(0, 39.2, unit="FAH"))
            several = f"[{message(60, 5)}, {message(120, 6, humidity=70, sensor='S-1')}]"
            source.publish(TOPIC + "S-1", several)
            source.publish(TOPIC + "S-2", f'{{"readings": [{message(0)}]}}', qos=0)

            async def stored() -> bool:
                return await samples(archive) == 4

            await until(stored)
    [hour] = await archive.database.readings.find({"sensor": "S-1"}).to_list()
    assert (hour["place"], list(hour["samples"].values())) == ("case-1", [4.0, 5.0, 6.0])
    span = (START, START + timedelta(hours=1))
    [humid] = await archive.observations.between("case-1", Quantity.HUMIDITY, *span)
    assert humid.value == 70


async def test_what_cannot_be_used_is_kept_for_people_and_not_delivered_again(
    archive: Archive, broker: Mosquitto
) -> None:
    bad = {
        "batch-not-json": (TOPIC + "S-1", b"\xff{"),
        "readings-unknown-sensor": (TOPIC + "S-99", message(0).encode()),
        "readings-another-sensor": (TOPIC + "S-3", message(0, sensor="S-4").encode()),
        "batch-message-large": (TOPIC + "S-5", b"[" + b" " * sessions.MOST_BYTES + b"]"),
        "readings-too-hot": (TOPIC + "S-6", f"[{message(0)}, {message(1, 1e308)}]".encode()),
    }
    for _ in range(2):  # what was acknowledged is not delivered to the second one
        async with ingesting(archive, broker.url):
            with device(broker.port) as source:
                for topic, payload in bad.values() if not await refusals(archive) else ():
                    source.publish(topic, payload)
                source.publish(TOPIC + "S-7", message(0))

                async def seen() -> bool:
                    return await samples(archive) == 2 and len(await refusals(archive)) == len(bad)

                await until(seen)
                await until(source.acknowledged)
    found = await refusals(archive)
    assert found.keys() == bad.keys()
    assert {each.count for each in found.values()} == {1}
    assert {key: each.topic for key, each in found.items()} == {
        key: topic for key, (topic, _) in bad.items()
    }
    assert max(len(each.payload) for each in found.values()) == 4096


async def test_a_device_that_repeats_its_mistake_fills_nothing(
    archive: Archive, broker: Mosquitto
) -> None:
    async with ingesting(archive, broker.url):
        with device(broker.port) as source:
            for _ in range(1000):
                source.publish(TOPIC + "S-1", "{}")
            source.publish(TOPIC + "S-2", message(0))

            async def all_counted() -> bool:
                counts = [each.count for each in (await refusals(archive)).values()]
                return counts == [1000] and await samples(archive) == 1

            await until(all_counted)


async def test_killed_ingest_loses_nothing_and_stores_nothing_twice(
    archive: Archive, broker: Mosquitto, mongodb_uri: str
) -> None:
    total = 2000
    with device(broker.port) as source:
        async with working(mongodb_uri, archive, broker.url):

            async def subscribed() -> bool:
                source.publish(TOPIC + "S-0", message(0, 0))
                return await samples(archive) > 0

            await until(subscribed)
            publish(source, total)

            async def midway() -> bool:
                return await samples(archive) > 200

            await until(midway)
        before = await samples(archive)
        assert before < total, "it was killed too late to tell anything"
        async with working(mongodb_uri, archive, broker.url):

            async def whole() -> bool:
                return source.acknowledged() and await samples(archive) >= total

            await until(whole)
    assert await samples(archive) == total
    assert await archive.refused_readings.latest(1) == []


async def test_a_broker_that_is_restarted_goes_on_where_it_was(
    archive: Archive, broker: Mosquitto
) -> None:
    total = 1500
    async with ingesting(archive, broker.url):
        with device(broker.port) as source:
            publish(source, total // 2)

            async def begun() -> bool:
                return await samples(archive) > 100

            await until(begun)
            broker.stop()
            publish(source, total // 2, since=total // 2)
            broker.start()

            async def whole() -> bool:
                return source.acknowledged() and await samples(archive) == total

            await until(whole)


async def test_a_killed_broker_still_has_what_it_saved_while_nobody_worked(
    archive: Archive, broker: Mosquitto
) -> None:
    async with ingesting(archive, broker.url):
        pass
    with device(broker.port) as source:
        publish(source, 1000)
        await until(source.acknowledged)
        await asyncio.sleep(0.5)  # Mosquitto acknowledges first and saves then
        broker.kill()
        broker.start()
    async with ingesting(archive, broker.url):

        async def whole() -> bool:
            return await samples(archive) == 1000

        await until(whole)


async def test_a_killed_database_is_waited_for(tmp_path: Path, broker: Mosquitto) -> None:
    total = 1500
    folder = tmp_path / "mongodb"
    with mongodb(folder) as uri:
        async with connected(uri) as client:
            archive = Archive(client["freshlens"])
            await prepare(archive.database, COLLECTIONS)
            await archive.places.put(PLACES)
            async with ingesting(archive, broker.url):
                with device(broker.port) as source:
                    publish(source, total)

                    async def begun() -> bool:
                        return await samples(archive) > 200

                    await until(begun)
                    os.kill(int((folder / "mongod.lock").read_text()), signal.SIGKILL)

                    async def whole() -> bool:
                        return source.acknowledged() and await samples(archive) == total

                    await until(whole)


async def test_with_tls_and_a_password(archive: Archive, tmp_path: Path) -> None:
    further, ca = protected(tmp_path)
    with mosquitto(tmp_path, further, "mqtts") as broker:
        async with ingesting(archive, broker.url, ca):
            with device(broker.port, ca) as source:
                publish(source, 20)

                async def stored() -> bool:
                    return await samples(archive) == 20

                await until(stored)


# paho forgets to close a socket whose handshake fails; here it is collected where it was lost
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [("password", "MQTT broker turned us away"), ("authority", "MQTT broker cannot be reached")],
)
async def test_a_broker_that_cannot_be_used_is_told_of(
    archive: Archive, tmp_path: Path, wrong: str, said: str
) -> None:
    further, ca = protected(tmp_path)
    with mosquitto(tmp_path, further, "mqtts") as broker:
        if wrong == "password":
            going = ingesting(archive, broker.url.replace("freshlens:", "freshlens:x"), ca, said)
        else:
            going = ingesting(archive, broker.url, None, said)
        async with going as logs:
            assert PASSWORD not in logs
    await until(lambda: not [each for each in threading.enumerate() if "paho" in each.name])
    gc.collect()
