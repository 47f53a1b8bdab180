"""What is left of a thing's quality life: for asking how long it lasts at other temperatures."""

from dataclasses import dataclass
from datetime import timedelta

from provenance.freshness.product_class import FreshnessClass


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is left now, on the pessimistic estimate (P10).

    `life` counts at the reference temperature of the class's model. `above_limit` is how long
    (seconds) it was above the class's safety limit so far, `until_use_by` the time to the end of
    its use-by date, where it has one.
    """

    product_class: FreshnessClass
    life: timedelta
    above_limit: float = 0.0
    until_use_by: timedelta | None = None
