"""When an offer runs, on the wall clock of a store."""

from datetime import MAXYEAR, MINYEAR, datetime, time, timedelta
from zoneinfo import ZoneInfo

from personalization.offers.hours import edges, instant, within
from personalization.offers.offer import Schedule

_DAY = timedelta(days=1)
_HORIZON = 15
"""Days in which weekly hours change at least once, though a skipped hour may swallow one week's."""


def is_open(schedule: Schedule, now: datetime, zone: ZoneInfo) -> bool:
    """Whether it runs at `now` (aware) in a store of that time zone. Half open: a last day counts
    up to the next midnight."""
    since, until = span(schedule, zone)
    return (
        (since is None or now >= since)
        and (until is None or now < until)
        and (not schedule.hours or within(schedule.hours, now, zone))
    )


def next_change(schedule: Schedule, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment (UTC) after `now` at which `is_open` turns, None when it never does."""
    since, until = span(schedule, zone)
    was_open = is_open(schedule, now, zone)
    moments = [moment for moment in (since, until) if moment is not None]
    if schedule.hours:
        moments += edges(schedule.hours, max(now, since or now), zone, _HORIZON)
    for moment in sorted(moments):
        if moment > now and is_open(schedule, moment, zone) is not was_open:
            return moment
    return None


def span(schedule: Schedule, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """The moments (UTC) from which and up to which it counts, whatever its hours; None: open,
    which others write as the first or the last year there is."""
    since, until = walls(schedule)
    return since and instant(since, zone), until and instant(until, zone)


def walls(schedule: Schedule) -> tuple[datetime | None, datetime | None]:
    """The same on the wall clock of whatever store (without a time zone)."""
    since = until = None
    if schedule.starts is not None and schedule.starts.year > MINYEAR:
        since = datetime.combine(schedule.starts, schedule.starts_at or time.min)
    if schedule.ends is not None and schedule.ends.year < MAXYEAR:
        if schedule.ends_at is None:
            until = datetime.combine(schedule.ends + _DAY, time.min)
        else:
            until = datetime.combine(schedule.ends, schedule.ends_at)
    return since, until
