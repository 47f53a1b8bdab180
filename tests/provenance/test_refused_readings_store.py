"""What devices published and nobody could use, in the real database."""

from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store import refused_readings
from provenance.store.collection import Document
from provenance.store.refused_readings import RefusedReading, RefusedReadings
from provenance.text import Message

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def refused(database: AsyncDatabase[Document]) -> RefusedReadings:
    return RefusedReadings(database)


def one(
    topic: str, minute: int = 0, key: str = "batch-no-time", payload: str = "{}"
) -> RefusedReading:
    at = NOON + timedelta(minutes=minute)
    return RefusedReading(topic, "at", Message(key, {"value": str(minute)}), payload, at)


async def test_the_latest_of_each_topic_and_reason_is_kept_and_counted(
    refused: RefusedReadings,
) -> None:
    await refused.keep(
        [one("a"), one("a", 1, payload="x"), one("b", 2), one("a", 3, "readings-no-door")]
    )
    await refused.keep([one("a", 4, payload="y")])
    await refused.keep([])
    found = await refused.latest(10)
    assert [(each.topic, each.reason.key, each.count) for each in found] == [
        ("a", "batch-no-time", 3),
        ("a", "readings-no-door", 1),
        ("b", "batch-no-time", 1),
    ]
    assert (found[0].payload, found[0].reason.args["value"]) == ("y", "4")
    assert await refused.latest(1) == found[:1]


async def test_long_topics_and_payloads_are_cut(refused: RefusedReadings) -> None:
    await refused.keep([one("t" * 65_535, payload="p" * 70_000)])
    [kept] = await refused.latest(1)
    assert (len(kept.topic), len(kept.payload)) == (256, 4096)


async def test_a_flood_of_topics_is_bounded_while_known_ones_go_on_counting(
    refused: RefusedReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused_readings, "MOST_KEPT", 5)
    for number in range(10):
        await refused.keep([one(f"t{number}", number)])
    await refused.keep([one("t0", 99)])
    found = await refused.latest(100)
    assert [(each.topic, each.count) for each in found][:2] == [("t0", 2), ("t4", 1)]
    assert len(found) == 5


async def test_refusals_are_forgotten_after_a_week(database: AsyncDatabase[Document]) -> None:
    indexes = await database.refused_readings.index_information()
    assert indexes["last_at"]["expireAfterSeconds"] == 7 * 24 * 3600
