"""Goods that arrive warmer or colder than a place: the interval widens, within a bound."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.coldchain.values import Ends, Exposure
from provenance.freshness.history import histories, history_windows
from provenance.freshness.models import Exponential
from provenance.freshness.product_class import FreshnessClass
from provenance.freshness.transient import Goods, after, together
from provenance.stays import Stay

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = 3600.0
PLAIN = FreshnessClass("plain", Exponential(0.1, 0), timedelta(days=20), 1.0, 2, 8, "of this test")
RATE = PLAIN.rate.relative_rate


def kept(celsius: float, hours: float, time_constant: float) -> Exposure:
    """Steady hours at a place."""
    seconds = hours * HOUR
    used = seconds * RATE(celsius)
    ends = Ends(celsius, celsius, time_constant)
    return Exposure(seconds, seconds, used, used, ends=ends)


def really_used(arrival: float, celsius: float, hours: float, time_constant: float) -> float:
    """By small steps, of goods that come to the place's temperature."""
    step, total = 10.0, 0.0
    for number in range(int(hours * HOUR / step)):
        gone = exp(-(number + 0.5) * step / time_constant)
        total += step * RATE(celsius + (arrival - celsius) * gone)
    return total


@pytest.mark.parametrize("arrival", [15.0, -2.0])
def test_the_interval_holds_what_goods_of_another_temperature_use(arrival: float) -> None:
    window, goods = after(PLAIN, kept(4, 6, 1.5 * HOUR), Goods(arrival, arrival))
    real = really_used(arrival, 4, 6, 1.5 * HOUR)
    assert window.optimistic <= real <= window.pessimistic
    assert goods.warmest == pytest.approx(4 + (arrival - 4) * exp(-4)) or arrival < 4
    assert goods.coldest == pytest.approx(4 + (arrival - 4) * exp(-4)) or arrival > 4


@given(
    arrival=st.floats(-20, 30),
    celsius=st.floats(-5, 20),
    hours=st.floats(0.01, 200),
    lag=st.floats(1, 6 * HOUR),
)
def test_the_transient_is_bounded_by_the_whole_stay_at_the_arrival_temperature(
    arrival: float, celsius: float, hours: float, lag: float
) -> None:
    plain = kept(celsius, hours, lag)
    window, _ = after(PLAIN, plain, Goods(arrival, arrival))
    whole = hours * HOUR * RATE(arrival)
    assert plain.pessimistic <= window.pessimistic <= max(whole, plain.pessimistic) * (1 + 1e-9)
    assert min(whole, plain.optimistic) * (1 - 1e-9) <= window.optimistic <= plain.optimistic


def test_without_a_time_constant_goods_take_the_temperature_at_once() -> None:
    plain = kept(4, 6, 0)
    assert after(PLAIN, plain, Goods(20, 20)) == (plain, Goods(4, 4))


def test_goods_of_which_nothing_is_known_are_as_warm_as_the_place() -> None:
    plain = kept(4, 6, HOUR)
    assert after(PLAIN, plain, None) == (plain, Goods(4, 4))


def test_after_a_time_without_readings_goods_are_within_what_is_assumed() -> None:
    silent = Exposure(HOUR, 0, 2 * HOUR, HOUR)
    assert after(PLAIN, silent, Goods(1, 1)) == (silent, Goods(2, 8))


def test_of_goods_that_are_not_told_apart_the_extremes_count() -> None:
    assert together([Goods(1, 4), Goods(3, 9)]) == Goods(1, 9)
    assert together([]) is None


def test_a_lot_from_a_warm_truck_widens_its_interval_at_the_shelf() -> None:
    def at(hours: float) -> datetime:
        return NOON + timedelta(hours=hours)

    stays = [Stay("truck", at(0), at(2)), Stay("shelf", at(2), None, (0,))]
    windows = history_windows(stays, produced_at=None, now=at(8))
    its = {"truck": kept(12, 2, 0), "shelf": kept(4, 6, 2 * HOUR), None: Exposure()}
    exposures = {window: its[window.place] for window in windows}
    [_, shelf] = histories(stays, exposures, PLAIN, produced_at=None, now=at(8))
    exposures |= {w: replace(its["truck"], ends=Ends(4, 4)) for w in windows if w.place == "truck"}
    [_, level] = histories(stays, exposures, PLAIN, produced_at=None, now=at(8))
    lasting = 2 * HOUR * (1 - exp(-3))
    assert shelf.pessimistic - level.pessimistic == pytest.approx((RATE(12) - RATE(4)) * lasting)
    assert shelf.optimistic == level.optimistic
