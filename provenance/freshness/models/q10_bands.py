"""Q10 by temperature bands, and Q10 from published pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log


@dataclass(frozen=True, slots=True)
class Q10Bands:
    """A Q10 (rate ratio per 10 K) for each band of temperature (USDA Handbook 66, respiration).

    `bands` are (from °C, Q10), coldest first; each reaches to the next, the last upwards and the
    first also downwards without end. One band is the plain Q10 model.
    """

    bands: tuple[tuple[float, float], ...]
    reference: float

    def __post_init__(self) -> None:
        starts = [start for start, _ in self.bands]
        if not starts or starts != sorted(set(starts)):
            raise ValueError("Q10 bands must be given coldest first, each once")
        if any(q10 < 1 for _, q10 in self.bands):
            raise ValueError("a Q10 must be at least 1: warmer never lasts longer")

    @property
    def key(self) -> str:
        bands = ",".join(f"{start:g}:{q10:g}" for start, q10 in self.bands)
        return f"q10({bands},ref={self.reference:g})"

    def relative_rate(self, celsius: float) -> float:
        return exp(self._log_rate(celsius) - self._log_rate(self.reference))

    def _log_rate(self, celsius: float) -> float:
        """ln of the rate relative to the start of the first band."""
        start, q10 = self.bands[0]
        total = 0.0
        for next_start, next_q10 in self.bands[1:]:
            if celsius <= next_start:
                break
            total += log(q10) * (next_start - start) / 10
            start, q10 = next_start, next_q10
        return total + log(q10) * (celsius - start) / 10


def q10_from_rates(celsius1: float, rate1: float, celsius2: float, rate2: float) -> float:
    """The Q10 between two measured rates (respiration, say)."""
    return float((rate2 / rate1) ** (10 / (celsius2 - celsius1)))


def q10_from_lives(celsius1: float, life1: float, celsius2: float, life2: float) -> float:
    """The Q10 between two published storage lives: life is inverse to rate."""
    return q10_from_rates(celsius1, 1 / life1, celsius2, 1 / life2)


def bands_of(*ranges: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Bands from published (from °C, to °C, Q10) rows, which must join without a gap."""
    if any(left[1] != right[0] for left, right in pairwise(ranges)):
        raise ValueError("the Q10 rows do not join")
    return tuple((row[0], row[2]) for row in ranges)
