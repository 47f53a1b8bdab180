"""The sample market of a day, whole: pure, so that the same day gives the same market."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from provenance.answer import Review
from provenance.identity import lot_thing
from provenance.recalls import RecallNotice
from seed.epcis_events import Json
from seed.journeys import documents
from seed.lots import SampleLot, day_begin, lots
from seed.market import DATA, Site, items, sites
from seed.weather import series

HISTORY = timedelta(days=6)
"""How far back the first readings go."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """What a day brings: EPCIS documents by organisation, recalls, and reviews by product id."""

    day: date
    documents: Mapping[str, Json]
    recalls: Sequence[RecallNotice]
    reviews: Mapping[str, Sequence[Review]]


def sample(day: date) -> Sample:
    """The sample of a day; its standing data lies in `seed/data/`."""
    return Sample(
        day=day,
        documents=documents(day),
        recalls=[_recall(lot) for lot in lots(day).values() if lot.plan.story == "recalled"],
        reviews=_reviews(day),
    )


def journey_readings(day: date) -> Iterator[Row]:
    """Rows of a readings list: farms, packhouses, depots and vehicles while goods are there."""
    for site, since, until in _visits(day):
        if not site.store:
            yield from _rows(site, since, until)


def store_readings(day: date, since: Mapping[str, datetime], until: datetime) -> Iterator[Row]:
    """Rows of a readings list: the stores' sensors, which go on all the time.

    Those of a place begin with its first goods, or go on from `since`, at most `HISTORY` before the
    day.
    """
    for site, first, _ in _visits(day):
        if site.store:
            start = max(since[site.id], day_begin(day) - HISTORY) if site.id in since else first
            yield from _rows(site, start, until)


def _rows(site: Site, since: datetime, until: datetime) -> Iterator[Row]:
    for at, celsius in series(site.id, since, until):
        time = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        yield {"sensor": site.sensor, "time": time, "value": str(celsius), "unit": "CEL"}


def _visits(day: date) -> Iterator[tuple[Site, datetime, datetime]]:
    """Where goods of the day are, from when until when, over all its lots."""
    moments: dict[str, list[datetime]] = defaultdict(list)
    for lot in lots(day).values():
        for stop in (*lot.trunk, *(stop for branch in lot.branches for stop in branch.stops)):
            moments[stop.site.id] += (stop.since, stop.until)
        for branch in lot.branches:
            for site in (branch.backroom, branch.shelf):
                moments[site.id].append(branch.arrival)
    earliest = day_begin(day) - HISTORY
    for place, found in sorted(moments.items()):
        yield sites()[place], max(min(found), earliest), max(found)


def _recall(lot: SampleLot) -> RecallNotice:
    return RecallNotice(
        id=f"sample-{lot.lot}",
        things=[lot_thing(lot.item.gtin, lot.lot)],
        reasons={
            "en": "Pieces of glass may have got into this lot during packing.",
            "zh-Hans": "该批次在包装过程中可能混入玻璃碎片。",
            "es": "Durante el envasado pueden haber entrado fragmentos de vidrio en este lote.",
        },
        instructions={
            "en": "Do not eat it. Bring it back to any Freshlens Market for a full refund.",
            "zh-Hans": "请勿食用。可退回任意 Freshlens Market 门店，全额退款。",
            "es": "No lo consuma. Devuélvalo en cualquier Freshlens Market: se reembolsa entero.",
        },
        since=lot.branches[0].shelved,
    )


def _reviews(day: date) -> Mapping[str, Sequence[Review]]:
    reviews: dict[str, list[Review]] = defaultdict(list)
    with (DATA / "reviews.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            reviews[items()[row["sku"]].gtin].append(
                Review(
                    id=f"sample-{number:03d}",
                    stars=int(row["stars"]),
                    text=row["text"],
                    language=row["language"],
                    at=day_begin(day) - timedelta(days=int(row["days_ago"]), minutes=37 * number),
                    verified_purchase=row["verified"] == "yes",
                )
            )
    return reviews
