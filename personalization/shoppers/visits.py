"""Visits: what a shopper who agreed to it did in a store on one day, and what they add up to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

VISITS_KEPT = timedelta(days=180)
"""A visit is forgotten after this time."""

VISITS_LOOKED_AT = 60
"""The latest visits are what decisions know."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One day in one store; rests on HISTORY. `day` is the store's date.

    `zones` are those it passed through: None without consent to ANALYTICS, and where nobody saw.
    `categories` are the paths of what was bought, `spent` is in minor units by currency code.
    """

    store: str
    day: date
    at: datetime
    zones: frozenset[str] | None = None
    categories: frozenset[str] = frozenset()
    spent: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a till tells of a purchase: `receipt` names it once and for all, `amount` is in minor
    units of `currency`, `categories` are the paths of the goods."""

    receipt: str
    amount: int
    currency: str
    categories: frozenset[str]


def is_returning(visits: Sequence[Visit], store: str, today: date) -> bool:
    """Whether the shopper was in the store on a day before."""
    return any(visit.store == store and visit.day < today for visit in visits)


def missed_zones(
    visits: Sequence[Visit], store: str, zones: Collection[str], today: date
) -> Mapping[str, int]:
    """By zone of the store: how many visits in a row, the latest one before today first, went
    without it. Visits whose way nobody saw do not count."""
    ways = [
        visit.zones
        for visit in sorted(visits, key=lambda visit: visit.day, reverse=True)
        if visit.store == store and visit.day < today and visit.zones is not None
    ]
    return {
        zone: next((count for count, way in enumerate(ways) if zone in way), len(ways))
        for zone in sorted(zones)
    }
