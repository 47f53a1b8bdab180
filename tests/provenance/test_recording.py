"""Taking in readings: what is read and written for them, alone, in deliveries and in a crowd."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from provenance.coldchain.values import Reading
from provenance.store.collection import Document, Written
from provenance.store.readings import Readings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PLACES = ("fridge", "truck", "shelf")


def steady(minutes: range, place: str, celsius: float = 3.0) -> list[Reading]:
    return [
        Reading(place, f"{place}-s", NOON + timedelta(minutes=minute), celsius)
        for minute in minutes
    ]


@pytest.fixture
def readings(database: AsyncDatabase[Document]) -> Readings:
    return Readings(database)


async def checkpoints(database: AsyncDatabase[Document]) -> Sequence[Document]:
    return await database.cold_hours.find().sort("_id").to_list()


class Writes(CommandListener):
    """What commands ask and change: their name, collection and number of statements."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, int]] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in {"find", "update", "getMore"}:
            collection = str(event.command[event.command_name])
            statements = len(event.command.get("updates", ()))
            self.seen.append((event.command_name, collection, statements))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


@pytest.mark.parametrize("minute", [430, 470])
async def test_the_newest_readings_of_many_places_change_one_checkpoint_each(
    readings: Readings, database: AsyncDatabase[Document], mongodb_uri: str, minute: int
) -> None:
    for place in PLACES:
        await readings.record(steady(range(0, minute, 10), place))
    newest = [each for place in PLACES for each in steady(range(minute, minute + 1), place)]
    commands = Writes()
    async with AsyncMongoClient[Document](
        mongodb_uri, tz_aware=True, event_listeners=[commands]
    ) as client:
        process = Readings(client[database.name])
        for place in PLACES:  # a process learns once with what a place is read
            await process.record(steady(range(1), place))
        commands.seen.clear()
        assert await process.record(newest) == Written(3, 0)
    assert commands.seen == [
        ("find", "readings", 0),
        ("update", "cold_places", 1),
        ("update", "readings", 3),
        ("find", "cold_hours", 0),
        ("update", "cold_hours", 3),
    ]
    quick = await checkpoints(database)
    await readings.rebuild()
    assert await checkpoints(database) == quick


async def test_a_delivery_of_many_places_ends_like_one_of_each(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    given = [
        *steady(range(0, 200, 10), "fridge"),
        *steady(range(3000, 3300, 7), "truck"),
        *steady(range(-5000, -4900, 25), "shelf"),
    ]
    for place in PLACES:
        await readings.record([each for each in given if each.place == place])
    one_by_one = await checkpoints(database)
    for collection in ("readings", "cold_hours", "cold_places"):
        await database[collection].delete_many({})
    random.Random(7).shuffle(given)  # noqa: S311
    assert await readings.record(given) == Written(len(given), 0)
    assert await checkpoints(database) == one_by_one


async def test_deliveries_of_the_same_places_at_once_lose_nothing(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    deliveries = [
        [each for place in order for each in steady(range(start, start + 90, 9), place, start)]
        for start in range(0, 120, 20)
        for order in (PLACES, PLACES[::-1])
    ]
    written = await asyncio.gather(*map(readings.record, deliveries))
    distinct = {(each.place, each.at) for delivery in deliveries for each in delivery}
    assert sum(each.stored for each in written) >= len(distinct)
    together = await checkpoints(database)
    await readings.rebuild()
    assert await checkpoints(database) == together
    places = {document["_id"] async for document in database.cold_places.find()}
    assert places == set(PLACES)


async def test_a_late_reading_after_a_long_silence_carries_what_came_after(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    await readings.record(steady(range(0, 60, 10), "fridge"))
    await readings.record(steady(range(3000, 3100, 10), "fridge", 9.0))
    await readings.record(steady(range(1500, 1501), "fridge", 6.0))
    late = await checkpoints(database)
    assert len(late) == 4
    await readings.rebuild("fridge")
    assert await checkpoints(database) == late


async def test_only_places_with_checkpoints_of_older_classes_are_made_again(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    for place in PLACES:
        await readings.record(steady(range(0, 300, 10), place))
    whole = [each["totals"] for each in await checkpoints(database)]
    old = {"$set": {"totals": {"covered": 1.0}}}
    await database.cold_hours.update_many({"place": "truck"}, old)
    given = [each for place in PLACES for each in steady(range(290, 291), place, 4.0)]
    assert await readings.record(given) == Written(3, 0)
    assert [each["totals"] for each in await checkpoints(database)] == whole
