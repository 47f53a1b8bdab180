"""What every spoilage model is: a relative rate over temperature."""

from typing import Protocol


class RateModel(Protocol):
    """How fast quality life is used at a temperature, relative to a reference temperature.

    The rate is 1 at the reference, never negative, and never falls as it gets warmer. Life
    consumed over time is the integral of the rate (additivity: Charm 1972, McMeekin 1988).
    """

    @property
    def key(self) -> str:
        """Stable text that names the model and its parameters; stored integrals refer to it."""
        ...

    @property
    def reference(self) -> float:
        """The reference temperature, °C."""
        ...

    def relative_rate(self, celsius: float) -> float:
        """Reference seconds used per second at `celsius`."""
        ...
