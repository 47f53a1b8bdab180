"""Excursions are found by looking at few hours, and none is missed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.excursions import excursions, points
from provenance.coldchain.values import Reading, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.product_class import FreshnessClass
from provenance.store.cold_hours import SAMPLES_ONLY, Checkpoints
from provenance.store.collection import Document
from provenance.store.readings import Readings
from provenance.store.warm_hours import WarmHours

BEGIN = datetime(2026, 9, 1, 0, 5, tzinfo=UTC)
DAYS = 45
found = freshness_class("fish/fresh/temperate")
assert found is not None
FISH: FreshnessClass = found
assert FISH.safety is not None
LIMIT = FISH.safety.celsius


def after(hours: float) -> datetime:
    return BEGIN + timedelta(hours=hours)


async def told(
    database: AsyncDatabase[Document], warm: Sequence[tuple[float, float]], silent: range
) -> Readings:
    """Six weeks of a sample every twenty minutes, warm and silent at some times (hours)."""
    readings = Readings(database)
    moments = [step / 3 for step in range(DAYS * 24 * 3) if int(step / 3) not in silent]
    given = [
        Reading(
            "fridge",
            "s1",
            after(hour),
            12.0 if any(since <= hour < until for since, until in warm) else 2.0,
        )
        for hour in moments
    ]
    for first in range(0, len(given), 600):
        await readings.record(given[first : first + 600])
    return readings


@pytest.mark.parametrize(
    ("warm", "silent"),
    [
        ([(3.2, 4.1), (200.5, 201.0), (203.0, 203.7), (640.0, 652.3)], range(300, 350)),
        ([(0.0, 2.0), (299.9, 360.0), (900.4, 901.9), (1070.0, 1080.0)], range(295, 345)),
        ([(hour, hour + 0.8) for hour in range(1, 1000, 41)], range(40, 41)),
    ],
)
async def test_every_excursion_is_found_that_reading_all_hours_finds(
    database: AsyncDatabase[Document], warm: Sequence[tuple[float, float]], silent: range
) -> None:
    readings = await told(database, warm, silent)
    begin, end = warm[0], warm[-1]
    for since, until in ((0, DAYS * 24), (begin[0] + 0.2, end[0] + 0.3), (begin[1], begin[1] + 2)):
        window = Window("fridge", after(since), after(until))
        every = points(await Checkpoints(database).within(window, SAMPLES_ONLY))
        exposure = (await readings.exposures([window], FISH))[window]
        assert exposure.excursions == excursions(every, window, LIMIT)
        assert bool(exposure.excursions) is (exposure.above_limit > 0)


async def test_few_hours_are_read_of_a_long_stay(database: AsyncDatabase[Document]) -> None:
    await told(database, [(500.0, 502.0)], range(0))
    window = Window("fridge", after(0), after(DAYS * 24))
    hours = await WarmHours(database).within(window, LIMIT)
    assert 2 <= len(hours) <= 6
