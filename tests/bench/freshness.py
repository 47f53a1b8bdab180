"""What a verdict on freshness costs, and that it does not grow with the readings behind it."""

from collections.abc import Sequence
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


async def freshness(run: Run) -> Found:
    """The verdict's median for few and for many readings, without an excursion and with one."""
    kind = freshness_class("frozen/vegetables")
    assert kind is not None
    seconds = run.options.seconds
    many = max(2 * FEW_READINGS, round(MANY_READINGS * min(1, seconds)))  # a trial run loads less
    rows: dict[str, Sequence[float]] = {}
    budgets: list[Budget] = []
    async with run.database("freshness") as database:
        archive = Archive(database)
        for warm, words in ((False, ""), (True, ", once too warm")):
            lots = [Lot(f"{warm}-{number}", number, warm) for number in (FEW_READINGS, many)]
            for lot in lots:
                await _recorded(archive, lot, run.now)
                await _judged(archive, lot, kind, run.now)
            times: list[tuple[float, ...]] = []
            began = perf_counter()
            while not times or perf_counter() - began < seconds:
                times.append(tuple([await _judged(archive, each, kind, run.now) for each in lots]))
            medians = [median(its) for its in zip(*times, strict=True)]
            for lot, time in zip(lots, medians, strict=True):
                rows[f"freshness of a lot, {lot.readings:,} readings{words}"] = (time * 1000,)
            what = f"freshness at {many:,} readings, time ÷ at {FEW_READINGS:,}{words}"
            budgets.append(Budget(what, 1.2, medians[1] / medians[0]))
    return Found(("p50 ms",), rows, budgets)


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
