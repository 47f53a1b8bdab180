"""Meat, poultry and milk."""

from collections.abc import Sequence

from provenance.freshness.classes.limits import CHILLED
from provenance.freshness.models import Arrhenius, Exponential
from provenance.freshness.product_class import FreshnessClass, days

MEAT_AND_DAIRY: Sequence[FreshnessClass] = (
    FreshnessClass(
        "meat/poultry",
        Arrhenius(activation_energy=80, reference=2),
        days(9),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Ea 75–85 kJ/mol of aerobic spoilage flora (Koutsoumanis et al., red mullet); "
        "assumption: the same on poultry, 9 d at 2 °C, Af (Bruckner: mean error 11 %)",
    ),
    FreshnessClass(
        "meat/fresh",
        Arrhenius(activation_energy=80, reference=2),
        days(12),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Ea as for poultry; assumption: the same on red meat, 12 d at 2 °C, Af",
    ),
    FreshnessClass(
        "meat/fresh/pork",
        Arrhenius(activation_energy=80, reference=2),
        days(12),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Bruckner et al.: Gompertz growth with an Arrhenius rate, which reaches a level "
        "after a time inverse to the rate, as here; mean error −2.7 %; assumption: Ea as for "
        "poultry, 12 d at 2 °C, Af",
    ),
    FreshnessClass(
        "meat/minced",
        Arrhenius(activation_energy=80, reference=2),
        days(6),
        1.3,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Ea as for poultry; assumption: the same on minced meat, 6 d at 2 °C, Af",
    ),
    FreshnessClass(
        "dairy/milk",
        Exponential(slope=0.208412, reference=2),
        days(37),
        1.4,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Petrus et al. 2010, pasteurised milk in LDPE: 37 d at 2 °C; slope fitted through "
        "2 and 16 °C, Af from its errors between (up to 1.43)",
    ),
)
