"""What a verdict on freshness costs, and that it does not grow with the readings behind it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from provenance.coldchain.values import Reading
from provenance.freshness.assessment import Dates, assess
from provenance.freshness.classes import freshness_class
from provenance.freshness.history import history_windows
from provenance.freshness.product_class import FreshnessClass
from provenance.stays import Stay
from provenance.store.archive import Archive
from tests.bench.report import Budget, Found
from tests.bench.run import Run

FEW_READINGS, MANY_READINGS = 100, 100_000
EVERY = timedelta(minutes=1)
WARM = (timedelta(minutes=30), timedelta(minutes=60))
BATCH = 500
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Lot:
    """Frozen goods that lay at one place all their life, with so many readings of it.

    `warm` goods were above their class's safety limit once: an excursion, told with its details.
    """

    place: str
    readings: int
    warm: bool

    def celsius(self, at: timedelta) -> float:
        """The temperature so long after its production."""
        hot = self.warm and WARM[0] <= at < WARM[1]
        return 2.0 if hot else -20.0 + at / EVERY % 7 / 10

    @property
    def life(self) -> timedelta:
        """How long it has lain there."""
        return self.readings * EVERY


LOTS = tuple(
    Lot(f"{'warm' if warm else 'cold'}-{readings}", readings, warm)
    for warm in (False, True)
    for readings in (FEW_READINGS, MANY_READINGS)
)


async def freshness(run: Run) -> Found:
    """The verdict's median for few and for many readings, without an excursion and with one."""
    kind = freshness_class("frozen/vegetables")
    assert kind is not None
    times: Mapping[Lot, list[float]] = {lot: [] for lot in LOTS}
    async with run.database("freshness") as database:
        archive = Archive(database)
        await asyncio.gather(*(_recorded(archive, lot, run.now) for lot in LOTS))
        for one, other in (LOTS[:2], LOTS[2:]):
            for lot in (one, other):
                await _judged(archive, lot, kind, run.now)
            began = perf_counter()
            while not times[other] or perf_counter() - began < run.options.seconds:
                for lot in (one, other):
                    times[lot].append(await _judged(archive, lot, kind, run.now))
    medians = {lot: median(taken) for lot, taken in times.items()}
    cold_few, cold_many, warm_few, warm_many = medians.values()
    budget = f"freshness of a lot with {MANY_READINGS:,} readings, time ÷ with {FEW_READINGS:,}"
    return Found(
        columns=("p50 ms",),
        rows={
            f"freshness of a lot, {lot.readings:,} readings{', once too warm' * lot.warm}": (
                time * 1000,
            )
            for lot, time in medians.items()
        },
        budgets=[
            Budget(budget, 1.2, cold_many / cold_few),
            Budget(f"{budget}, once too warm", 1.2, warm_many / warm_few),
        ],
    )


async def _recorded(archive: Archive, lot: Lot, now: datetime) -> None:
    ages = (number * EVERY for number in range(lot.readings + 1))
    readings = [Reading(lot.place, "t", now - lot.life + age, lot.celsius(age)) for age in ages]
    for first in range(0, len(readings), BATCH):
        await archive.readings.record(readings[first : first + BATCH])


async def _judged(archive: Archive, lot: Lot, kind: FreshnessClass, now: datetime) -> float:
    dates = Dates(produced_at=now - lot.life)
    stays = [Stay(lot.place, now - lot.life)]
    began = perf_counter()
    windows = history_windows(stays, produced_at=dates.produced_at, now=now)
    exposures = await archive.readings.exposures(windows, kind)
    found = assess(kind, dates, zone=UTC_ZONE, now=now, stays=stays, exposures=exposures)
    taken = perf_counter() - began
    assert found.coverage > 0.9, "judged by its readings"
    assert bool(found.excursions) == lot.warm
    return taken
