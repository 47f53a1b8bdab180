"""Mean kinetic temperature (USP <1160>): an index for staff, never a shelf life."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, fsum, log

from provenance.freshness.models.arrhenius import GAS_CONSTANT, KELVIN, Arrhenius

USP_HEAT = 83.144
"""ΔH of USP <1160>, kJ/mol."""
_KINETIC = Arrhenius(USP_HEAT, reference=5)


def mean_kinetic_temperature(
    celsius: Sequence[float], weights: Sequence[float], heat: float = USP_HEAT
) -> float:
    """The constant temperature (°C) that would have aged it as much; weights are times spent."""
    aged = fsum(w * _aging(c, heat) for c, w in zip(celsius, weights, strict=True))
    return _temperature(aged / fsum(weights), heat)


def mean_kinetic_temperature_of_series(
    series: Sequence[tuple[float, float]], heat: float = USP_HEAT
) -> float:
    """The same over (time, °C) samples in any spacing, by trapezoid on the rate.

    After Tong and Lock (2015). Needs two samples at least, in order of time.
    """
    aged = fsum(
        (t2 - t1) * (_aging(c1, heat) + _aging(c2, heat)) / 2
        for (t1, c1), (t2, c2) in pairwise(series)
    )
    return _temperature(aged / (series[-1][0] - series[0][0]), heat)


def kinetic_rate(celsius: float) -> float:
    """How fast time counts for a running mean kinetic temperature; 1 at 5 °C."""
    return _KINETIC.relative_rate(celsius)


def mean_kinetic_temperature_of_total(kinetic_seconds: float, seconds: float) -> float:
    """The same (°C) from the integral of `kinetic_rate` over so many seconds, both positive."""
    inverse = 1 / (_KINETIC.reference + KELVIN)
    inverse -= log(kinetic_seconds / seconds) * GAS_CONSTANT / USP_HEAT
    return 1 / inverse - KELVIN


def _aging(celsius: float, heat: float) -> float:
    return exp(-heat / GAS_CONSTANT / (celsius + KELVIN))


def _temperature(aging: float, heat: float) -> float:
    return heat / GAS_CONSTANT / -log(aging) - KELVIN
