"""Days as the stores' own calendars have them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from personalization.insights.hours import hour_of
from provenance.freshness.dates import end_of
from provenance.places import Store

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Moments (UTC) in `since` ≤ moment < `until`, of a store in `zone`."""

    since: datetime
    until: datetime
    zone: ZoneInfo

    @property
    def hours(self) -> "Span":
        """From the hour in which it begins up to the one in which it ends, which is not in it:
        where a zone is half an hour off, midnight lies within an hour."""
        return replace(self, since=hour_of(self.since), until=hour_of(self.until))


Spans = Mapping[str, Span]
"""By store."""


def spans(stores: Iterable[Store], first: date, last: date) -> Spans:
    """The time from the beginning of each store's day `first` up to the end of its day `last`; the
    days on which clocks change have 23 or 25 hours."""
    return {
        store.id: Span(
            end_of(first - _DAY, store.time_zone), end_of(last, store.time_zone), store.time_zone
        )
        for store in stores
    }
