"""The dates on a package, and when they end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from provenance.answer import Lot
from provenance.identity import Identity

_Day = TypeVar("_Day", date, datetime)

LATEST = date(9998, 12, 30)
"""Later dates mean "never"; clock arithmetic ends soon after."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that hold for one thing; `produced_at` is UTC."""

    use_by: date | None = None
    best_before: date | None = None
    produced_at: datetime | None = None


def known_dates(lot: Lot | None, identity: Identity, zone: ZoneInfo) -> Dates:
    """The dates of the lot's record and of the code: where they disagree the earlier counts.

    A day of production in the code means the beginning of that day in `zone`.
    """
    printed = identity.produced_on or identity.packed_on
    produced = _start(printed, zone) if printed else None
    return Dates(
        _earlier(lot.use_by if lot else None, identity.expiry),
        _earlier(lot.best_before if lot else None, identity.best_before),
        _earlier(lot.produced_at if lot else None, produced),
    )


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment a date on a package is over: the end of that day in the store's zone, in UTC."""
    return _start(min(day, LATEST) + timedelta(days=1), zone)


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _earlier(one: _Day | None, other: _Day | None) -> _Day | None:
    return min((given for given in (one, other) if given is not None), default=None)
