"""Shopper events by MQTT, from a real broker into the real database."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from structlog.testing import capture_logs

from api import clock
from api.insights.mqtt import TOPIC, mqtt_insights
from api.settings import Settings
from api.tasks import ended
from api.wiring import PACKAGES
from api.work.duty import Parts
from api.work.lease import acquired
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Texts
from tests.api.app_client import SECRET
from tests.api.app_samples import PRODUCT, STORE
from tests.api.mosquitto import Mosquitto, device, mosquitto
from tests.api.waiting import until

VISIT = "track-0001"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with mosquitto(tmp_path) as running:
        yield running


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    await archive.places.put([Place("s1", "Corner Market", PlaceKind.STORE)], [STORE])
    await archive.products.put([PRODUCT])
    return archive


def parts(archive: Archive, url: str | None, secret: str | None = SECRET) -> Parts:
    settings = Settings(
        Path(),
        "http://shop.example",
        database=archive.database.name,
        mqtt_url=url,
        secret=secret,
    )
    return Parts(settings, archive.database, archive, Texts(PACKAGES), clock.now)


@asynccontextmanager
async def ingesting(archive: Archive, url: str) -> AsyncIterator[None]:
    """The duty, in this process, once it has subscribed."""
    lease = await acquired(archive.database, "insights", "test")
    assert lease
    [duty] = mqtt_insights(parts(archive, url))
    with capture_logs() as logs:
        running = asyncio.create_task(duty.run(lease))
        try:
            await until(lambda: "MQTT subscribed" in [each["event"] for each in logs])
            yield
        finally:
            await ended([running])
            await lease.release()


def message(number: int, **more: object) -> str:
    at = (clock.now() - timedelta(minutes=1)).isoformat()
    told = {"id": f"e-{number}", "kind": "scan", "at": at, "store": "s1", "visit": VISIT}
    return json.dumps({**told, "product": PRODUCT.id, **more})


async def test_what_devices_publish_is_kept_once_and_each_by_its_source(
    archive: Archive, broker: Mosquitto
) -> None:
    async with ingesting(archive, broker.url):
        with device(broker.port) as source:
            for number in (1, 2, 2):
                source.publish(f"{TOPIC}camera-1", message(number))
            source.publish(f"{TOPIC}camera-2", f"[{message(1)}, {message(3)}]")

            async def stored() -> bool:
                return await archive.database.insight_events.count_documents({}) == 4

            await until(stored)
    documents = await archive.database.insight_events.find().to_list()
    assert VISIT not in str(documents)
    assert [due["store"] for due in await archive.database.insight_due.find().to_list()] == ["s1"]


async def test_what_cannot_be_used_is_told_and_not_quoted(
    archive: Archive, broker: Mosquitto
) -> None:
    async with ingesting(archive, broker.url):
        with device(broker.port) as source:
            source.publish(f"{TOPIC}camera-1", message(1, product="00000000000000"))

            async def told() -> bool:
                return len(await archive.refused_readings.latest(10)) == 1

            await until(told)
    [refused] = await archive.refused_readings.latest(10)
    assert (refused.topic, refused.reason.key) == (f"{TOPIC}camera-1", "insights-unknown-product")
    assert VISIT not in str(await archive.database.refused_readings.find().to_list())


async def test_nothing_comes_without_a_broker_and_nothing_is_hashed_without_a_secret(
    archive: Archive,
) -> None:
    assert mqtt_insights(parts(archive, None)) == ()
    with capture_logs() as logs:
        assert mqtt_insights(parts(archive, "mqtt://localhost", secret=None)) == ()
    assert "FRESHLENS_SECRET" in logs[0]["event"]
