"""Air is not product: goods follow the air around them with a delay.

The temperature P of a product in air A obeys τ dP/dt = A − P, a low-pass of first order with the
place's time constant τ: how packed, how full and how thick what usually stands there is. Between
two samples the air is a straight line, for which the equation has a closed form: nothing is
approximated, and a sample on the line changes nothing.

Milk took 3.0 to 4.2 h to warm at 15 to 25 °C (SciELO, see the reference), that is three time
constants of 60 to 84 min (our reading: 95 % of the way). In one retail case rear steaks averaged
1.7 to 4.5 °C and centre ones 6.1 to 10 °C (Greer et al. 1994): one τ for a place is an estimate.
"""

from math import exp, expm1
from typing import NamedTuple

from provenance.coldchain.series import Sample


class Point(NamedTuple):
    """A sample (ms since 1970) of the air, with the estimate of the product's temperature, in °C.

    `gap` is that of the sample. Without a time constant, air and product are the same.
    """

    ms: int
    air: float
    product: float
    gap: int


def entered(sample: Sample) -> Point:
    """The first sample of a place: the product is taken to be as warm as the air."""
    return Point(sample.ms, sample.celsius, sample.celsius, sample.gap)


def followed(left: Point, sample: Sample, time_constant: float) -> Point:
    """The next sample after `left`; `time_constant` is in seconds, 0 for none.

    In a gap the air is unknown: the product goes towards the warmer of its two ends, so that no
    warmth is forgotten.
    """
    ms, air, gap = sample
    if time_constant <= 0:
        return Point(ms, air, air, gap)
    seconds = (ms - left.ms) / 1000
    if ms - left.ms > left.gap:
        warmer = max(left.air, air)
        product = warmer + (left.product - warmer) * exp(-seconds / time_constant)
        return Point(ms, air, product, gap)
    gone = -expm1(-seconds / time_constant)
    slope = (air - left.air) / seconds
    product = left.product + (left.air - left.product) * gone
    return Point(ms, air, product + slope * (seconds - time_constant * gone), gap)
