"""Fruit, vegetables, and what is made of them raw."""

from collections.abc import Sequence

from provenance.freshness.classes.limits import CHILLED
from provenance.freshness.models import Q10Bands
from provenance.freshness.models.q10_bands import bands_of
from provenance.freshness.product_class import FreshnessClass, days

HANDBOOK_66 = bands_of((0, 10, 3.0), (10, 20, 2.5), (20, 30, 2.0), (30, 40, 1.5))
HANDBOOK_66_SOURCE = "Q10 bands: USDA Agriculture Handbook 66 (Saltveit)"
CHILLING_SOURCE = "threshold: USDA chilling table"

PRODUCE: Sequence[FreshnessClass] = (
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
        "produce/cauliflower",
        Q10Bands(((0, 4.9), (5, 3.0), *HANDBOOK_66[1:]), reference=0),
        days(21),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=15,
        source="postharvest.net.au, cauliflower: Q10 4.9 from its lives at 0 and 5 °C (midpoints); "
        f"above 5 °C {HANDBOOK_66_SOURCE}; assumption: 21 d at 0 °C, Af",
    ),
    FreshnessClass(
        "produce/brussels-sprout",
        Q10Bands(((0, 4.0), (5, 3.0), *HANDBOOK_66[1:]), reference=0),
        days(28),
        1.3,
        storage_celsius=4,
        unmonitored_celsius=15,
        source="postharvest.net.au, Brussels sprouts: 28 d at 0 °C, 7–21 d at 5 °C (Q10 4.0); "
        f"above 5 °C {HANDBOOK_66_SOURCE}; assumption: Af",
    ),
    FreshnessClass(
        "produce/sweet-corn",
        Q10Bands(((0, 12.0), (5, 3.0), *HANDBOOK_66[1:]), reference=0),
        days(7),
        1.3,
        storage_celsius=2,
        unmonitored_celsius=15,
        source="postharvest.net.au, sweet corn: Q10 12 from its lives at 0 and 5 °C (midpoints); "
        f"above 5 °C {HANDBOOK_66_SOURCE}; assumption: 7 d at 0 °C, Af",
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
)
