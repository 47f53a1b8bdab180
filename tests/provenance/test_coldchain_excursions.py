"""Stretches above a limit, and thinned curves."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from provenance.coldchain.excursions import excursions, points, thinned
from provenance.coldchain.low_pass import Point, entered
from provenance.coldchain.series import GAP_MS, Sample, from_ms, to_ms
from provenance.coldchain.values import Window

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
START = to_ms(NOON)


def samples(*given: tuple[int, float]) -> list[Point]:
    return [entered(Sample(START + minute * 60_000, celsius)) for minute, celsius in given]


def found(its: list[Point], since: float = -600, until: float = 600) -> list[tuple[float, ...]]:
    """(from, to) in minutes after noon, and the extreme."""
    window = Window("x", NOON + timedelta(minutes=since), NOON + timedelta(minutes=until))
    return [
        (
            (each.since - NOON) / timedelta(minutes=1),
            ((each.until or NOON) - NOON) / timedelta(minutes=1),
            round(each.extreme_celsius, 6),
        )
        for each in excursions(its, window, 8)
    ]


def test_an_excursion_begins_and_ends_where_the_line_crosses_the_limit() -> None:
    assert found(samples((0, 6), (10, 10), (20, 12), (30, 4))) == [(5, 25, 12)]


def test_touching_the_limit_parts_nothing_and_is_nothing() -> None:
    assert found(samples((0, 8), (10, 8), (20, 8))) == []
    assert found(samples((0, 9), (10, 8), (20, 9))) == [(0, 20, 9)]


def test_outside_the_window_nothing_counts() -> None:
    its = samples((0, 6), (10, 10), (20, 6))
    assert found(its, since=8, until=12) == [(8, 12, 10)]
    assert found(its, since=12, until=60) == [(12, 15, 9.2)]
    assert found(its, since=30) == []


def test_a_gap_hides_what_was_in_it() -> None:
    assert found(samples((0, 10), (10, 10), (41, 10), (51, 10))) == [(0, 10, 10), (41, 51, 10)]


def test_no_hours_have_no_points() -> None:
    assert points(()) == ()


@given(
    celsius=st.lists(st.floats(-20, 20), max_size=200),
    max_points=st.integers(2, 50),
)
def test_a_thinned_curve_is_short_ordered_and_keeps_its_extremes(
    celsius: list[float], max_points: int
) -> None:
    its = [Sample(START + number * GAP_MS, value) for number, value in enumerate(celsius)]
    curve = thinned(its, max_points)
    assert len(curve) <= max(max_points, 2)
    assert curve == sorted(curve)
    assert set(curve) <= {(from_ms(sample.ms), sample.celsius) for sample in its}
    if celsius:
        assert {max(celsius), min(celsius)} <= {value for _, value in curve}
