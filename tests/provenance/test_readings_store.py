"""Readings and checkpoints in the real database."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from provenance.coldchain.values import Reading, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.product_class import FreshnessClass
from provenance.store.collection import Document, Written
from provenance.store.readings import Readings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
found = freshness_class("fish/fresh/temperate")
assert found is not None
FISH: FreshnessClass = found


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def steady(
    celsius: float, minutes: range, place: str = "fridge", sensor: str = "s1"
) -> list[Reading]:
    return [Reading(place, sensor, after(minute), celsius) for minute in minutes]


def window(since: float, until: float, place: str | None = "fridge") -> Window:
    return Window(place, after(since), after(until))


@pytest.fixture
def readings(database: AsyncDatabase[Document]) -> Readings:
    return Readings(database)


async def checkpoints(database: AsyncDatabase[Document]) -> Sequence[Document]:
    return await database.cold_hours.find().sort("_id").to_list()


async def test_a_stay_at_the_reference_temperature_uses_its_own_time(readings: Readings) -> None:
    await readings.record(steady(0, range(0, 601, 10)))
    stay = window(15, 495)
    exposure = (await readings.exposures([stay], FISH))[stay]
    assert exposure.pessimistic == pytest.approx(480 * 60)
    assert exposure.coverage == pytest.approx(1)
    assert exposure.excursions == ()


async def test_repeating_a_delivery_changes_nothing(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    given = steady(2, range(0, 120, 10))
    assert await readings.record(given) == Written(12, 0)
    before = await checkpoints(database)
    assert await readings.record([*given, given[0]]) == Written(0, 13)
    assert await readings.record([]) == Written()
    assert await checkpoints(database) == before


async def test_a_corrected_value_replaces_the_first(readings: Readings) -> None:
    await readings.record(steady(5, range(0, 61, 10)))
    corrected = await readings.record(steady(0, range(0, 61, 10)))
    assert corrected == Written(7, 0)
    exposure = (await readings.exposures([window(0, 60)], FISH))[window(0, 60)]
    assert exposure.pessimistic == pytest.approx(3600)


@pytest.mark.parametrize("seed", range(8))
async def test_any_order_of_arrival_ends_exactly_the_same(
    readings: Readings, database: AsyncDatabase[Document], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    given = [
        Reading("fridge", dice.choice("ab"), after(dice.randrange(700)), dice.uniform(-3, 25))
        for _ in range(80)
    ]
    given = list({(each.sensor, each.at): each for each in given}.values())
    await readings.record(given)
    in_order = await checkpoints(database)
    for collection in ("readings", "cold_hours"):
        await database[collection].delete_many({})
    dice.shuffle(given)
    while given:
        size = dice.randrange(1, 20)
        await readings.record(given[:size])
        given = given[size:]
    assert await checkpoints(database) == in_order


async def test_concurrent_writers_of_one_place_lose_nothing(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    batches = [
        steady(sensor + 1, range(start, start + 60, 7), sensor=f"s{sensor}")
        for sensor in range(3)
        for start in (0, 60, 120)
    ]
    await asyncio.gather(*map(readings.record, batches))
    together = await checkpoints(database)
    await readings.rebuild("fridge")
    assert await checkpoints(database) == together
    assert await database.readings.count_documents({}) == 9


async def test_rebuild_makes_the_same_from_the_evidence(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    await readings.record(steady(3, range(0, 200, 10)) + steady(9, range(0, 200, 9), "truck"))
    before = await checkpoints(database)
    await database.cold_hours.delete_many({"place": "truck"})
    assert await readings.rebuild() == 2
    assert await checkpoints(database) == before
    assert await readings.rebuild("nowhere") == 1
    assert await checkpoints(database) == before


async def test_checkpoints_of_an_older_set_of_classes_are_made_again(
    readings: Readings, database: AsyncDatabase[Document]
) -> None:
    await readings.record(steady(0, range(0, 300, 10)))
    whole = await checkpoints(database)
    await database.cold_hours.update_many({}, {"$set": {"totals": {"covered": 1.0}}})
    stay = window(0, 60)
    assert (await readings.exposures([stay], FISH))[stay].covered == 0
    await readings.record(steady(0, range(300, 301)))
    again = await checkpoints(database)
    assert [each["totals"] for each in again][: len(whole)] == [each["totals"] for each in whole]


async def test_places_and_times_without_readings_are_uncovered(readings: Readings) -> None:
    await readings.record(steady(0, range(0, 601, 10)))
    silent, nowhere = window(5 * 24 * 60, 5 * 24 * 60 + 60), window(0, 60, None)
    unread, early = window(0, 60, "cellar"), window(-6000, -5940)
    exposures = await readings.exposures([silent, nowhere, unread, early], FISH)
    for each in (silent, nowhere, unread, early):
        assert exposures[each].covered == 0
        assert exposures[each].elapsed == 3600
        assert exposures[each].pessimistic == pytest.approx(3600 * 1.8**2, rel=1e-6)


async def test_excursions_tell_when_and_how_warm(readings: Readings) -> None:
    warm = [Reading("fridge", "s1", after(m), 12.0) for m in range(60, 121, 10)]
    await readings.record([*steady(4, range(0, 60, 10)), *warm, *steady(4, range(130, 301, 10))])
    whole, early, cut = window(0, 300), window(0, 40), window(90, 100)
    exposures = await readings.exposures([whole, early, cut], FISH)
    [excursion] = exposures[whole].excursions
    assert (excursion.since, excursion.until) == (after(55), after(125))
    assert (excursion.extreme_celsius, excursion.limit_celsius) == (12, 8)
    assert exposures[whole].above_limit == pytest.approx(70 * 60)
    assert exposures[early].excursions == ()
    [part] = exposures[cut].excursions
    assert (part.since, part.until) == (after(90), after(100))


async def test_a_gap_parts_excursions_and_a_held_value_continues_one(readings: Readings) -> None:
    await readings.record([*steady(10, range(0, 31, 10)), *steady(11, range(100, 121, 10))])
    stay = window(0, 140)
    excursions = (await readings.exposures([stay], FISH))[stay].excursions
    assert [(each.since, each.until) for each in excursions] == [
        (after(0), after(30)),
        (after(100), after(140)),
    ]


async def test_a_curve_is_thinned_but_keeps_its_extremes(readings: Readings) -> None:
    given = steady(4, range(0, 3000, 5))
    given[300] = Reading("fridge", "s1", given[300].at, 9.5)
    given[400] = Reading("fridge", "s1", given[400].at, 0.5)
    await readings.record(given)
    curve = await readings.curve([window(0, 1500), window(1500, 3000), window(0, 9, None)], 40)
    assert len(curve) <= 40
    assert (given[300].at, 9.5) in curve
    assert (given[400].at, 0.5) in curve
    assert curve == sorted(curve)
    few = await readings.curve([window(10, 30)], 40)
    assert few == [(after(minute), 4.0) for minute in (10, 15, 20, 25, 30)]


class Commands(CommandListener):
    """The collections that a client's reads ask."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in {"find", "getMore", "aggregate"}:
            self.asked.append(str(event.command[event.command_name]))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_exposures_of_many_windows_are_one_read(
    readings: Readings, database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    await readings.record(
        steady(3, range(0, 1201, 10)) + steady(3, range(0, 1201, 10), "truck", "s2")
    )
    windows = [
        window(since, since + 90, place)
        for since in range(0, 1000, 50)
        for place in ("fridge", "truck")
    ]
    assert await finds(mongodb_uri, database.name, windows) == ["cold_hours"]
    unread = [window(0, 60, place) for place in ("farm", "boat", "fridge")]
    assert await finds(mongodb_uri, database.name, unread) == ["cold_hours"]
    silent = [window(2000, 2100, place) for place in ("fridge", "truck")]
    assert await finds(mongodb_uri, database.name, silent) == ["cold_hours", "cold_hours"]


async def test_what_is_read_does_not_depend_on_how_many_readings_there_are(
    readings: Readings, database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    await readings.record(steady(3, range(0, 120, 10)))
    few = await finds(mongodb_uri, database.name, [window(5, 115)])
    for day in range(5):
        await readings.record(steady(3, range(1440 * day, 1440 * (day + 1), 4)))
    stay = window(5, 7000)
    assert await finds(mongodb_uri, database.name, [stay]) == few == ["cold_hours"]
    assert (await readings.exposures([stay], FISH))[stay].coverage == pytest.approx(1)


async def finds(uri: str, name: str, windows: Sequence[Window]) -> Sequence[str]:
    """The collections that the exposures of windows ask, one entry a read."""
    commands = Commands()
    async with AsyncMongoClient[Document](uri, tz_aware=True, event_listeners=[commands]) as client:
        await Readings(client[name]).exposures(windows, FISH)
    return commands.asked


def stages(plan: Any) -> set[str]:
    if isinstance(plan, dict):
        here = {plan["stage"]} if "stage" in plan else set()
        return here.union(*map(stages, plan.values()))
    return set().union(*map(stages, plan)) if isinstance(plan, list) else set()


@pytest.mark.parametrize(
    ("collection", "query", "sort"),
    [
        ("cold_hours", {"_id": {"$in": ["fridge|2026-11-21T12Z", "x|2026-11-21T12Z"]}}, None),
        ("cold_hours", {"place": "fridge", "hour": {"$lte": NOON}}, [("hour", -1)]),
        ("cold_hours", {"place": "fridge"}, [("hour", 1)]),
        ("cold_hours", {"place": "fridge", "hour": {"$gte": NOON, "$lte": NOON}}, [("hour", 1)]),
        ("readings", {"place": "fridge", "hour": {"$gte": NOON}}, None),
    ],
)
async def test_every_question_is_answered_by_an_index(
    readings: Readings,
    database: AsyncDatabase[Document],
    collection: str,
    query: Document,
    sort: list[tuple[str, int]] | None,
) -> None:
    await readings.record(steady(3, range(0, 601, 10)))
    cursor = database[collection].find(query)
    plan = await (cursor.sort(sort) if sort else cursor).explain()
    used = stages(plan["queryPlanner"]["winningPlan"])
    assert used & {"IXSCAN", "IDHACK"}
    assert not used & {"COLLSCAN", "SORT"}
