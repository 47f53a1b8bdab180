"""What foods contain and whom they suit: allergens and diets, as declared.

Allergens are the fourteen of Regulation (EU) 1169/2011, Annex II. A declaration names all that a
food contains (Article 9), so what a declared food does not name it does not contain; a food without
a declaration is unknown, which is not free of anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Allergen(StrEnum):
    """Substances that cause allergies or intolerances."""

    GLUTEN = "GLUTEN"
    """Cereals containing gluten."""
    CRUSTACEANS = "CRUSTACEANS"
    EGGS = "EGGS"
    FISH = "FISH"
    PEANUTS = "PEANUTS"
    SOYBEANS = "SOYBEANS"
    MILK = "MILK"
    NUTS = "NUTS"
    """Tree nuts."""
    CELERY = "CELERY"
    MUSTARD = "MUSTARD"
    SESAME = "SESAME"
    SULPHITES = "SULPHITES"
    """Sulphur dioxide and sulphites."""
    LUPIN = "LUPIN"
    MOLLUSCS = "MOLLUSCS"


class Diet(StrEnum):
    """Ways of eating that a food may be declared suitable for."""

    VEGAN = "VEGAN"
    VEGETARIAN = "VEGETARIAN"
    HALAL = "HALAL"
    KOSHER = "KOSHER"
    GLUTEN_FREE = "GLUTEN_FREE"
    LACTOSE_FREE = "LACTOSE_FREE"
    """Suitable with lactose intolerance."""


_MEAT_OF_WATER = frozenset({Allergen.FISH, Allergen.CRUSTACEANS, Allergen.MOLLUSCS})

RULED_OUT: Mapping[Diet, frozenset[Allergen]] = {
    Diet.VEGAN: _MEAT_OF_WATER | {Allergen.MILK, Allergen.EGGS},
    Diet.VEGETARIAN: _MEAT_OF_WATER,
    Diet.KOSHER: frozenset({Allergen.CRUSTACEANS, Allergen.MOLLUSCS}),
    Diet.HALAL: frozenset(),
    Diet.GLUTEN_FREE: frozenset({Allergen.GLUTEN}),
}
"""Allergens that a food for this diet never contains. Milk without lactose is still milk."""

_PROVED_BY_ABSENCE: Mapping[Diet, Allergen] = {
    Diet.GLUTEN_FREE: Allergen.GLUTEN,
    Diet.LACTOSE_FREE: Allergen.MILK,
}
"""Diets that a declaration of allergens answers by itself, where it names not even traces."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known of a food: what it contains, may contain in traces, and what it suits.

    `complete` says that a declaration names all it contains; without one there may be more.
    """

    contains: frozenset[Allergen] = frozenset()
    traces: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()
    complete: bool = False

    def suits(self, diet: Diet) -> bool | None:
        """Whether the food suits a diet; None where nobody said."""
        if RULED_OUT.get(diet, frozenset()) & self.contains:
            return False
        if diet in self.diets or (diet is Diet.VEGETARIAN and Diet.VEGAN in self.diets):
            return True
        absent = _PROVED_BY_ABSENCE.get(diet)
        if self.complete and absent is not None and absent not in self.contains | self.traces:
            return True
        return None


def published_allergens(words: Iterable[str]) -> frozenset[Allergen]:
    """The allergens that words of Open Food Facts' taxonomy name; other words name none of ours."""
    return frozenset(_PUBLISHED[word] for word in words if word in _PUBLISHED)


# Words of taxonomies/allergens.txt of the Open Food Facts server, without `en:` and hyphens.
_PUBLISHED: Mapping[str, Allergen] = {
    "gluten": Allergen.GLUTEN,
    "crustaceans": Allergen.CRUSTACEANS,
    "eggs": Allergen.EGGS,
    "fish": Allergen.FISH,
    "peanuts": Allergen.PEANUTS,
    "soybeans": Allergen.SOYBEANS,
    "milk": Allergen.MILK,
    "nuts": Allergen.NUTS,
    "celery": Allergen.CELERY,
    "mustard": Allergen.MUSTARD,
    "sesame seeds": Allergen.SESAME,
    "sulphur dioxide and sulphites": Allergen.SULPHITES,
    "lupin": Allergen.LUPIN,
    "molluscs": Allergen.MOLLUSCS,
}
