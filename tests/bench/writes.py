"""What taking in evidence costs, beside writing the same documents with nothing else.

Raw writes store once more all that the taking in stored: of EPCIS documents the events and the lots
marked for them, of readings the evidence and the checkpoints they ended in. They get the same
validators and indexes, but read, check and compute nothing, and need no transaction.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from time import perf_counter

from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.values import Reading
from provenance.epcis import ReadEvent, read_document
from provenance.store.archive import Archive
from provenance.store.cold_hours import COLD_HOURS
from provenance.store.collection import Document, prepare, put
from provenance.store.events import EVENTS, event_document
from provenance.store.evidence import READINGS
from provenance.store.lots import LOTS
from seed.journeys import documents
from tests.bench.market import stock
from tests.bench.report import Budget, Found
from tests.bench.run import Run

RAW_EVENTS = replace(EVENTS, name="bench_raw_events")
RAW_LOTS = replace(LOTS, name="bench_raw_lots")
RAW_READINGS = replace(READINGS, name="bench_raw_readings")
RAW_HOURS = replace(COLD_HOURS, name="bench_raw_hours")
"""The same validators and indexes, and nobody who does more than write."""

INTERVAL = timedelta(minutes=5)
KNOWN = 24
"""Readings of a place, two hours of them, before the live ones are measured."""
PLACES = 50
HISTORY = 500
"""Readings of one place in a batch of history: almost two days."""


@dataclass(frozen=True, slots=True)
class Writes:
    """Records taken in, and the seconds that took; `raw` are those of the same documents alone."""

    records: int
    seconds: float
    raw: float

    @property
    def per_second(self) -> float:
        """Records taken in a second."""
        return self.records / self.seconds

    @property
    def ratio(self) -> float:
        """The rate ÷ that of raw writes."""
        return self.raw / self.seconds

    def __add__(self, other: "Writes") -> "Writes":
        return Writes(
            self.records + other.records, self.seconds + other.seconds, self.raw + other.raw
        )


NOTHING = Writes(0, 0.0, 0.0)


async def writes(run: Run) -> Found:
    """Evidence taken in a second, beside raw writes."""
    seconds = run.options.seconds
    async with run.database("writes") as database:
        day = await stock(database, run.now)
        document, storing = await capture_rates(database, day, run.now, seconds=seconds)
        history, live = await reading_rates(database, seconds=seconds)
    found = {
        "EPCIS events, document to stored": document,
        "EPCIS events, storing alone": storing,
        "readings, a history": history,
        "readings, live": live,
    }
    return Found(
        columns=("per second", "÷ raw writes"),
        rows={key: (each.per_second, each.ratio) for key, each in found.items()},
        budgets=[
            Budget(f"{key}, ÷ raw writes", 0.5, each.ratio, at_least=True)
            for key, each in found.items()
            if each is not storing
        ],
    )


async def capture_rates(
    database: AsyncDatabase[Document], day: date, now: datetime, *, seconds: float
) -> tuple[Writes, Writes]:
    """EPCIS documents from the JSON on, and the storing of their events alone.

    Days of the sample before `day` (which the database must not hold), a document at a time.
    """
    await prepare(database, [RAW_EVENTS, RAW_LOTS])
    events = Archive(database).events
    whole = storing = NOTHING
    for past in count(1):
        for organisation, document in documents(day - timedelta(days=past)).items():
            start = perf_counter()
            read = _good(read_document(document, now=now, recorded_by=organisation))
            ready = perf_counter()
            await events.capture(read)
            stored = perf_counter()
            raw = await _raw_events(database, [event_document(each) for each in read])
            whole += Writes(len(read), stored - start, raw)
            storing += Writes(len(read), stored - ready, raw)
            if whole.seconds + whole.raw > seconds:
                return whole, storing
    raise AssertionError("days do not end")


def _good(found: Sequence[object]) -> list[ReadEvent]:
    read = [each for each in found if isinstance(each, ReadEvent)]
    assert len(read) == len(found), "the sample's documents are good"
    return read


async def _raw_events(database: AsyncDatabase[Document], events: list[Document]) -> float:
    """Write events and the lots that they name once more, and nothing else."""
    named = sorted({thing for event in events for thing in event["touched"]})
    lots = await database[LOTS.name].find({"_id": {"$in": named}}).to_list()
    start = perf_counter()
    await database[RAW_EVENTS.name].insert_many(events, ordered=False)
    await put(database, RAW_LOTS, lots)
    return perf_counter() - start


async def reading_rates(
    database: AsyncDatabase[Document], *, seconds: float
) -> tuple[Writes, Writes]:
    """Readings as history (one place's, hundreds at once) and live (one each of many places)."""
    await prepare(database, [RAW_READINGS, RAW_HOURS])
    history = await _recorded(database, _history(), seconds)
    live = _live()
    for batch in islice(live, KNOWN):
        await Archive(database).readings.record(batch)
    return history, await _recorded(database, live, seconds)


async def _recorded(
    database: AsyncDatabase[Document], batches: Iterator[Sequence[Reading]], seconds: float
) -> Writes:
    readings = Archive(database).readings
    total = NOTHING
    while total.seconds + total.raw < seconds:
        batch = next(batches)
        start = perf_counter()
        await readings.record(batch)
        recorded = perf_counter() - start
        raw = await _raw_readings(database, batch)
        total += Writes(len(batch), recorded, raw)
    return total


async def _raw_readings(database: AsyncDatabase[Document], batch: Sequence[Reading]) -> float:
    """Write the documents that a batch became a part of once more, and nothing else."""
    query: Mapping[str, object] = {
        "place": {"$in": sorted({reading.place for reading in batch})},
        "hour": {"$gt": min(reading.at for reading in batch) - timedelta(hours=1)},
    }
    evidence = await database[READINGS.name].find(query).to_list()
    checkpoints = await database[COLD_HOURS.name].find(query).to_list()
    start = perf_counter()
    await put(database, RAW_READINGS, evidence)
    await put(database, RAW_HOURS, checkpoints)
    return perf_counter() - start


_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def _history() -> Iterator[Sequence[Reading]]:
    for number in count():
        yield [_reading(f"history-{number}", tick) for tick in range(HISTORY)]


def _live() -> Iterator[Sequence[Reading]]:
    for tick in count():
        yield [_reading(f"live-{number}", tick) for number in range(PLACES)]


def _reading(place: str, tick: int) -> Reading:
    return Reading(place, f"{place}-sensor", _BEGIN + tick * INTERVAL, 4 + math.sin(tick / 20))
