"""How much better, give or take: intervals that stay valid however often one looks at them.

Asymptotic confidence sequences (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, arXiv 2103.06476,
theorem 2.2 and equation 155) for the relative difference of two means, as GrowthBook's sequential
tests compute them.
"""

import math
from dataclasses import dataclass
from typing import Final

ALPHA: Final = 0.05
"""The share of experiments without any effect whose interval excludes 0 at *any* look."""

TUNING: Final = 5_000
"""The number of units at which the interval is narrowest compared with others."""


@dataclass(frozen=True, slots=True)
class Sample:
    """`n` units with the mean and the variance of what each of them brought."""

    n: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A relative uplift (0.1: ten per cent more) with its bounds and its always-valid p."""

    uplift: float
    low: float
    high: float
    p: float


def measured(n: int, total: float, squares: float) -> Sample:
    """A sample from the sum and the sum of squares of a quantity (money, minutes)."""
    if n < 2:
        return Sample(n, total / n if n else 0.0, 0.0)
    return Sample(n, total / n, max(squares - total**2 / n, 0.0) / (n - 1))


def proportion(n: int, successes: int) -> Sample:
    """A sample of yes and no."""
    share = successes / n if n else 0.0
    return Sample(n, share, share * (1 - share))


def relative_uplift(
    control: Sample, treated: Sample, *, alpha: float = ALPHA, tuning: int = TUNING
) -> Interval | None:
    """How much more `treated` brings than `control`, as a share of the control's mean.

    None where nothing can be said: a control that brought nothing, an arm that is empty or whose
    units are all alike.
    """
    if control.mean <= 0 or control.variance <= 0 or treated.variance <= 0:
        return None
    n = control.n + treated.n
    uplift = treated.mean / control.mean - 1
    variance = _ratio_variance(control, treated) * n
    rho_squared = (-2 * math.log(alpha) + math.log(1 - 2 * math.log(alpha))) / tuning
    grown = n * rho_squared + 1
    spread = 2 * variance * grown / (n**2 * rho_squared)
    half = math.sqrt(spread * math.log(math.sqrt(grown) / alpha))
    p = min(math.sqrt(grown) * math.exp(-(uplift**2) / spread), 1.0)
    return Interval(uplift, uplift - half, uplift + half, p)


def _ratio_variance(control: Sample, treated: Sample) -> float:
    """Of the ratio of the two means, by the delta method."""
    return treated.variance / (treated.n * control.mean**2) + control.variance * treated.mean**2 / (
        control.n * control.mean**4
    )
