"""Store wall time: daily hours, and the moment a wall clock first shows a time.

Everything is half open, and every moment is judged on the line of instants, so a night on which
clocks are changed neither opens anything twice nor leaves a gap.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec

_DAY = timedelta(days=1)
_A_WEEK = timedelta(weeks=1)
_NOTHING = timedelta()
_SECOND = timedelta(seconds=1)


WallTime = Annotated[time, msgspec.Meta(tz=False)]
"""A time on a store's wall clock; in documents `17:00:00`, without an offset."""


class Weekday(StrEnum):
    """A day of the week."""

    MON = "MON"
    TUE = "TUE"
    WED = "WED"
    THU = "THU"
    FRI = "FRI"
    SAT = "SAT"
    SUN = "SUN"


_WEEK = tuple(Weekday)


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A daily stretch of store wall time, half open: `since` ≤ t < `until`; over midnight when
    `until` ≤ `since`. `days` are the weekdays on which it begins; none: every day."""

    since: WallTime
    until: WallTime
    days: frozenset[Weekday] = frozenset()


def within(hours: Iterable[Hours], now: datetime, zone: ZoneInfo) -> bool:
    """Whether one of the stretches is on in `zone` at `now` (aware)."""
    yesterday = _wall(now, zone) - _DAY
    return any(
        since <= now < until
        for each in hours
        for since, until in _stretches(each, yesterday, zone, 2)
    )


def next_start(hours: Iterable[Hours], now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next moment (UTC) after `now` at which a stretch begins, within a week; None: none."""
    today = _wall(now, zone)
    starts = (since for each in hours for since, _ in _stretches(each, today, zone, 8))
    return min((since for since in starts if since > now), default=None)


def ever_together(groups: Sequence[Iterable[Hours]]) -> bool:
    """Whether in a week without a clock change there is a moment within a stretch of each group."""
    changes = sorted(
        (at, change, number)  # at one moment what ends goes first
        for number, group in enumerate(groups)
        for since, until in _weekly(group)
        for at, change in ((since, 1), (until, -1))
    )
    on = [0] * len(groups)
    for _, change, number in changes:
        on[number] += change
        if all(on):
            return True
    return False


def edges(hours: Iterable[Hours], now: datetime, zone: ZoneInfo, days: int) -> Iterator[datetime]:
    """The moments (UTC, in no order) at which stretches begin and end that begin on the day before
    `now`'s or on one of the `days` after."""
    yesterday = _wall(now, zone) - _DAY
    for each in hours:
        for stretch in _stretches(each, yesterday, zone, days + 1):
            yield from stretch


def _weekly(hours: Iterable[Hours]) -> Iterator[tuple[timedelta, timedelta]]:
    """From when to when stretches last in a week; one over its end comes in two."""
    for each in hours:
        opens, closes = _into_day(each.since), _into_day(each.until)
        for number, day in enumerate(_WEEK):
            if each.days and day not in each.days:
                continue
            since = number * _DAY + opens
            until = since + ((closes - opens) % _DAY or _DAY)
            yield since, min(until, _A_WEEK)
            if until > _A_WEEK:
                yield _NOTHING, until - _A_WEEK


def _into_day(at: time) -> timedelta:
    return datetime.combine(date.min, at) - datetime.combine(date.min, time.min)


def _stretches(
    hours: Hours, first: datetime, zone: ZoneInfo, days: int
) -> Iterator[tuple[datetime, datetime]]:
    for number in range(days):
        day = (first + number * _DAY).date()
        if hours.days and _WEEK[day.weekday()] not in hours.days:
            continue
        last = day if hours.since < hours.until else day + _DAY
        yield (
            instant(datetime.combine(day, hours.since), zone),
            instant(datetime.combine(last, hours.until), zone),
        )


@lru_cache(maxsize=4096)
def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the wall clock (`wall` is naive) shows this time or a later
    one: of a time that comes twice the first, for one that is skipped the moment of the skip."""
    before = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _wall(before, zone) == wall:
        return before
    since = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)  # the skip lies in (since, before]
    skip = bisect_left(
        range((before - since) // _SECOND),
        x=True,
        key=lambda seconds: _wall(since + seconds * _SECOND, zone) >= wall,
    )
    return since + skip * _SECOND


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)
