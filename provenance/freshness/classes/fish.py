"""Fish and seafood."""

from collections.abc import Sequence

from provenance.freshness.classes.limits import CHILLED
from provenance.freshness.models import Arrhenius, Exponential, SquareRoot
from provenance.freshness.product_class import FreshnessClass, days

FSSP = "DTU FSSP help (fssp.food.dtu.dk)"

FISH: Sequence[FreshnessClass] = (
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
        "fish/fresh/temperate/sea-bream",
        SquareRoot(t_min=-11.8, reference=0),
        days(14),
        1.17,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Koutsoumanis: pseudomonads on gilt-head sea bream, square root, Tmin −11.8 °C "
        "(−12.8 of the lag is not used: fish on sale is past it), Af 1.11–1.17; "
        "assumption: 14 d at 0 °C",
    ),
    FreshnessClass(
        "fish/fresh/temperate/red-mullet",
        Arrhenius(activation_energy=80, reference=0),
        days(10),
        1.3,
        storage_celsius=2,
        unmonitored_celsius=8,
        safety=CHILLED,
        source="Koutsoumanis et al.: spoilage flora of red mullet, Ea 75–85 kJ/mol, the middle "
        "taken; assumption: 10 d at 0 °C, Af",
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
)
