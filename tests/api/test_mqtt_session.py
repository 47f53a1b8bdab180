"""A session at a real broker: how much it holds, and what a lost connection brings again."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from api.mqtt import session as sessions
from api.mqtt.broker import broker_at
from api.mqtt.ingest import TOPIC
from tests.api.mosquitto import Device, Mosquitto, device, mosquitto
from tests.api.mqtt_samples import publish
from tests.api.waiting import until


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with mosquitto(tmp_path) as running:
        yield running


@asynccontextmanager
async def subscribed(broker: Mosquitto, source: Device) -> AsyncIterator[sessions.Session]:
    """A session that nobody reads yet."""
    async with sessions.session(broker_at(broker.url), "slow", f"{TOPIC}+") as opened:

        async def arrives() -> bool:
            source.publish(TOPIC + "S-1", "first")
            return bool(await rest(opened, 0.1, acknowledged=True))

        await until(arrives)
        await rest(opened, 0.5, acknowledged=True)
        yield opened


async def rest(
    opened: sessions.Session, patience: float, *, acknowledged: bool = False
) -> list[sessions.Delivery]:
    """Everything that arrives until nothing does for some seconds."""
    found: list[sessions.Delivery] = []
    try:
        while True:
            async with asyncio.timeout(patience):
                batch = await opened.batch()
            if acknowledged:
                opened.acknowledge(batch)
            found += batch
    except TimeoutError:
        return found


async def test_no_more_is_held_than_waits_to_be_stored(broker: Mosquitto) -> None:
    """Who does not acknowledge, because the database is away, gets no more: the broker keeps it."""
    with device(broker.port) as source:
        async with subscribed(broker, source) as opened:
            publish(source, 1000)
            await until(source.acknowledged)
            held = await rest(opened, 1)
            assert len(held) == sessions.UNACKNOWLEDGED
            opened.acknowledge(held[:150])
            assert len(await rest(opened, 1)) == 150
            for _ in range(2000):
                source.publish(TOPIC + "S-1", "{}", qos=0)  # nobody waits for these
            assert await rest(opened, 1) == []


async def test_a_lost_connection_brings_again_what_was_not_acknowledged(broker: Mosquitto) -> None:
    with device(broker.port) as source:
        async with subscribed(broker, source) as opened:
            publish(source, 10)
            first = await rest(opened, 0.5)
            opened.acknowledge(first[:4])
            await asyncio.sleep(1.5)  # the broker saves once a second
            broker.kill()
            broker.start()
            again = await rest(opened, 4)
            assert [each.payload for each in again] == [each.payload for each in first[4:]]
            opened.acknowledge(first)  # late, and of another connection: they mean nothing
            opened.acknowledge(again)
            publish(source, 3, since=10)
            assert len(await rest(opened, 1)) == 3
