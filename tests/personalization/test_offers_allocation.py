"""Splitting and rounding amounts of money: exact to the minor unit."""

import json
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.allocation import allocated, filled
from personalization.offers.context import Remainder, RoundingMode
from personalization.offers.rounding import ratio, rounded

_DECIMAL_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_DOWN: ROUND_HALF_DOWN,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
    RoundingMode.UP: ROUND_UP,
}
_weights = st.lists(st.integers(0, 5000), min_size=1, max_size=8)
_totals = st.integers(-10_000, 10_000)
_remainders = st.sampled_from(Remainder)


def test_published_splits_come_out_the_same(shared_data: Path) -> None:
    published = json.loads((shared_data / "offer_cases.json").read_text())["allocation"]["cases"]
    assert len(published) == 13
    for case in published:
        assert allocated(case["total"], case["weights"]) == case["expected"]


@pytest.mark.parametrize(
    ("total", "weights", "remainder", "expected"),
    [
        (5000, [9750, 18450, 24075], Remainder.LARGEST, [932, 1765, 2303]),
        (5000, [9750, 18450, 24075], Remainder.FIRST, [933, 1765, 2302]),
        (10, [1, 1, 1, 1], Remainder.LARGEST, [3, 3, 2, 2]),
        (1, [0, 5], Remainder.FIRST, [0, 1]),
        (-7, [1, 1], Remainder.LARGEST, [-4, -3]),
        (7, [], Remainder.LARGEST, []),
    ],
)
def test_odd_minor_units_go_where_the_policy_says(
    total: int, weights: list[int], remainder: Remainder, expected: list[int]
) -> None:
    assert allocated(total, weights, remainder) == expected


@given(_totals, _weights, _remainders)
def test_shares_come_to_the_total_and_stay_by_the_exact_ones(
    total: int, weights: list[int], remainder: Remainder
) -> None:
    shares = allocated(total, weights, remainder)
    assert sum(shares) == total
    together = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(total * weight, together) if together else Fraction(total, len(weights))
        distance = abs(share - exact)
        assert distance < 1 or (remainder is Remainder.FIRST and distance == 1)


@given(st.integers(0, 10_000), st.data(), _remainders)
def test_what_one_cannot_take_flows_on_to_the_others(
    total: int, data: st.DataObject, remainder: Remainder
) -> None:
    weights = data.draw(_weights)
    size = len(weights)
    limits = data.draw(st.lists(st.integers(0, 4000), min_size=size, max_size=size))
    shares = filled(total, weights, limits, remainder)
    assert sum(shares) == min(total, sum(limits))
    assert all(0 <= share <= limit for share, limit in zip(shares, limits, strict=True))


def test_who_is_not_at_the_limit_shares_by_weight() -> None:
    assert filled(2700, [10_000, 4000, 4000], [1000, 4000, 4000]) == [1000, 850, 850]
    assert filled(1200, [1000, 2000, 5000, 3000], [1000, 100, 0, 400]) == [700, 100, 0, 400]


@given(st.integers(0, 10**9), st.integers(1, 10**5), st.sampled_from(RoundingMode))
def test_quotients_are_rounded_as_decimals_are(
    numerator: int, denominator: int, mode: RoundingMode
) -> None:
    exact = Fraction(numerator, denominator)
    below = numerator // denominator
    third = Decimal("0.5") if exact - below == Fraction(1, 2) else None
    fraction = third or Decimal("0.25" if exact - below < Fraction(1, 2) else "0.75")
    shown = Decimal(below) + (fraction if exact != below else 0)
    assert rounded(numerator, denominator, mode) == int(
        shown.quantize(Decimal(1), rounding=_DECIMAL_MODES[mode])
    )


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("20", (1, 5)), ("10.5", (21, 200)), ("100", (1, 1)), ("0.1", (1, 1000))],
)
def test_percentages_are_exact_ratios(percent: str, expected: Sequence[int]) -> None:
    assert ratio(Decimal(percent)) == expected
