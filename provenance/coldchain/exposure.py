"""What the running integrals say of one product class over a window."""

from collections.abc import Sequence
from functools import lru_cache

from provenance.coldchain.integrals import (
    COVERED,
    DEGREES,
    KINETIC,
    Integrals,
    Meter,
    Standing,
    above,
    below,
    optimistic,
    pessimistic,
)
from provenance.coldchain.values import Ends, Exposure, Window
from provenance.freshness.product_class import FreshnessClass


def integrals_for(classes: Sequence[FreshnessClass]) -> Integrals:
    """The totals that some product classes need, each once, in an order of their own."""
    meters = {meter.id: meter for meter in map(_meter, classes)}
    limits = {entry.safety.celsius for entry in classes if entry.safety}
    thresholds = {entry.chilling_celsius for entry in classes if entry.chilling_celsius is not None}
    return Integrals([meters[key] for key in sorted(meters)], sorted(limits), sorted(thresholds))


@lru_cache
def integrals_of(product_class: FreshnessClass) -> Integrals:
    """The totals that one class needs: a reader fetches only these."""
    return integrals_for([product_class])


def measured(
    product_class: FreshnessClass,
    window: Window,
    before: Standing,
    after: Standing,
    time_constant: float = 0.0,
) -> Exposure:
    """The exposure over a window of a place, from where the class's totals stood at its two ends.

    `time_constant` is the place's, in seconds.
    """
    meter = _meter(product_class)
    gained = {
        key: end - start
        for key, start, end in zip(
            integrals_of(product_class).ids, before.totals, after.totals, strict=True
        )
    }
    ends = None
    if before.product is not None and after.product is not None:
        ends = Ends(before.product, after.product, time_constant)
    limit, threshold = product_class.safety, product_class.chilling_celsius
    return Exposure(
        elapsed=window.seconds,
        covered=gained[COVERED],
        pessimistic=gained[pessimistic(meter)],
        optimistic=gained[optimistic(meter)],
        above_limit=gained[above(limit.celsius)] if limit else 0.0,
        chilled=gained[below(threshold)] if threshold is not None else 0.0,
        degree_seconds=gained[DEGREES],
        kinetic_seconds=gained[KINETIC],
        ends=ends,
    )


def unmeasured(product_class: FreshnessClass, window: Window) -> Exposure:
    """The exposure over a window of which no reading tells anything."""
    rate = product_class.rate.relative_rate
    return Exposure(
        elapsed=window.seconds,
        pessimistic=window.seconds * rate(product_class.unmonitored_celsius),
        optimistic=window.seconds * rate(product_class.storage_celsius),
    )


@lru_cache
def _meter(product_class: FreshnessClass) -> Meter:
    return Meter(product_class.rate, product_class.unmonitored_celsius)
