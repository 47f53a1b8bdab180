"""How places are doing: the latest reading against the rules that hold there."""

from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.alarms.rules import AlarmRule, Scope
from provenance.alarms.values import AlarmKind
from provenance.coldchain.series import Sample, to_ms
from provenance.coldchain.values import Reading
from provenance.place_states import (
    Limits,
    PlaceCondition,
    condition,
    limits_at,
    place_states,
)
from provenance.places import Place, PlaceKind
from provenance.sensors import Sensor
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_samples import STORE, STORE_PLACE

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CASE = Place("case", "Dairy case", PlaceKind.FRIDGE, parent="s1", store="s1", sensors=("t1",))
WARM = AlarmRule("warm", AlarmKind.HIGH_TEMPERATURE, Scope(("s1",)), threshold=5.0, delay=30)
HOT = AlarmRule("hot", AlarmKind.HIGH_TEMPERATURE, Scope(("case",)), threshold=8.0)
FREEZING = AlarmRule("freezing", AlarmKind.LOW_TEMPERATURE, threshold=-0.5)
IN_ALL = AlarmRule("in-all", AlarmKind.HIGH_TEMPERATURE, threshold=3.0, delay=60, window=24)
LIMITS = Limits(low=-0.5, high=5.0)


def test_the_narrowest_rules_that_hold_here_are_the_limits() -> None:
    elsewhere = AlarmRule("else", AlarmKind.HIGH_TEMPERATURE, Scope(("freezer",)), threshold=-15.0)
    assert limits_at(CASE, [HOT, WARM, FREEZING, IN_ALL, elsewhere]) == LIMITS
    assert limits_at(CASE, [elsewhere]) == Limits()


@pytest.mark.parametrize(
    ("celsius", "minutes_ago", "limits", "expected"),
    [
        (4.9, 5, LIMITS, PlaceCondition.WITHIN),
        (5.0, 5, LIMITS, PlaceCondition.TOO_WARM),
        (-0.5, 5, LIMITS, PlaceCondition.TOO_COLD),
        (-20.0, 5, Limits(high=-15.0), PlaceCondition.WITHIN),
        (18.0, 5, Limits(), PlaceCondition.UNJUDGED),
        (9.0, 30, LIMITS, PlaceCondition.TOO_WARM),
        (9.0, 31, LIMITS, PlaceCondition.SILENT),
    ],
)
def test_a_sample_says_how_a_place_is_doing(
    celsius: float, minutes_ago: int, limits: Limits, expected: PlaceCondition
) -> None:
    sample = Sample(to_ms(NOON - timedelta(minutes=minutes_ago)), celsius)
    assert condition(sample, limits, NOON) is expected


def test_a_place_that_was_never_measured_is_called_so() -> None:
    assert condition(None, LIMITS, NOON) is PlaceCondition.UNMEASURED


async def test_the_places_of_a_store_are_told_with_their_latest_reading(
    database: AsyncDatabase[Document],
) -> None:
    archive = Archive(database)
    new = Place("new", "New case", PlaceKind.FRIDGE, parent="s1", sensors=("t2",))
    shelf = Place("shelf", "Shelf without a sensor", PlaceKind.ZONE, parent="s1")
    far = Place("far", "Elsewhere", sensors=("t3",))
    await archive.places.put([STORE_PLACE, CASE, new, shelf, far], [STORE])
    await archive.sensors.put([Sensor("t1", bias_kelvin=0.5)])
    await archive.alarm_rules.set(WARM)
    await archive.readings.record(
        [
            Reading(place, sensor, NOON + timedelta(minutes=minutes), celsius)
            for place, sensor, minutes, celsius in (
                ("far", "t3", -5, 3.0),
                ("case", "t1", -130, 3.0),
                ("case", "t1", -10, 6.5),
                ("case", "t1", 10, 12.0),
            )
        ]
    )
    warm, unheard = await place_states(archive, "s1", NOON)
    assert (warm.place.id, warm.condition, warm.celsius) == ("case", PlaceCondition.TOO_WARM, 6.0)
    assert warm.measured_at == NOON - timedelta(minutes=10)
    assert (unheard.place.id, unheard.condition) == ("new", PlaceCondition.UNMEASURED)
    [silent, _] = await place_states(archive, "s1", NOON - timedelta(minutes=60))
    assert (silent.condition, silent.celsius) == (PlaceCondition.SILENT, 2.5)
