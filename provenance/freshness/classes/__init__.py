"""Product classes: by which model, with which parameters and from which source we judge.

The table is data. Where no source gives a parameter and we chose one, its text says "assumption".
A category without a class is judged by its dates only: better no number than an invented one.
"""

from collections.abc import Sequence

from provenance.freshness.classes.fish import FISH
from provenance.freshness.classes.frozen import FROZEN_FOOD
from provenance.freshness.classes.meat_and_dairy import MEAT_AND_DAIRY
from provenance.freshness.classes.produce import PRODUCE
from provenance.freshness.product_class import FreshnessClass

CLASSES: Sequence[FreshnessClass] = (*FISH, *MEAT_AND_DAIRY, *PRODUCE, *FROZEN_FOOD)
"""Every class; a new one is one entry in its family's file."""

_BY_PATH = {entry.path: entry for entry in CLASSES}


def freshness_class(category: str | None) -> FreshnessClass | None:
    """The class of the longest beginning of a category path such as `fish/fresh/temperate/cod`."""
    steps = (category or "").split("/")
    while steps:
        if (found := _BY_PATH.get("/".join(steps))) is not None:
            return found
        steps.pop()
    return None


def safety_limit(category: str | None) -> float | None:
    """The temperature (°C) above which the time of that category counts as an excursion."""
    found = freshness_class(category)
    return found.safety.celsius if found and found.safety else None
