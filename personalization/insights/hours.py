"""What happened in an hour of a store, counted; it stays when the events themselves are gone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


def hour_of(at: datetime) -> datetime:
    """The beginning of its hour."""
    return at.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """The counts of one hour from `hour` (UTC), one store, and where they are named one zone, one
    product and one offer (`{id}@{version}`; those cells count exposures alone). None: all of them.

    `visitors` are distinct visits, and are no sum of those of the parts. `dwell_seconds` is the
    sum over `dwells`. `withheld` are exposures that experiments kept from being shown.

    Cells of few visitors must not be told: reports hide them.
    """

    store: str
    hour: datetime
    zone: str | None
    product: str | None
    offer: str | None
    visitors: int
    scans: int
    shown: int
    withheld: int
    adds: int
    pick_ups: int
    dwells: int
    dwell_seconds: float
    ignores: int
