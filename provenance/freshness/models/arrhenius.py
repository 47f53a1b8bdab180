"""The Arrhenius model."""

from dataclasses import dataclass
from math import exp

GAS_CONSTANT = 8.314462618e-3
"""R in kJ/(mol K) (CODATA 2018)."""
KELVIN = 273.15
"""0 °C in kelvin."""


@dataclass(frozen=True, slots=True)
class Arrhenius:
    """exp(−Ea/R (1/T − 1/Tref)), `activation_energy` Ea in kJ/mol."""

    activation_energy: float
    reference: float

    def __post_init__(self) -> None:
        if self.activation_energy < 0:
            raise ValueError("the activation energy must not be negative")

    @property
    def key(self) -> str:
        return f"arrhenius(ea={self.activation_energy:g},ref={self.reference:g})"

    def relative_rate(self, celsius: float) -> float:
        if celsius <= -KELVIN:
            return 0.0
        inverse = 1 / (celsius + KELVIN) - 1 / (self.reference + KELVIN)
        return exp(-self.activation_energy / GAS_CONSTANT * inverse)
