"""Running integrals over any series of samples."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.coldchain.exposure import integrals_of, measured, unmeasured
from provenance.coldchain.integrals import HourTotals, Integrals
from provenance.coldchain.series import (
    GAP_MS,
    HOUR_MS,
    Sample,
    Span,
    clean_hours,
    from_ms,
    hour_of,
    to_ms,
)
from provenance.coldchain.values import Exposure, Reading, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.product_class import FreshnessClass

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
START = to_ms(NOON)
MINUTE = 60_000

found = freshness_class("fish/fresh/temperate/cod")
assert found is not None
FISH: FreshnessClass = found
found = freshness_class("produce/banana")
assert found is not None
BANANA: FreshnessClass = found

Series = list[tuple[int, float]]
"""Minutes after noon and °C, of one sensor."""


def told(*sensors: Series, interval: int = 10) -> dict[str, list[Sample]]:
    """The samples by sensor, each measuring every `interval` minutes."""
    return {
        f"s{number}": [
            Sample(START + minute * MINUTE, celsius, 3 * interval * MINUTE)
            for minute, celsius in sorted(series)
        ]
        for number, series in enumerate(sensors)
    }


def cleaned(*sensors: Series) -> Series:
    return [
        ((sample.ms - START) // MINUTE, sample.celsius)
        for hour in clean_hours(told(*sensors))
        for sample in hour.samples
    ]


def checkpoints(
    integrals: Integrals, *sensors: Series, minutes: float = 0, interval: int = 10
) -> list[HourTotals]:
    """With a time constant of so many minutes."""
    hours = clean_hours(told(*sensors, interval=interval))
    return list(integrals.carried(None, hours, minutes * 60))


def exposure(
    kind: FreshnessClass,
    series: Series,
    since: float,
    until: float,
    *,
    minutes: float = 0,
    interval: int = 10,
) -> Exposure:
    """Over minutes after noon, at a place with a time constant of so many minutes."""
    integrals = integrals_of(kind)
    hours = checkpoints(integrals, series, minutes=minutes, interval=interval)
    ends = []
    for minute in (since, until):
        ms = START + round(minute * MINUTE)
        begun = [hour for hour in hours if hour.start <= ms] or hours[:1]
        ends.append(integrals.at(begun[-1], ms))
    window = Window("fridge", NOON + timedelta(minutes=since), NOON + timedelta(minutes=until))
    return measured(kind, window, ends[0], ends[1], minutes * 60)


def steady(celsius: float, minutes: int, step: int = 10) -> Series:
    return [(minute, celsius) for minute in range(0, minutes + 1, step)]


def test_at_the_reference_temperature_life_passes_like_time() -> None:
    found = exposure(FISH, steady(0, 600), 60, 540)
    assert found.pessimistic == pytest.approx(480 * 60)
    assert found.optimistic == found.pessimistic
    assert found.coverage == pytest.approx(1)
    assert found.mean_celsius == pytest.approx(0)


def test_the_rate_not_the_temperature_is_averaged() -> None:
    found = exposure(FISH, [(0, 0.0), (10, 10.0)], 0, 10)
    assert found.pessimistic == pytest.approx(600 * (1 + 4) / 2)


def test_samples_of_several_sensors_at_one_time_are_averaged() -> None:
    assert cleaned([(0, 2.0), (10, 4.0)], [(0, 4.0), (5, 1.0)]) == [(0, 3.0), (5, 1.0), (10, 4.0)]


def test_a_lone_spike_counts_as_its_neighbours() -> None:
    assert cleaned([(0, 2.0), (10, 40.0), (20, 3.0)]) == [(0, 2.0), (10, 3.0), (20, 3.0)]


def test_a_lone_spike_at_the_end_of_an_hour_counts_as_its_neighbours() -> None:
    assert cleaned([(50, 2.0), (59, -40.0), (61, 3.0)]) == [(50, 2.0), (59, 2.0), (61, 3.0)]


@pytest.mark.parametrize(
    "series",
    [
        [(0, 2.0), (10, 11.0), (20, 3.0)],
        [(0, 2.0), (10, 40.0), (20, 40.0), (30, 3.0)],
        [(0, 2.0), (10, 40.0), (50, 3.0)],
        [(0, 2.0), (10, 40.0)],
    ],
    ids=["a defrost", "two warm samples", "before a silence", "the newest sample"],
)
def test_what_may_be_real_warmth_stays(series: Series) -> None:
    assert cleaned(series) == series


def test_two_sensors_that_disagree_are_no_spikes() -> None:
    warm, cold = [(0, 20.0), (20, 20.0)], [(10, 2.0), (30, 2.0)]
    assert cleaned(warm, cold) == [(0, 20.0), (10, 2.0), (20, 20.0), (30, 2.0)]


def test_a_gap_is_not_interpolated() -> None:
    found = exposure(FISH, [(0, 0.0), (31, 2.0)], 0, 31)
    assert found.covered == 0
    assert found.optimistic == pytest.approx(31 * 60)
    assert found.pessimistic == pytest.approx(31 * 60 * 1.8**2)  # 8 °C, unmonitored


def test_in_a_gap_a_neighbour_warmer_than_unmonitored_counts() -> None:
    found = exposure(FISH, [(0, 0.0), (31, 10.0)], 0, 31)
    assert found.pessimistic == pytest.approx(31 * 60 * 4)


def test_three_sampling_intervals_are_no_gap_yet() -> None:
    assert exposure(FISH, [(0, 0.0), (30, 2.0)], 0, 30).covered == 30 * 60


def test_the_last_value_holds_up_to_the_gap_limit() -> None:
    found = exposure(FISH, steady(0, 60), 60, 60 + 50)
    assert found.covered == pytest.approx(30 * 60)
    assert found.optimistic == pytest.approx(50 * 60)
    assert found.pessimistic == pytest.approx(30 * 60 + 20 * 60 * 1.8**2)


def test_time_before_the_first_sample_is_a_gap() -> None:
    found = exposure(FISH, steady(0, 60), -600, 60)
    assert found.covered == pytest.approx(60 * 60)
    assert found.pessimistic == pytest.approx(3600 + 600 * 60 * 1.8**2)


def test_time_above_the_limit_is_measured_by_where_the_line_crosses_it() -> None:
    found = exposure(FISH, [(0, 6.0), (10, 10.0), (20, 6.0)], 0, 20)
    assert found.above_limit == pytest.approx(10 * 60)


def test_exactly_at_the_limit_is_not_above_it() -> None:
    assert exposure(FISH, steady(8, 60), 0, 60).above_limit == 0


def test_time_in_a_gap_is_no_evidence_of_an_excursion() -> None:
    assert exposure(FISH, [(0, 20.0), (40, 20.0)], 0, 40).above_limit == 0


def test_a_chilled_banana_is_not_fresher_and_its_chilled_time_is_told() -> None:
    found = exposure(BANANA, steady(5, 120), 0, 120)
    at_threshold = exposure(BANANA, steady(11.5, 120), 0, 120)
    assert found.pessimistic == pytest.approx(at_threshold.pessimistic)
    assert found.chilled == pytest.approx(7200)
    assert at_threshold.chilled == 0


def test_without_readings_the_range_is_wide_and_nothing_covered() -> None:
    found = unmeasured(FISH, Window(None, NOON, NOON + timedelta(hours=1)))
    assert (found.elapsed, found.covered, found.coverage) == (3600, 0, 0)
    assert found.optimistic == pytest.approx(3600 * 1.2**2)
    assert found.pessimistic == pytest.approx(3600 * 1.8**2)


samples = st.dictionaries(st.integers(0, 400), st.floats(-5, 30), min_size=1, max_size=40).map(
    lambda found: sorted(found.items())
)


@given(series=samples, cuts=st.lists(st.floats(-60, 500), min_size=3, max_size=5, unique=True))
def test_a_time_split_anywhere_adds_up(series: Series, cuts: list[float]) -> None:
    cuts.sort()
    whole = exposure(FISH, series, cuts[0], cuts[-1])
    parts = [exposure(FISH, series, since, until) for since, until in pairwise(cuts)]
    for name in ("covered", "pessimistic", "optimistic", "above_limit", "degree_seconds"):
        total = sum(getattr(part, name) for part in parts)
        assert total == pytest.approx(getattr(whole, name), abs=1e-3)


@given(series=samples, since=st.floats(-60, 500), minutes=st.floats(0, 300))
def test_consumed_life_grows_and_the_pessimistic_view_is_never_the_better_one(
    series: Series, since: float, minutes: float
) -> None:
    found = exposure(FISH, series, since, since + minutes)
    assert 0 <= found.optimistic <= found.pessimistic + 1e-6
    assert -1e-6 <= found.covered <= found.elapsed + 0.002


@given(series=samples, shift=st.integers(1, 59))
def test_totals_do_not_depend_on_where_hours_begin(series: Series, shift: int) -> None:
    moved = [(minute + shift, celsius) for minute, celsius in series]
    here, there = (
        exposure(FISH, its, since, since + 300) for its, since in ((series, 0), (moved, shift))
    )
    assert here.pessimistic == pytest.approx(there.pessimistic, rel=1e-12)
    assert here.covered == pytest.approx(there.covered, rel=1e-12)


@given(series=samples)
def test_carrying_on_from_any_checkpoint_ends_exactly_the_same(series: Series) -> None:
    integrals = integrals_of(FISH)
    hours = list(clean_hours(told(series)))
    whole = list(integrals.carried(None, hours))
    for position, hour in enumerate(whole):
        assert list(integrals.carried(hour, hours[position:])) == whole[position:]


@given(
    known=samples, further=st.lists(st.tuples(st.integers(0, 600), st.floats(-5, 20)), max_size=5)
)
def test_renewing_changed_hours_ends_exactly_like_carrying_all(
    known: Series, further: Series
) -> None:
    integrals = integrals_of(FISH)
    stored = {hour.start: hour for hour in checkpoints(integrals, known)}
    changed = list(clean_hours(told(list({**dict(known), **dict(further)}.items()))))
    renewed = {hour.start: hour for hour in integrals.renewed(stored, changed)}
    whole = {hour.start: hour for hour in integrals.carried(None, changed)}
    assert {**stored, **renewed} == whole


def test_a_sample_in_the_newest_hour_renews_only_this_hour() -> None:
    integrals, series = integrals_of(FISH), [(minute, 4.0) for minute in range(0, 300, 10)]
    stored = {hour.start: hour for hour in checkpoints(integrals, series[:-1])}
    changed = list(clean_hours(told(series)))
    [renewed] = integrals.renewed(stored, changed[-1:])
    assert renewed.start == START + 4 * HOUR_MS
    assert len(renewed.samples) == 6
    assert list(integrals.renewed({**stored, renewed.start: renewed}, changed)) == []


def test_a_span_takes_its_neighbours_into_account_only() -> None:
    spike_at_the_edge = [(50, 4.0), (60, 20.0), (70, 4.0), (130, 4.0)]
    whole = list(clean_hours(told(spike_at_the_edge)))
    hour = START + HOUR_MS
    assert list(clean_hours(told(spike_at_the_edge), Span(hour, hour))) == whole[1:2]
    assert whole[1].samples[0].celsius == 4.0


def test_every_time_has_its_hour() -> None:
    for minute, start in product((0, 59, 60), (START, START + HOUR_MS)):
        assert hour_of(start + minute * MINUTE) == start + (minute // 60) * HOUR_MS
    assert from_ms(START) == NOON
    assert GAP_MS == 30 * MINUTE


@pytest.mark.parametrize("celsius", [float("nan"), float("inf"), -300.0, 900.0])
def test_what_is_no_temperature_is_refused(celsius: float) -> None:
    with pytest.raises(ValueError, match="no temperature"):
        Reading("fridge", "s1", NOON, celsius)
