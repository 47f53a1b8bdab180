"""Schedules on a store's wall clock, also on the nights on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.hours import Hours, Weekday, instant
from personalization.offers.offer import Schedule
from personalization.offers.schedule import is_open, next_change

BERLIN = ZoneInfo("Europe/Berlin")  # 2026: on 29 March 2:00 → 3:00, on 25 October 3:00 → 2:00
HAVANA = ZoneInfo("America/Havana")  # 2026: on 8 March 0:00 → 1:00, on 1 November 1:00 → 0:00
APIA = ZoneInfo("Pacific/Apia")  # 30 December 2011 never was
TOKYO = ZoneInfo("Asia/Tokyo")
ZONES = (BERLIN, HAVANA, APIA, TOKYO)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
MINUTE = timedelta(minutes=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return wall(text).replace(tzinfo=UTC)


def on(day: date, hour: int, minute: int = 0, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


@pytest.mark.parametrize(
    ("shown", "zone", "moment"),
    [
        (wall("2026-06-01 12:00"), BERLIN, utc("2026-06-01 10:00")),
        (wall("2026-03-29 02:30"), BERLIN, utc("2026-03-29 01:00")),  # skipped: the skip itself
        (wall("2026-03-29 03:00"), BERLIN, utc("2026-03-29 01:00")),
        (wall("2026-10-25 02:30"), BERLIN, utc("2026-10-25 00:30")),  # the first of two
        (wall("2026-10-25 03:00"), BERLIN, utc("2026-10-25 02:00")),
        (wall("2026-03-08 00:00"), HAVANA, utc("2026-03-08 05:00")),  # midnight is skipped
        (wall("2026-11-01 00:00"), HAVANA, utc("2026-11-01 04:00")),  # midnight comes twice
        (wall("2011-12-30 12:00"), APIA, utc("2011-12-30 10:00")),  # a whole day is skipped
    ],
)
def test_a_wall_time_is_one_moment(shown: datetime, zone: ZoneInfo, moment: datetime) -> None:
    assert instant(shown, zone) == moment


@given(
    st.datetimes(wall("2011-12-01 00:00"), wall("2027-01-01 00:00")),
    st.sampled_from(ZONES),
)
def test_it_is_the_first_moment_at_which_the_clock_is_that_far(
    shown: datetime, zone: ZoneInfo
) -> None:
    shown = shown.replace(microsecond=0)
    found = instant(shown, zone)
    assert found.astimezone(zone).replace(tzinfo=None) >= shown
    before = found - timedelta(seconds=1)
    assert before.astimezone(zone).replace(tzinfo=None) < shown


@pytest.mark.parametrize(
    ("schedule", "moment", "expected"),
    [
        (Schedule(), on(SPRING, 12), True),
        (Schedule(starts=date.min, ends=date.max), on(SPRING, 12), True),
        # Whole days: the last one counts up to the next midnight, on the store's clock.
        (Schedule(ends=date(2026, 6, 19)), on(date(2026, 6, 19), 23, 59), True),
        (Schedule(ends=date(2026, 6, 19)), on(date(2026, 6, 20), 0), False),
        (Schedule(starts=date(2026, 6, 19)), on(date(2026, 6, 19), 0), True),
        (Schedule(starts=date(2026, 6, 19)), on(date(2026, 6, 18), 23, 59), False),
        (Schedule(starts=SPRING, starts_at=time(9)), on(SPRING, 8, 59), False),
        (Schedule(starts=SPRING, starts_at=time(9)), on(SPRING, 9), True),
        (Schedule(ends=SPRING, ends_at=time(9)), on(SPRING, 8, 59), True),
        (Schedule(ends=SPRING, ends_at=time(9)), on(SPRING, 9), False),
        # Daily hours, over midnight: those that began on Friday end on Saturday.
        (Schedule(hours=(Hours(time(17), time(19)),)), on(SPRING, 18, 59), True),
        (Schedule(hours=(Hours(time(17), time(19)),)), on(SPRING, 19), False),
        (Schedule(hours=(Hours(time(22), time(2)),)), on(SPRING, 1, 59), True),
        (
            Schedule(hours=(Hours(time(22), time(2), frozenset({Weekday.FRI})),)),
            on(date(2026, 6, 20), 1),
            True,
        ),
        (
            Schedule(hours=(Hours(time(22), time(2), frozenset({Weekday.FRI})),)),
            on(date(2026, 6, 19), 1),
            False,
        ),
        (Schedule(hours=(Hours(time(6), time(6)),)), on(SPRING, 5), True),
    ],
)
def test_a_schedule_is_open_at_its_hours(
    schedule: Schedule, moment: datetime, expected: bool
) -> None:
    assert is_open(schedule, moment.astimezone(UTC), BERLIN) is expected


def open_minutes(schedule: Schedule, day: date, zone: ZoneInfo) -> int:
    since, until = on(day, 0, zone=zone).astimezone(UTC), on(day, 23, 59, zone).astimezone(UTC)
    minutes = (until - since) // MINUTE + 1
    return sum(is_open(schedule, since + n * MINUTE, zone) for n in range(minutes))


@pytest.mark.parametrize(
    ("since", "until", "on_spring_night", "on_autumn_night"),
    [
        (time(2), time(3), 0, 120),  # skipped, and doubled
        (time(2, 30), time(3, 30), 30, 120),
        (time(1, 30), time(2, 30), 30, 60),
        (time(2, 15), time(2, 45), 0, 30),  # twice on the clock, once open
        (time(12), time(13), 60, 60),
    ],
)
def test_nights_on_which_clocks_change_open_nothing_twice(
    since: time, until: time, on_spring_night: int, on_autumn_night: int
) -> None:
    schedule = Schedule(hours=(Hours(since, until),))
    assert open_minutes(schedule, SPRING, BERLIN) == on_spring_night
    assert open_minutes(schedule, AUTUMN, BERLIN) == on_autumn_night


def test_the_same_schedule_opens_in_each_store_at_its_own_noon() -> None:
    schedule = Schedule(starts=date(2026, 6, 1), starts_at=time(12))
    moment = utc("2026-06-01 03:00")
    assert is_open(schedule, moment, TOKYO)
    assert not is_open(schedule, moment, BERLIN)


@pytest.mark.parametrize(
    ("schedule", "now", "change"),
    [
        (Schedule(), utc("2026-01-01 00:00"), None),
        (Schedule(ends=date(2025, 1, 1)), utc("2026-01-01 00:00"), None),
        (Schedule(starts=SPRING), utc("2026-01-01 00:00"), utc("2026-03-28 23:00")),
        (Schedule(ends=SPRING), utc("2026-01-01 00:00"), utc("2026-03-29 22:00")),
        (Schedule(starts=SPRING, ends=date(2026, 3, 28)), utc("2026-01-01 00:00"), None),
        # The first window of a schedule that begins months from now.
        (
            Schedule(starts=SPRING, hours=(Hours(time(9), time(10), frozenset({Weekday.WED})),)),
            utc("2026-01-01 00:00"),
            utc("2026-04-01 07:00"),
        ),
        # This Sunday's window falls into the skipped hour: the next one is a week later.
        (
            Schedule(hours=(Hours(time(2, 15), time(2, 45), frozenset({Weekday.SUN})),)),
            utc("2026-03-23 00:00"),
            utc("2026-04-05 00:15"),
        ),
        (Schedule(hours=(Hours(time(0), time(0)),)), utc("2026-01-01 00:00"), None),
    ],
)
def test_the_next_change_is_found(
    schedule: Schedule, now: datetime, change: datetime | None
) -> None:
    assert next_change(schedule, now, BERLIN) == change


times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
days = st.sampled_from([SPRING + timedelta(days=n) for n in range(-4, 5)])
schedules = st.builds(
    Schedule,
    starts=st.none() | days,
    starts_at=st.none() | times,
    ends=st.none() | days,
    ends_at=st.none() | times,
    hours=st.lists(
        st.builds(Hours, times, times, st.frozensets(st.sampled_from(Weekday), max_size=3)),
        max_size=2,
    ).map(tuple),
)


@given(schedules, st.integers(-200, 200), st.sampled_from((BERLIN, TOKYO)))
def test_nothing_changes_before_the_next_change(
    schedule: Schedule, hours: int, zone: ZoneInfo
) -> None:
    now = on(SPRING, 0).astimezone(UTC) + timedelta(hours=hours)
    state, change = is_open(schedule, now, zone), next_change(schedule, now, zone)
    quarters = 8 * 24 * 4
    if change is not None:
        assert is_open(schedule, change, zone) is not state
        quarters = min(quarters, -((now - change) // (15 * MINUTE)))
    assert all(is_open(schedule, now + n * 15 * MINUTE, zone) is state for n in range(quarters))
