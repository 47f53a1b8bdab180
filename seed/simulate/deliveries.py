"""Deliveries that arrive now: from the harvest to the shelf, told in EPCIS 2.0 documents.

`seed/data/deliveries.csv` is the table, in the format of lots.csv; `made` is in hours before now.
One salad is made of two harvests, one truck comes hours late, one departure was never scanned.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count

from seed.epcis_events import Json
from seed.journeys import recorded_documents
from seed.lots import SampleLot, planned, plans, sample_day
from seed.simulate.sensors import Record, at_text
from seed.weather import series

_PALLETS = 10
"""Numbers for pallets that one minute has; those of the sample days lie below all of them."""


def deliveries(now: datetime, store: str | None = None) -> Mapping[str, SampleLot]:
    """The lots on their way to a store, or to all, by plan; the same within a minute."""
    minute = now.replace(second=0, microsecond=0)
    found = {
        plan.key: planned(plan, f"{plan.key}{minute:%y%m%d%H%M}", sample_day(now), minute)
        for plan in plans("deliveries.csv")
    }
    bound = {
        key: lot
        for key, lot in found.items()
        if any(store in (None, branch.shelf.store) for branch in lot.branches)
    }
    inputs = {key for lot in bound.values() for key in lot.plan.made_from}
    return {key: lot for key, lot in found.items() if key in bound or key in inputs}


def delivery_documents(now: datetime, store: str | None = None) -> Mapping[str, Json]:
    """One EPCISDocument by organisation that records a part of the way."""
    minutes = int(now.timestamp()) // 60
    return recorded_documents(deliveries(now, store), count(minutes * _PALLETS))


def way_readings(now: datetime, store: str | None = None) -> Iterator[Record]:
    """What the sensors of farms, packhouses, depots and vehicles showed while goods were there."""
    for lot in deliveries(now, store).values():
        for stop in (*lot.trunk, *(stop for branch in lot.branches for stop in branch.stops)):
            for at, celsius in series(stop.site.id, stop.since, stop.until):
                yield {"sensor": stop.site.sensor, "at": at_text(at), "temperature": celsius}
