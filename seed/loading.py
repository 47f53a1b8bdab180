"""Bringing the sample market into a database, through the doors that every import uses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from personalization.imports import kinds as shop
from personalization.store.market import Market
from provenance.alarms.values import Measure
from provenance.coldchain.series import from_ms, to_ms
from provenance.imports.engine import import_documents, import_files
from provenance.imports.kinds import KINDS, Intake
from provenance.imports.records import Refusal
from provenance.projection import project_dirty
from provenance.store.archive import Archive
from provenance.store.collection import Collection, prepare, put
from seed.campaigns import load_campaigns
from seed.equipment import alarm_rules, defrosts
from seed.lots import day_begin, sample_day
from seed.market import DATA, sites
from seed.sample import HISTORY, Row, Sample, journey_readings, sample, store_readings

SAMPLE_DAYS = Collection(
    name="sample_days",
    required=["day", "readings_until"],
    properties={"day": {"bsonType": "string"}, "readings_until": {"bsonType": "date"}},
)
"""One document: the last day that was loaded whole, and until when sensors have spoken."""

STANDING: Mapping[str, str] = {
    "places.csv": "places",
    "sensors.csv": "sensors",
    "products.jsonl": "products",
    "open_food_facts.json": "products",
    "plu.csv": "plu",
    "prices.csv": "prices",
    "certificates.csv": "certificates",
    "recipes.jsonl": "recipes",
}
"""Files of standing data and their kinds of import, in an order in which each finds its like."""

SHOP_FLOOR: Mapping[str, str] = {"floor_plans.jsonl": "floorplans", "beacons.csv": "beacons"}
"""The same of what shoppers walk through: plans first, then what hangs on them."""

ROWS_A_STEP = 500

Report = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the sample day that is now there, and how many records were new.

    The stores' sensors have spoken until `readings_until`.
    """

    day: date
    stored: int
    readings_until: datetime


@dataclass(frozen=True, slots=True)
class _Before:
    day: date
    readings_until: datetime


async def loaded_day(archive: Archive) -> date | None:
    """The sample day that the database holds whole; None without a sample market."""
    before = await _before(archive)
    return before.day if before else None


async def load(
    archive: Archive, *, now: datetime, progress: Report, live: timedelta = timedelta(0)
) -> Loaded:
    """Load the sample market of the day, or what is missing of it; safe to repeat.

    The first load brings everything. On a later day it restocks: the day's lots are added, those of
    earlier days age. On the same day only the sensors go on, so that a market that was switched off
    for an hour has no hole in its records. An interrupted load is taken up again.

    The first load leaves the stores' last `live` to a simulator: alarm rules judge what comes after
    they began, and so it will be all of that.
    """
    await prepare(archive.database, [SAMPLE_DAYS])
    before, day = await _before(archive), sample_day(now)
    intake = Intake(archive, now)
    stored = 0
    rows: list[Row] = []
    if before is None or before.day != day:
        todays = sample(day)
        stored += await _standing(intake, progress)
        stored += await load_campaigns(archive, Market(archive.database), now, _surprised)
        stored += await _alarms(archive, day)
        if before is None:
            stored += (await archive.reviews.put_approved(todays.reviews)).stored
        stored += (await archive.recalls.put(todays.recalls)).stored
        stored += await _journeys(archive, todays, now, progress)
        rows += journey_readings(day)
    since = await _heard_until(archive, before.readings_until, now) if before else {}
    until = now if before else now - live
    rows += store_readings(day, since, until)
    stored += await _imported(intake, "readings", _counted(rows, progress))
    await put(
        archive.database,
        SAMPLE_DAYS,
        [{"_id": "last", "day": day.isoformat(), "readings_until": until}],
    )
    return Loaded(day, stored, until)


async def _before(archive: Archive) -> _Before | None:
    found = await archive.database[SAMPLE_DAYS.name].find_one({"_id": "last"})
    if found is None:
        return None
    return _Before(date.fromisoformat(found["day"]), found["readings_until"])


async def _standing(intake: Intake, progress: Report) -> int:
    floor = shop.Intake(intake.archive, Market(intake.archive.database))
    files = {name: KINDS[kind](intake) for name, kind in STANDING.items()}
    files |= {name: shop.KINDS[kind](floor) for name, kind in SHOP_FLOOR.items()}
    stored = 0
    for done, (name, kind) in enumerate(files.items(), start=1):
        counts = await import_files(kind, [DATA / name], refused=_surprised)
        stored += counts.stored
        progress("Market", done, len(files))
    return stored


async def _alarms(archive: Archive, day: date) -> int:
    """Rules that staff did not change, and the defrosts that they know of."""
    stored = await archive.alarm_rules.put_new(alarm_rules())
    for suppression in defrosts(day_begin(day) - HISTORY):
        stored += (await archive.alarm_rules.suppress(suppression)).stored
    return stored


async def _heard_until(archive: Archive, since: datetime, now: datetime) -> Mapping[str, datetime]:
    """Until when each store's sensor was heard, by place: a simulator may have sent since."""
    heard: dict[str, datetime] = {}
    for site in sites().values():
        if site.store:
            found = await archive.alarm_states.samples(
                site.id, Measure.TEMPERATURE, to_ms(since), to_ms(now)
            )
            latest = max((sample.ms for sample in found.get(site.sensor, ())), default=None)
            heard[site.id] = since if latest is None else from_ms(latest)
    return heard


async def _journeys(archive: Archive, todays: Sample, now: datetime, progress: Report) -> int:
    stored = 0
    for done, (organisation, document) in enumerate(todays.documents.items(), start=1):
        stored += await _imported(Intake(archive, now, organisation), "epcis", [document])
        progress("Journeys", done, len(todays.documents))
    await project_dirty(archive.events, archive.lots)
    return stored


async def _imported(
    intake: Intake, kind: str, documents: Iterator[Row] | Sequence[Mapping[str, object]]
) -> int:
    counts = await import_documents(
        KINDS[kind](intake), documents, name=f"sample {kind}", refused=_surprised
    )
    return counts.stored


def _counted(rows: Sequence[Row], progress: Report) -> Iterator[Row]:
    for done, row in enumerate(rows, start=1):
        yield row
        if done % ROWS_A_STEP == 0 or done == len(rows):
            progress("Temperatures", done, len(rows))


def _surprised(refusal: Refusal) -> None:
    """The sample is ours: what does not fit is a mistake that a test must find."""
    raise ValueError(f"{refusal.file}:{refusal.line}: {refusal.refused.reason}")
