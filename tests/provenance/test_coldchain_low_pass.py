"""Air is not product: how goods follow the air, and what that does to the running integrals."""

from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.coldchain.excursions import excursions, points
from provenance.coldchain.exposure import integrals_of, measured
from provenance.coldchain.integrals import HourTotals
from provenance.coldchain.low_pass import Point, entered, followed
from provenance.coldchain.series import CleanHour, Sample, clean_hours, hour_of, to_ms
from provenance.coldchain.values import Exposure, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.product_class import FreshnessClass

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
START = to_ms(NOON)
MINUTE = 60_000
HOUR = 3600.0

found = freshness_class("fish/fresh/temperate/cod")
assert found is not None
FISH: FreshnessClass = found

Series = list[tuple[int, float]]
"""Minutes after noon and °C."""


def samples(series: Series) -> list[Sample]:
    return [Sample(START + minute * MINUTE, celsius) for minute, celsius in series]


def product(series: Series, time_constant: float) -> list[Point]:
    first, *others = samples(series)
    its = [entered(first)]
    for sample in others:
        its.append(followed(its[-1], sample, time_constant))
    return its


def hours(series: Series, time_constant: float) -> list[HourTotals]:
    return carried(clean(series), time_constant)


def carried(told: list[CleanHour], time_constant: float) -> list[HourTotals]:
    return list(integrals_of(FISH).carried(None, told, time_constant))


def clean(series: Series) -> list[CleanHour]:
    return list(clean_hours({"s": samples(sorted(series))}))


def with_spikes(series: Series) -> list[CleanHour]:
    """Hour by hour as measured."""
    by_hour = groupby(samples(sorted(series)), key=lambda sample: hour_of(sample.ms))
    return [CleanHour(start, tuple(its)) for start, its in by_hour]


def exposure(series: Series, since: float, until: float, time_constant: float) -> Exposure:
    return of_hours(hours(series, time_constant), since, until, time_constant)


def of_hours(
    checkpoints: list[HourTotals], since: float, until: float, time_constant: float
) -> Exposure:
    integrals, ends = integrals_of(FISH), []
    for minute in (since, until):
        ms = START + round(minute * MINUTE)
        begun = [hour for hour in checkpoints if hour.start <= ms] or checkpoints[:1]
        ends.append(integrals.at(begun[-1], ms))
    window = Window("fridge", NOON + timedelta(minutes=since), NOON + timedelta(minutes=until))
    return measured(FISH, window, ends[0], ends[1], time_constant)


def test_without_a_time_constant_product_is_air() -> None:
    its = product([(0, 4.0), (10, 9.0), (100, 1.0)], 0)
    assert [point.product for point in its] == [4.0, 9.0, 1.0]


def test_after_one_time_constant_in_other_air_two_thirds_of_the_way_are_done() -> None:
    """1 − 1/e: 63.2 %."""
    step = [(0, 4.0), *((minute, 4.0) for minute in (20, 40, 60))]
    warm = [START + (60 + minute) * MINUTE for minute in range(10, 70, 10)]
    last = Point(START + 60 * MINUTE, 24.0, 4.0, 30 * MINUTE)
    for ms in warm:
        last = followed(last, Sample(ms, 24.0), HOUR)
    assert product(step, HOUR)[-1].product == pytest.approx(4.0)
    assert last.product == pytest.approx(4 + 20 * 0.63212, abs=1e-4)


def test_the_closed_form_is_what_small_steps_come_to() -> None:
    """Euler's method on τ dP/dt = A − P, a second at a time."""
    series = [(0, 4.0), (10, 9.0), (25, 2.0), (30, 12.0)]
    estimate, time_constant = 4.0, 1800.0
    for (start, air), (end, then) in pairwise(series):
        seconds = (end - start) * 60
        for second in range(seconds):
            now = air + (then - air) * (second + 0.5) / seconds
            estimate += (now - estimate) / time_constant
    assert product(series, time_constant)[-1].product == pytest.approx(estimate, abs=2e-3)


@given(
    air=st.tuples(st.floats(-30, 40), st.floats(-30, 40)),
    part=st.integers(1, 29),
    minutes=st.floats(0.1, 400),
)
def test_a_sample_on_the_line_changes_nothing(
    air: tuple[float, float], part: int, minutes: float
) -> None:
    before, after = air
    left = Point(START, before, 7.0, 30 * MINUTE)
    right = Sample(START + 30 * MINUTE, after)
    between = Sample(START + part * MINUTE, before + (after - before) * part / 30)
    direct = followed(left, right, minutes * 60)
    by_way = followed(followed(left, between, minutes * 60), right, minutes * 60)
    assert by_way.product == pytest.approx(direct.product, abs=1e-9)


def test_after_a_gap_no_warmth_is_forgotten() -> None:
    """The product goes towards the warmer end: warm goods do not cool unseen in cold air."""
    warm = Point(START, 14.0, 12.0, 30 * MINUTE)
    after = followed(warm, Sample(START + 60 * MINUTE, 2.0), HOUR)
    assert after.product > 12.0


series_of_air = st.dictionaries(
    st.integers(0, 400), st.floats(-5, 30), min_size=1, max_size=30
).map(lambda its: sorted(its.items()))
constants = st.sampled_from([0.0, 600.0, 5400.0, 21600.0])


@given(air=series_of_air, warmer=st.floats(0, 10), since=st.integers(0, 9), lag=constants)
def test_warmer_never_lasts_longer(air: Series, warmer: float, since: int, lag: float) -> None:
    """From any sample on, in both views, above the chilling threshold (fish has none).

    Spikes are left in: which sample is one hangs on how far its neighbours are from it.
    """
    shifted = [(m, c + warmer if n >= since else c) for n, (m, c) in enumerate(air)]
    cool, warm = (of_hours(carried(with_spikes(its), lag), 0, 450, lag) for its in (air, shifted))
    assert warm.pessimistic >= cool.pessimistic - 1e-6
    assert warm.optimistic >= cool.optimistic - 1e-6
    assert warm.above_limit >= cool.above_limit - 1e-6


@given(air=series_of_air, cut=st.floats(-60, 500), lag=constants)
def test_splitting_a_time_changes_nothing(air: Series, cut: float, lag: float) -> None:
    whole = exposure(air, -60, 500, lag)
    parts = exposure(air, -60, cut, lag) + exposure(air, cut, 500, lag)
    for name in ("pessimistic", "optimistic", "above_limit", "covered", "kinetic_seconds"):
        assert getattr(parts, name) == pytest.approx(getattr(whole, name), abs=1e-3)


@given(air=series_of_air, lag=constants)
def test_carrying_on_from_any_checkpoint_ends_exactly_the_same(air: Series, lag: float) -> None:
    integrals, told = integrals_of(FISH), clean(air)
    whole = list(integrals.carried(None, told, lag))
    for position, hour in enumerate(whole):
        assert list(integrals.carried(hour, told[position:], lag)) == whole[position:]


@given(air=series_of_air, late=st.tuples(st.integers(0, 400), st.floats(-5, 30)), lag=constants)
def test_a_late_sample_ends_exactly_like_one_in_time(
    air: Series, late: tuple[int, float], lag: float
) -> None:
    integrals = integrals_of(FISH)
    stored = {hour.start: hour for hour in hours(air, lag)}
    told = clean(list({**dict(air), late[0]: late[1]}.items()))
    renewed = {hour.start: hour for hour in integrals.renewed(stored, told, lag)}
    assert {**stored, **renewed} == {h.start: h for h in integrals.carried(None, told, lag)}


DEFROST = [*((m, 4.0) for m in range(0, 60, 10)), (60, 12.0), (70, 12.0), (80, 4.0), (90, 4.0)]


def test_a_defrost_does_not_warm_the_food() -> None:
    window = Window("fridge", NOON, NOON + timedelta(minutes=90))
    assert excursions(points(hours(DEFROST, 0)), window, 8)
    assert exposure(DEFROST, 0, 90, 0).above_limit > 0
    assert excursions(points(hours(DEFROST, 2 * HOUR)), window, 8) == ()
    assert exposure(DEFROST, 0, 90, 2 * HOUR).above_limit == 0


def test_warm_food_in_cold_air_is_still_warm() -> None:
    failed = [(m, 16.0) for m in range(0, 300, 10)] + [(m, 3.0) for m in range(300, 600, 10)]
    window = Window("fridge", NOON, NOON + timedelta(minutes=600))
    [by_air] = excursions(points(hours(failed, 0)), window, 8)
    [by_product] = excursions(points(hours(failed, HOUR)), window, 8)
    assert by_air.until is not None
    assert by_product.until is not None
    assert by_product.until > by_air.until + timedelta(minutes=30)
    total = (by_product.until - by_product.since).total_seconds()
    assert exposure(failed, 0, 600, HOUR).above_limit == pytest.approx(total, abs=1)


def test_the_mean_kinetic_temperature_of_steady_air_is_its_temperature() -> None:
    steady = exposure([(m, 6.0) for m in range(0, 400, 10)], 0, 390, HOUR)
    assert steady.mean_kinetic_celsius == pytest.approx(6.0)
    swing = exposure([(m, 6.0 + 4 * (m // 10 % 2)) for m in range(0, 400, 10)], 0, 390, 0)
    assert swing.mean_celsius is not None
    assert swing.mean_kinetic_celsius is not None
    assert swing.mean_kinetic_celsius > swing.mean_celsius
    assert Exposure(elapsed=60).mean_kinetic_celsius is None
