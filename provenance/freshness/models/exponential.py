"""The exponential model."""

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Exponential:
    """exp(a (T − Tref)), `slope` a per kelvin (FSSP help: relative rate of spoilage)."""

    slope: float
    reference: float

    def __post_init__(self) -> None:
        if self.slope < 0:
            raise ValueError("the slope must not be negative: warmer never lasts longer")

    @property
    def key(self) -> str:
        return f"exponential(a={self.slope:g},ref={self.reference:g})"

    def relative_rate(self, celsius: float) -> float:
        return exp(self.slope * (celsius - self.reference))
