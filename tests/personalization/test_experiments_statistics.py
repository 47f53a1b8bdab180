"""Sample ratio and always-valid intervals, against GrowthBook's published numbers."""

import json
import math
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.intervals import (
    Sample,
    measured,
    proportion,
    relative_uplift,
)
from personalization.experiments.sample_ratio import chi_square_tail, sample_ratio_p


@pytest.fixture
def cases(shared_data: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared_data / "offer_cases.json").read_text())
    return loaded


def test_every_published_sample_ratio_comes_out(cases: dict[str, Any]) -> None:
    for case in cases["srm"]["cases"]:
        p = sample_ratio_p(case["users"], case["weights"])
        assert p == pytest.approx(case["p"], rel=5e-5, abs=5e-10), case


def test_every_published_interval_comes_out_to_the_printed_digits(cases: dict[str, Any]) -> None:
    for case in cases["sequential"]["cases"]:
        interval = relative_uplift(_sample(case["a"]), _sample(case["b"]), tuning=case["tuning"])
        assert interval is not None
        assert round(interval.uplift, 5) == case["expected_uplift"]
        assert [round(interval.low, 5), round(interval.high, 5)] == case["ci"]
        assert round(interval.p, 5) == case["p"]


def _sample(arm: dict[str, Any]) -> Sample:
    if "successes" in arm:
        return proportion(arm["n"], arm["successes"])
    return measured(arm["n"], arm["sum"], arm["sum_squares"])


@pytest.mark.parametrize(
    ("degrees", "statistic"),
    [(1, 3.841459), (2, 5.991465), (3, 7.814728), (5, 11.070498), (10, 18.307038)],
)
def test_five_per_cent_points_of_chi_square(degrees: int, statistic: float) -> None:
    assert chi_square_tail(statistic, degrees) == pytest.approx(0.05, rel=1e-6)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6))
def test_a_split_exactly_as_planned_raises_no_alarm(units: list[int]) -> None:
    assert sample_ratio_p(units, units) == 1.0


@pytest.mark.parametrize(
    ("control", "treated"),
    [
        (Sample(0, 0.0, 0.0), Sample(10, 0.5, 0.25)),
        (Sample(10, 0.5, 0.25), Sample(0, 0.0, 0.0)),
        (Sample(10, 0.0, 0.0), Sample(10, 0.5, 0.25)),
        (Sample(10, 1.0, 0.0), Sample(10, 1.0, 0.0)),
    ],
)
def test_nothing_is_said_where_nothing_can_be_said(control: Sample, treated: Sample) -> None:
    assert relative_uplift(control, treated) is None


@given(st.integers(2, 5_000), st.integers(2, 5_000), st.data())
def test_p_falls_under_alpha_exactly_when_zero_leaves_the_interval(
    n_control: int, n_treated: int, data: st.DataObject
) -> None:
    control = proportion(n_control, data.draw(st.integers(1, n_control - 1)))
    treated = proportion(n_treated, data.draw(st.integers(1, n_treated - 1)))
    interval = relative_uplift(control, treated)
    assert interval is not None
    if abs(interval.p - 0.05) > 1e-9:
        assert (interval.p < 0.05) == (interval.low > 0 or interval.high < 0)


def test_looking_every_hundred_units_finds_no_effect_where_there_is_none() -> None:
    """An ordinary 95 % interval looked at so often is wrong in about a third of these runs."""
    random, runs, wrong = Random(7), 200, 0  # noqa: S311
    for _ in range(runs):
        wins, n = [0, 0], 0
        while n < 3_000:
            for arm in (0, 1):
                wins[arm] += sum(random.random() < 0.4 for _ in range(100))
            n += 100
            interval = relative_uplift(proportion(n, wins[0]), proportion(n, wins[1]))
            if interval and not interval.low <= 0 <= interval.high:
                wrong += 1
                break
    assert wrong / runs <= 0.05


def test_the_tail_never_leaves_zero_to_one() -> None:
    assert chi_square_tail(0, 3) == 1.0
    assert chi_square_tail(1e6, 3) == 0.0
    assert not math.isnan(chi_square_tail(1e-300, 7))
