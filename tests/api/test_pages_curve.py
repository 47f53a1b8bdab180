"""The curve keeps every peak, breaks at gaps and stands on the store's clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from api.pages.temperature_curve import (
    LEFT,
    RIGHT,
    Reading,
    TemperatureCurve,
    temperature_curve,
)
from provenance.answer import Excursion

START = datetime(2026, 6, 7, 10, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")


def series(hours: float, minutes: int = 10, celsius: float = 2.0) -> list[Reading]:
    count = int(hours * 60 / minutes) + 1
    return [(START + timedelta(minutes=minutes * i), celsius + i % 2 * 0.2) for i in range(count)]


def drawn(
    readings: list[Reading], limit: float | None = None, excursions: tuple[Excursion, ...] = ()
) -> TemperatureCurve:
    curve = temperature_curve(readings, limit_celsius=limit, excursions=excursions, zone=MADRID)
    assert curve
    return curve


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (point.split() for point in path[1:].split("L"))]


def test_one_reading_shows_no_course() -> None:
    assert temperature_curve(series(0), limit_celsius=4, excursions=(), zone=UTC) is None


def test_a_gap_breaks_the_line() -> None:
    readings = series(48)
    curve = drawn(readings[:100] + readings[130:])
    assert len(curve.lines) == 2
    (gap,) = curve.gaps
    assert points(curve.lines[0])[-1][0] == gap.x
    assert points(curve.lines[1])[0][0] == round(gap.x + gap.width, 1)


def test_a_long_history_is_short_to_draw_and_keeps_its_peak() -> None:
    readings = series(24 * 14)
    peak = (readings[777][0], 9.5)
    readings[777] = peak
    curve = drawn(readings)
    (line,) = curve.lines
    assert len(points(line)) <= 2 * 121
    assert curve.warmest.celsius == 9.5
    assert min(y for _, y in points(line)) == curve.warmest.y


def test_time_runs_to_the_right() -> None:
    (line,) = drawn(series(30)).lines
    xs = [x for x, _ in points(line)]
    assert (xs[0], xs[-1]) == (LEFT, RIGHT)
    assert all(before <= after for before, after in pairwise(xs))


def test_days_begin_at_the_stores_midnight() -> None:
    curve = drawn(series(24 * 5))
    assert curve.ticks_are_days
    assert [tick.at.astimezone(MADRID).hour for tick in curve.ticks] == [0] * 5


def test_a_short_history_is_counted_in_hours() -> None:
    curve = drawn(series(6))
    assert not curve.ticks_are_days
    assert [tick.at.astimezone(MADRID).hour for tick in curve.ticks] == [12, 14, 16, 18]


def test_the_limit_is_in_the_picture_when_nothing_reached_it() -> None:
    curve = drawn(series(24), limit=8.0)
    assert curve.limit
    assert curve.limit.y < curve.warmest.y


def test_excursions_are_shaded_only_inside_the_picture() -> None:
    ends = START + timedelta(hours=24)
    curve = drawn(
        series(24),
        4.0,
        (
            Excursion(START - timedelta(days=1), START + timedelta(hours=6), 8, 4),
            Excursion(ends - timedelta(hours=6), None, 8, 4),
            Excursion(ends + timedelta(days=1), None, 8, 4),
        ),
    )
    early, late = curve.excursions
    assert early.x == LEFT
    assert round(late.x + late.width) == RIGHT
    assert early.width == late.width
