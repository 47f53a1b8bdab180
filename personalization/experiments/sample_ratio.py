"""Did the units split as planned? A sample ratio mismatch means that the numbers cannot be trusted.

Pearson's χ² test against the planned weights, with one degree of freedom fewer than there are
arms. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments" (KDD 2019)
describe causes; a lost or doubled report of one arm is the usual one.
"""

import math
from collections.abc import Sequence
from typing import Final

ALARM: Final = 0.001
"""Below this p nobody should read the result (as GrowthBook; it is looked at again and again)."""


def sample_ratio_p(units: Sequence[int], weights: Sequence[float]) -> float:
    """How likely a split at least as uneven as `units` is, when `weights` was the plan; 0 … 1.

    Weights need not sum up to 1. Arms of weight 0 do not count; 1 where nothing can be compared.
    """
    counted = [(count, weight) for count, weight in zip(units, weights, strict=False) if weight > 0]
    total = sum(count for count, _ in counted)
    whole = sum(weight for _, weight in counted)
    if len(counted) < 2 or not total:
        return 1.0
    expected = [total * weight / whole for _, weight in counted]
    statistic = sum(
        (count - plan) ** 2 / plan for (count, _), plan in zip(counted, expected, strict=True)
    )
    return chi_square_tail(statistic, len(counted) - 1)


def chi_square_tail(statistic: float, degrees: int) -> float:
    """P(χ² ≥ statistic) for whole degrees of freedom (1 or more), in closed form.

    Q(a, x) with a = degrees/2 and x = statistic/2 climbs from Q(½, x) = erfc(√x) or
    Q(1, x) = e⁻ˣ by Q(a + 1, x) = Q(a, x) + xᵃ e⁻ˣ / Γ(a + 1) (NIST DLMF 8.4.6, 8.4.8, 8.8.6).
    """
    x = statistic / 2
    if x <= 0:
        return 1.0
    a, tail = (0.5, math.erfc(math.sqrt(x))) if degrees % 2 else (1.0, math.exp(-x))
    while a < degrees / 2:
        tail += math.exp(a * math.log(x) - x - math.lgamma(a + 1))
        a += 1
    return min(tail, 1.0)
