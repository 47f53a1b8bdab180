"""The square-root (Bělehrádek, Ratkowsky) model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SquareRoot:
    """((T − Tmin) / (Tref − Tmin))², and 0 at and below Tmin (Ratkowsky et al. 1982).

    With Tmin −10 °C and reference 0 °C this is the (1 + 0.1 T)² of temperate fish (FSSP help).
    """

    t_min: float
    reference: float

    def __post_init__(self) -> None:
        if self.t_min >= self.reference:
            raise ValueError("Tmin must lie below the reference temperature")

    @property
    def key(self) -> str:
        return f"square-root(tmin={self.t_min:g},ref={self.reference:g})"

    def relative_rate(self, celsius: float) -> float:
        if celsius <= self.t_min:
            return 0.0
        ratio = (celsius - self.t_min) / (self.reference - self.t_min)
        return ratio * ratio
