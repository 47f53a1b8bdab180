"""Readings of places, and what a stay's time at a place amounts to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.answer import Excursion
from provenance.freshness.mkt import mean_kinetic_temperature_of_total
from provenance.units import ABSOLUTE_ZERO

HOTTEST = 200.0
"""°C; beyond it a sensor is broken (and NaN is neither)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A temperature (°C) that `sensor` measured at `place` at an aware UTC time."""

    place: str
    sensor: str
    at: datetime
    celsius: float

    def __post_init__(self) -> None:
        if not ABSOLUTE_ZERO <= self.celsius <= HOTTEST:
            raise ValueError(f"{self.celsius} °C is no temperature of a cold chain")


@dataclass(frozen=True, slots=True)
class Window:
    """A time at one place, UTC; `place` None is time that nobody accounts for."""

    place: str | None
    since: datetime
    until: datetime

    @property
    def seconds(self) -> float:
        """Its length."""
        return max(0.0, (self.until - self.since).total_seconds())


@dataclass(frozen=True, slots=True)
class Ends:
    """The product's temperature (°C) that a place's air leads to, at both ends of a window.

    `time_constant` (seconds) says how fast goods of another temperature come to it: 0 is at once.
    """

    first: float
    last: float
    time_constant: float = 0.0


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a window's temperatures did to one product class; all numbers are seconds.

    `pessimistic` and `optimistic` are quality life consumed, counted at the class's reference
    temperature: they differ where nobody measured. `covered` is the time that readings cover,
    `above_limit` the measured time above the class's safety limit, `chilled` that below its
    chilling threshold. `degree_seconds` is ∫ °C dt over the covered time, `kinetic_seconds` that
    of the rate behind the mean kinetic temperature. `ends` are those of one window that was
    measured at both; a sum has none.
    """

    elapsed: float = 0.0
    covered: float = 0.0
    pessimistic: float = 0.0
    optimistic: float = 0.0
    above_limit: float = 0.0
    chilled: float = 0.0
    degree_seconds: float = 0.0
    excursions: Sequence[Excursion] = ()
    kinetic_seconds: float = 0.0
    ends: Ends | None = None

    @property
    def mean_celsius(self) -> float | None:
        """The mean temperature of the covered time, if there is any."""
        return self.degree_seconds / self.covered if self.covered > 0 else None

    @property
    def mean_kinetic_celsius(self) -> float | None:
        """The mean kinetic temperature (USP <1160>) of the covered time, if there is any."""
        if not (self.covered > 0 and self.kinetic_seconds > 0):
            return None
        return mean_kinetic_temperature_of_total(self.kinetic_seconds, self.covered)

    @property
    def coverage(self) -> float:
        """The share of the time that readings cover, 0 to 1."""
        return self.covered / self.elapsed if self.elapsed > 0 else 0.0

    def __add__(self, later: "Exposure") -> "Exposure":
        return Exposure(
            self.elapsed + later.elapsed,
            self.covered + later.covered,
            self.pessimistic + later.pessimistic,
            self.optimistic + later.optimistic,
            self.above_limit + later.above_limit,
            self.chilled + later.chilled,
            self.degree_seconds + later.degree_seconds,
            (*self.excursions, *later.excursions),
            self.kinetic_seconds + later.kinetic_seconds,
        )

    def with_excursions(self, excursions: Sequence[Excursion]) -> "Exposure":
        """The same with the detail of the time above the limit."""
        return replace(self, excursions=tuple(excursions))
