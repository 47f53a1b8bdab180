"""Frozen food."""

from collections.abc import Sequence

from provenance.freshness.classes.limits import FROZEN
from provenance.freshness.models import Arrhenius
from provenance.freshness.product_class import FreshnessClass, days

FROZEN_FOOD: Sequence[FreshnessClass] = (
    FreshnessClass(
        "frozen/vegetables",
        Arrhenius(activation_energy=61, reference=-18),
        days(450),
        1.3,
        storage_celsius=-18,
        unmonitored_celsius=-12,
        safety=FROZEN,
        source="Dermesonluoglu et al. 2015, frozen spinach: sensory Ea 61 kJ/mol, 400–500 d at "
        "−18 °C; assumption: Af",
    ),
    FreshnessClass(
        "frozen/fish",
        Arrhenius(activation_energy=84, reference=-18),
        days(270),
        1.4,
        storage_celsius=-18,
        unmonitored_celsius=-12,
        safety=FROZEN,
        source="Tsironi: Ea 49–84 kJ/mol, the steepest taken; assumption: 270 d at −18 °C, Af",
    ),
)
