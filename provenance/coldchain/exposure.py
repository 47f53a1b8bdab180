"""What the running integrals say of one product class over a window."""

from collections.abc import Sequence
from functools import lru_cache

from provenance.coldchain.integrals import (
    COVERED,
    DEGREES,
    Integrals,
    Meter,
    Totals,
    above,
    below,
    optimistic,
    pessimistic,
)
from provenance.coldchain.values import Exposure, Window
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
    product_class: FreshnessClass, window: Window, before: Totals, after: Totals
) -> Exposure:
    """The exposure over a window of a place, from the class's totals at its two ends."""
    meter = _meter(product_class)
    gained = {
        key: end - start
        for key, start, end in zip(integrals_of(product_class).ids, before, after, strict=True)
    }
    limit, threshold = product_class.safety, product_class.chilling_celsius
    return Exposure(
        elapsed=window.seconds,
        covered=gained[COVERED],
        pessimistic=gained[pessimistic(meter)],
        optimistic=gained[optimistic(meter)],
        above_limit=gained[above(limit.celsius)] if limit else 0.0,
        chilled=gained[below(threshold)] if threshold is not None else 0.0,
        degree_seconds=gained[DEGREES],
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
