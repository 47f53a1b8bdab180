"""What a product class says: the model of its quality life, and its limits."""

from dataclasses import dataclass
from datetime import timedelta

from provenance.freshness.models import ChillingGate, RateModel

P10_EXPONENT = 1.6
"""Af is a mean absolute log ratio: σ = 1.25 ln Af, and the tenth percentile lies 1.28 σ down."""

SENSOR_DOUBT_KELVIN = 0.5
"""A bias that nobody corrected may be this large: the error limit of class 0.5 in EN 12830."""


def days(number: float) -> timedelta:
    """A life as the sources give it."""
    return timedelta(days=number)


@dataclass(frozen=True, slots=True)
class SafetyLimit:
    """Above `celsius` for longer than `allowed`, all stretches together: do not eat."""

    celsius: float
    allowed: timedelta
    source: str


@dataclass(frozen=True, slots=True)
class FreshnessClass:
    """How the quality of one kind of product is judged.

    `path` is a category path or its beginning. `life` is the median quality life at the model's
    reference temperature, `accuracy` the accuracy factor Af (1 is perfect) of that number.
    `storage_celsius` is where it is assumed to be kept from now on; `unmonitored_celsius` what is
    assumed, pessimistically, where nobody measured. Below `chilling_celsius` cold harms it.
    """

    path: str
    model: RateModel
    life: timedelta
    accuracy: float
    storage_celsius: float
    unmonitored_celsius: float
    source: str
    chilling_celsius: float | None = None
    safety: SafetyLimit | None = None

    @property
    def rate(self) -> RateModel:
        """The model, gated where cold harms."""
        if self.chilling_celsius is None:
            return self.model
        return ChillingGate(self.model, self.chilling_celsius)

    @property
    def p10_life(self) -> timedelta:
        """The life that nine of ten items reach, at the reference temperature."""
        return self.life / self._spread

    @property
    def p90_life(self) -> timedelta:
        """The life that one of ten items reaches, at the reference temperature."""
        return self.life * self._spread

    @property
    def sensor_doubt(self) -> float:
        """By which share more is used where sensors show `SENSOR_DOUBT_KELVIN` too little.

        Taken where such goods are kept, so that it is one number for a class: exact for an
        exponential rate (6 % at 0.12 per kelvin), and about right for the others.
        """
        rate = self.rate.relative_rate
        return rate(self.storage_celsius + SENSOR_DOUBT_KELVIN) / rate(self.storage_celsius) - 1

    @property
    def _spread(self) -> float:
        return float(self.accuracy**P10_EXPONENT)
