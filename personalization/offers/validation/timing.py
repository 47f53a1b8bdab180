"""Schedules that never run, or that run into a night on which clocks are changed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from personalization.offers.hours import Hours, Weekday, instant
from personalization.offers.offer import Schedule
from personalization.offers.problem import Problem, error, warning
from personalization.offers.schedule import walls

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=366)
"""How far clock changes are looked for in schedules without an end."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
"""Years of a schedule. What is farther off is a slip, unless it is the first or the last year there
is: so others write a schedule that is open (`walls`)."""
_WEEK = tuple(Weekday)


def timing_problems(
    schedule: Schedule, zones: Sequence[ZoneInfo], today: date
) -> Iterator[Problem]:
    """Ends before its start, hours that never come, wall times that a clock change skips."""
    for field in ("starts", "ends"):
        if getattr(schedule, f"{field}_at") is not None and getattr(schedule, field) is None:
            yield error(f"schedule.{field}_at", "offer-time-without-day")
    starts, ends = walls(schedule)
    if far := list(_far(schedule)):
        yield from far
        return
    if starts is not None and ends is not None and ends <= starts:
        yield error("schedule.ends", "offer-ends-before")
        return
    if ends is not None and ends.date() < today:
        yield warning("schedule.ends", "offer-over", ends=str(schedule.ends))
    yield from _dead_hours(schedule)
    yield from _skipped(schedule, zones, today)


def _far(schedule: Schedule) -> Iterator[Problem]:
    for field, wall in zip(("starts", "ends"), walls(schedule), strict=True):
        year = getattr(schedule, field).year if wall else _FIRST_YEAR
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            years = {"first": str(_FIRST_YEAR), "last": str(_LAST_YEAR)}
            yield error(f"schedule.{field}", "offer-day-far", year=str(year), **years)


def _times(schedule: Schedule) -> Iterator[tuple[str, time]]:
    for field in ("starts_at", "ends_at"):
        if (at := getattr(schedule, field)) is not None:
            yield f"schedule.{field}", at
    for position, hours in enumerate(schedule.hours):
        yield f"schedule.hours[{position}].since", hours.since
        yield f"schedule.hours[{position}].until", hours.until


def _dead_hours(schedule: Schedule) -> Iterator[Problem]:
    """Hours none of whose days lies within the schedule."""
    since, until = walls(schedule)
    if since is None or until is None:
        return
    for position, hours in enumerate(schedule.hours):
        first = since.date() - _DAY  # a stretch over midnight began the day before
        days = min((until.date() - first).days + 1, 9)
        stretches = (_stretch(hours, first + number * _DAY) for number in range(days))
        if not any(opens < until and since < closes for opens, closes in filter(None, stretches)):
            yield error(f"schedule.hours[{position}]", "offer-hours-never")


def _stretch(hours: Hours, day: date) -> tuple[datetime, datetime] | None:
    if hours.days and _WEEK[day.weekday()] not in hours.days:
        return None
    last = day if hours.since < hours.until else day + _DAY
    return datetime.combine(day, hours.since), datetime.combine(last, hours.until)


def _skipped(schedule: Schedule, zones: Sequence[ZoneInfo], today: date) -> Iterator[Problem]:
    """Wall times that do not exist on some night: the offer then counts from the change on."""
    for zone in zones:
        for field, wall in zip(("starts", "ends"), walls(schedule), strict=True):
            if wall is not None and _is_skipped(wall, zone):
                yield _clock_change(f"schedule.{field}", wall, zone)
        if not schedule.hours:
            continue
        for day in _change_days(schedule, zone, today):
            for path, at in _times(schedule):
                wall = datetime.combine(day, at)
                if ".hours" in path and _is_skipped(wall, zone):
                    yield _clock_change(path, wall, zone)


def _change_days(schedule: Schedule, zone: ZoneInfo, today: date) -> Iterator[date]:
    """The days on which the clocks of a zone change while the schedule runs, a year ahead."""
    since, until = walls(schedule)
    day = max(since.date(), today) if since else today
    last = day + _AHEAD
    if until is not None:
        last = min((until - timedelta.resolution).date(), last)
    while day <= last:
        midnights = (datetime.combine(each, time.min, zone) for each in (day, day + _DAY))
        if len({midnight.utcoffset() for midnight in midnights}) > 1:
            yield day
        day += _DAY


def _is_skipped(wall: datetime, zone: ZoneInfo) -> bool:
    return instant(wall, zone).astimezone(zone).replace(tzinfo=None) != wall


def _clock_change(path: str, wall: datetime, zone: ZoneInfo) -> Problem:
    shown = instant(wall, zone).astimezone(zone)
    return warning(
        path,
        "offer-clock-change",
        zone=zone.key,
        day=wall.date().isoformat(),
        wall=f"{wall:%H:%M}",
        instead=f"{shown:%H:%M}",
    )
