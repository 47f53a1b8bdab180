"""Goods that come to a place warmer or colder than what stands there.

A place's low-pass says how warm its goods are that have long been there. Goods that arrive Δ
kelvins off follow with the same time constant τ: Δ exp(−t/τ). Their rate differs from the place's
meanwhile; for a rate that is convex in temperature (it lies below its chord, and falls less than it
rises) the difference over a stay of d seconds is at most

    (rate(P + |Δ|) − rate(P)) τ (1 − exp(−d/τ)),   P the warmer of the place's ends,

and never more than the whole stay at the arrival temperature. Warmer goods add it to the
pessimistic consumption, colder ones take it off the optimistic one: the interval widens, and
nothing measured is touched. Q10 bands bend by a fifth where they meet and are taken as convex.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, expm1

from provenance.coldchain.values import Ends, Exposure
from provenance.freshness.product_class import FreshnessClass


@dataclass(frozen=True, slots=True)
class Goods:
    """The coldest and the warmest (°C) that goods can be at a moment."""

    coldest: float
    warmest: float


def together(arriving: Sequence[Goods]) -> Goods | None:
    """Goods that from now on are not told apart; None where nothing is known of any."""
    if not arriving:
        return None
    return Goods(min(goods.coldest for goods in arriving), max(goods.warmest for goods in arriving))


def after(
    product_class: FreshnessClass, window: Exposure, arriving: Goods | None
) -> tuple[Exposure, Goods]:
    """A window's exposure with the transient of what arrived, and how warm the goods leave it.

    Goods of which nothing is known are as warm as the place. After a time that nobody measured
    they are somewhere between the temperature they should have and the class's unmonitored one.
    """
    ends = window.ends
    if ends is None:
        return window, Goods(product_class.storage_celsius, product_class.unmonitored_celsius)
    if arriving is None:
        return window, Goods(ends.last, ends.last)
    over = max(0.0, arriving.warmest - ends.first)
    under = max(0.0, ends.first - arriving.coldest)
    lasting, left = _settling(ends, window.elapsed)
    if lasting == 0 or over == under == 0:
        return window, Goods(ends.last, ends.last)
    level, rate = max(ends.first, ends.last), product_class.rate.relative_rate
    more = (rate(level + over) - rate(level)) * lasting
    less = min(
        (rate(level + under) - rate(level)) * lasting,
        (rate(level) - rate(level - under)) * window.elapsed,
    )
    widened = replace(
        window,
        pessimistic=window.pessimistic + more,
        optimistic=max(0.0, window.optimistic - less),
    )
    return widened, Goods(ends.last - under * left, ends.last + over * left)


def _settling(ends: Ends, seconds: float) -> tuple[float, float]:
    """∫ exp(−t/τ) dt over the stay in seconds, and exp(−t/τ) at its end."""
    if ends.time_constant <= 0:
        return 0.0, 0.0
    gone = seconds / ends.time_constant
    return -ends.time_constant * expm1(-gone), exp(-gone)
