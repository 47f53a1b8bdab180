"""The gate over a model for goods that cold harms."""

from dataclasses import dataclass

from provenance.freshness.models.rate import RateModel


@dataclass(frozen=True, slots=True)
class ChillingGate:
    """Below `threshold` °C the rate stays that of the threshold: colder is not fresher there.

    Lowest safe temperatures: banana 11.5, mango 10, cucumber 7 °C (USDA chilling table).
    """

    model: RateModel
    threshold: float

    @property
    def key(self) -> str:
        return f"{self.model.key}>={self.threshold:g}"

    @property
    def reference(self) -> float:
        return self.model.reference

    def relative_rate(self, celsius: float) -> float:
        return self.model.relative_rate(max(celsius, self.threshold))
