"""Product classes: by which model, with which parameters and from which source we judge.

The table is data. Where no source gives a parameter and we chose one, its text says "assumption".
A category without a class is judged by its dates only: better no number than an invented one.
"""

from collections.abc import Sequence
from datetime import timedelta

from provenance.freshness.models import Arrhenius, Exponential, Q10Bands, SquareRoot
from provenance.freshness.models.q10_bands import bands_of
from provenance.freshness.product_class import FreshnessClass, SafetyLimit

CHILLED = SafetyLimit(
    8.0,
    timedelta(hours=4),
    "UK Food Safety and Hygiene (England) Regulations 2013, Sch. 4: chill holding at 8 °C, one "
    "period of up to 4 h above it; counting all periods together is our stricter reading",
)
FROZEN = SafetyLimit(
    -1.0,
    timedelta(hours=2),
    "assumption: food freezes at about −1 °C, so above it for hours it has thawed",
)

FSSP = "DTU FSSP help (fssp.food.dtu.dk)"
HANDBOOK_66 = bands_of((0, 10, 3.0), (10, 20, 2.5), (20, 30, 2.0), (30, 40, 1.5))
HANDBOOK_66_SOURCE = "Q10 bands: USDA Agriculture Handbook 66 (Saltveit)"
CHILLING_SOURCE = "threshold: USDA chilling table"


def days(number: float) -> timedelta:
    """A life as the sources give it."""
    return timedelta(days=number)


CLASSES: Sequence[FreshnessClass] = (
    FreshnessClass(
        "fish/fresh/temperate",
        SquareRoot(t_min=-10, reference=0),
        days(14),
        1.17,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source=f"{FSSP}: square root, Tmin −10 °C; Af of sea bream (Koutsoumanis); "
        "assumption: 14 d at 0 °C for iced whole fish and fillets",
    ),
    FreshnessClass(
        "fish/fresh/tropical",
        Exponential(slope=0.12, reference=0),
        days(18),
        1.3,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="exponential, a 0.12, of tropical fish as generally given (not retrieved); "
        "assumption: 18 d at 0 °C, Af",
    ),
    FreshnessClass(
        "fish/smoked",
        Exponential(slope=0.089, reference=5),
        days(36.5),
        1.40,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source=f"{FSSP}: cold-smoked salmon, a 0.089, Af 1.40 (Dalgaard et al. 2004); "
        "36.5 d at 5 °C reproduces its two-phase storage table",
    ),
    FreshnessClass(
        "seafood/shrimp",
        Exponential(slope=0.12, reference=0),
        days(9),
        1.3,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="assumption: raw shrimp as tropical fish (a 0.12, not retrieved), 9 d on ice, Af",
    ),
    FreshnessClass(
        "seafood/shrimp/brined",
        Exponential(slope=0.15, reference=8),
        days(63),
        1.4,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source=f"{FSSP}: brined shrimp in modified atmosphere, a 0.15; 63 d is the low end "
        "observed at 8 °C; assumption: Af",
    ),
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
    FreshnessClass(
        "produce/leafy",
        Q10Bands(((0, 6.1), (5, 3.0), *HANDBOOK_66[1:]), reference=0),
        days(21),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=15,
        source="postharvest.net.au, kale: 21 d at 0 °C, 7–10 d at 5 °C (Q10 6.1); above 5 °C "
        f"{HANDBOOK_66_SOURCE}; assumption: kale stands for leaves, Af",
    ),
    FreshnessClass(
        "produce/broccoli",
        Q10Bands(((0, 5.76), (5, 3.0), *HANDBOOK_66[1:]), reference=0),
        days(42),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=15,
        source="postharvest.net.au, broccoli: 42 d at 0 °C, 14–21 d at 5 °C (Q10 5.76); above "
        f"5 °C {HANDBOOK_66_SOURCE}; assumption: Af",
    ),
    FreshnessClass(
        "produce/berries",
        Q10Bands(((0, 10**0.5),), reference=0),
        days(8),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=15,
        source="UC Davis Postharvest Center: strawberries respire ten times faster at 20 than at "
        "0 °C; assumption: 8 d at 0 °C, Af",
    ),
    FreshnessClass(
        "produce/vegetables",
        Q10Bands(HANDBOOK_66, reference=0),
        days(28),
        1.4,
        storage_celsius=5,
        unmonitored_celsius=20,
        source=f"{HANDBOOK_66_SOURCE}; assumption: 28 d at 0 °C, Af",
    ),
    FreshnessClass(
        "produce/banana",
        Q10Bands(HANDBOOK_66, reference=13.5),
        days(18),
        1.4,
        storage_celsius=20,
        unmonitored_celsius=22,
        chilling_celsius=11.5,
        source=f"{HANDBOOK_66_SOURCE}; {CHILLING_SOURCE}; assumption: 18 d at 13.5 °C, Af",
    ),
    FreshnessClass(
        "produce/mango",
        Q10Bands(HANDBOOK_66, reference=12),
        days(18),
        1.4,
        storage_celsius=20,
        unmonitored_celsius=22,
        chilling_celsius=10,
        source=f"{HANDBOOK_66_SOURCE}; {CHILLING_SOURCE}; assumption: 18 d at 12 °C, Af",
    ),
    FreshnessClass(
        "produce/cucumber",
        Q10Bands(HANDBOOK_66, reference=10),
        days(13),
        1.4,
        storage_celsius=12,
        unmonitored_celsius=20,
        chilling_celsius=7,
        source=f"{HANDBOOK_66_SOURCE}; {CHILLING_SOURCE}; assumption: 13 d at 10 °C, Af",
    ),
    FreshnessClass(
        "prepared/salad",
        Q10Bands(HANDBOOK_66, reference=0),
        days(12),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=8,
        safety=CHILLED,
        source=f"{HANDBOOK_66_SOURCE}; assumption: cut leaves keep for 12 d at 0 °C, Af",
    ),
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
"""Every class; a new one is one entry here."""

_BY_PATH = {entry.path: entry for entry in CLASSES}


def freshness_class(category: str | None) -> FreshnessClass | None:
    """The class of the longest beginning of a category path such as `fish/fresh/temperate/cod`."""
    steps = (category or "").split("/")
    while steps:
        if (found := _BY_PATH.get("/".join(steps))) is not None:
            return found
        steps.pop()
    return None
