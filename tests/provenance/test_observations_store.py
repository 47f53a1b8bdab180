"""Humidity and doors in the real database."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.store.collection import Document, Written
from provenance.store.observations import Observations

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOURS = (NOON - timedelta(hours=5), NOON + timedelta(hours=5))


@pytest.fixture
def observations(database: AsyncDatabase[Document]) -> Observations:
    return Observations(database)


def humid(minute: float, value: float, sensor: str = "s1", place: str = "case") -> Observation:
    at = NOON + timedelta(minutes=minute)
    return Observation(place, sensor, Quantity.HUMIDITY, at, value)


def door(minute: float, value: float, sensor: str = "s1") -> Observation:
    return Observation("case", sensor, Quantity.DOOR, NOON + timedelta(minutes=minute), value)


async def test_what_was_observed_comes_back_in_order_of_time(observations: Observations) -> None:
    given = [humid(minute, 50 + minute / 10) for minute in range(-90, 91, 15)]
    assert await observations.record(given[::-1]) == Written(13, 0)
    assert await observations.between("case", Quantity.HUMIDITY, *HOURS) == given
    assert await observations.between("case", Quantity.DOOR, *HOURS) == []
    assert await observations.between("freezer", Quantity.HUMIDITY, *HOURS) == []


async def test_both_ends_of_a_time_are_included(observations: Observations) -> None:
    given = [humid(minute, 50) for minute in (-30, 0, 30, 60, 90)]
    await observations.record(given)
    ends = (NOON, NOON + timedelta(minutes=60))
    assert await observations.between("case", Quantity.HUMIDITY, *ends) == given[1:4]


async def test_one_sensor_may_tell_of_its_air_and_its_door(
    observations: Observations, database: AsyncDatabase[Document]
) -> None:
    given = [door(0, OPEN), door(2, CLOSED), door(2, OPEN, "s2"), humid(0, 80)]
    await observations.record(given)
    assert await observations.between("case", Quantity.DOOR, *HOURS) == given[:3]
    assert sorted(await database.observations.distinct("_id")) == [
        "case|s1|door|2026-11-21T12Z",
        "case|s1|humidity|2026-11-21T12Z",
        "case|s2|door|2026-11-21T12Z",
    ]


async def test_repeating_changes_nothing_and_a_correction_replaces(
    observations: Observations,
) -> None:
    given = [humid(minute, 60) for minute in range(5)]
    await observations.record(given)
    assert await observations.record([*given, humid(5, 60)]) == Written(1, 5)
    assert await observations.record([]) == Written()
    assert await observations.record([humid(0, 70), humid(0, 71)]) == Written(1, 1)
    [corrected, *_] = await observations.between("case", Quantity.HUMIDITY, *HOURS)
    assert corrected.value == 71


async def test_many_writers_of_one_hour_lose_nothing(observations: Observations) -> None:
    given = [humid(minute / 10, minute % 100) for minute in range(500)]
    shuffled = random.Random(7).sample(given, len(given))  # noqa: S311
    batches = [shuffled[start : start + 50] for start in range(0, 500, 50)]
    await asyncio.gather(*map(observations.record, [*batches, *batches]))
    assert await observations.between("case", Quantity.HUMIDITY, *HOURS) == given


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        (Quantity.HUMIDITY, -0.1),
        (Quantity.HUMIDITY, 100.1),
        (Quantity.HUMIDITY, float("nan")),
        (Quantity.DOOR, 0.5),
        (Quantity.DOOR, float("nan")),
    ],
)
def test_an_impossible_value_is_no_observation(quantity: Quantity, value: float) -> None:
    with pytest.raises(ValueError, match="no"):
        Observation("case", "s1", quantity, NOON, value)
