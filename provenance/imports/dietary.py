"""Allergens and diets of products and recipes in JSON-LD: GS1 Web Vocabulary and schema.org."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from provenance.dietary import Allergen, Diet
from provenance.imports.json_ld import Node, many, terms, text

_CONTAINS, _MAY_CONTAIN, _FREE_FROM = "CONTAINS", "MAY_CONTAIN", "FREE_FROM"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a product declares: as `Product.allergens`, `traces` and `diets`."""

    allergens: frozenset[Allergen] | None
    traces: frozenset[Allergen]
    diets: frozenset[Diet]


def declaration(node: Node) -> Declaration:
    """The declaration of a product node by bare terms.

    `hasAllergen` holds `AllergenDetails` with codes and a level of containment (none: it contains
    them). Whoever declares what a food contains names all of it; a list that only says what it is
    free of is complete when it speaks of all fourteen. A code we do not know, on a level other than
    FREE_FROM, could be one of them under another name: the allergens are then unknown.
    """
    levels: dict[str, set[Allergen]] = {_CONTAINS: set(), _MAY_CONTAIN: set(), _FREE_FROM: set()}
    unread = False
    for code, level in _allergen_codes(node):
        allergen = _GS1_ALLERGENS.get(code)
        if allergen is not None and level in levels:
            levels[level].add(allergen)
        elif level != _FREE_FROM:
            unread = True
    spoken_of = set().union(*levels.values())
    complete = bool(levels[_CONTAINS]) or spoken_of == set(Allergen)
    known = complete and not unread
    contains = frozenset(levels[_CONTAINS])
    traces = frozenset(levels[_MAY_CONTAIN] | (set() if known else levels[_CONTAINS]))
    return Declaration(contains if known else None, traces, stated_diets(node))


def _allergen_codes(node: Node) -> Iterator[tuple[str, str]]:
    """Codes with their levels: `EGGS` or `AE`, and `CONTAINS`, as GS1 or GDSN writes them."""
    for details in many(node.get("hasAllergen")):
        if not isinstance(details, Mapping):
            continue
        entry = terms(details)
        given = entry.get("allergenLevelOfContainmentCode") or entry.get("levelOfContainmentCode")
        level = _code(given) if given is not None else _CONTAINS
        for one in many(entry.get("allergenType") or entry.get("allergenTypeCode")):
            yield _code(one), level


def stated_diets(node: Node) -> frozenset[Diet]:
    """schema.org `suitableForDiet`, GS1 `dietCode`; diets that we do not know are passed over."""
    return frozenset(_diets(node))


def _diets(node: Node) -> Iterator[Diet]:
    for diet in many(node.get("suitableForDiet")):
        if (found := _SCHEMA_ORG_DIETS.get(_code(diet))) is not None:
            yield found
    for diet in many(node.get("dietCode")):
        entry = terms(diet) if isinstance(diet, Mapping) else {}
        if (found := _GS1_DIETS.get(_code(entry.get("dietType") or diet))) is not None:
            yield found


def _code(value: object) -> str:
    """The code of `gs1:AllergenTypeCode-EGGS`, `{"@id": …}`, `schema:VeganDiet` or `AE`."""
    named = value.get("@id", value) if isinstance(value, Mapping) else value
    return re.split("[:/#-]", text(named) or "")[-1]


# GS1 Web Vocabulary AllergenTypeCode, by name and by the GDSN code that it stands for: the
# fourteen, and the cereals and nuts that the regulation names one by one.
_GS1_ALLERGENS: Mapping[str, Allergen] = {
    name: allergen
    for allergen, names in {
        Allergen.GLUTEN: "CEREALS_CONTAINING_GLUTEN AW GLUTEN AX BARLEY GB KAMUT GK OAT GO RYE NR "
        "SPELT GS WHEAT UW",
        Allergen.CRUSTACEANS: "CRUSTACEANS AC",
        Allergen.EGGS: "EGGS AE",
        Allergen.FISH: "FISH AF",
        Allergen.PEANUTS: "PEANUTS AP",
        Allergen.SOYBEANS: "SOYBEANS AY",
        Allergen.MILK: "MILK AM LACTOSE ML",
        Allergen.NUTS: "TREE_NUTS AN ALMONDS SA BRAZIL_NUTS SR CASHEW_NUTS SC HAZELNUTS SH "
        "MACADAMIA_NUTS SM PECAN_NUTS SP QUEENSLAND_NUTS SQ WALNUTS SW",
        Allergen.CELERY: "CELERY BC",
        Allergen.MUSTARD: "MUSTARD BM",
        Allergen.SESAME: "SESAME_SEEDS AS",
        Allergen.SULPHITES: "SULPHUR_DIOXIDE AU",
        Allergen.LUPIN: "LUPINE NL",
        Allergen.MOLLUSCS: "MOLLUSCS UM",
    }.items()
    for name in names.split()
}
# schema.org RestrictedDiet; "low lactose" is "appropriate for people with lactose intolerance".
_SCHEMA_ORG_DIETS: Mapping[str, Diet] = {
    "VeganDiet": Diet.VEGAN,
    "VegetarianDiet": Diet.VEGETARIAN,
    "HalalDiet": Diet.HALAL,
    "KosherDiet": Diet.KOSHER,
    "GlutenFreeDiet": Diet.GLUTEN_FREE,
    "LowLactoseDiet": Diet.LACTOSE_FREE,
}
# GS1 Web Vocabulary DietTypeCode.
_GS1_DIETS: Mapping[str, Diet] = {
    "VEGAN": Diet.VEGAN,
    "VEGETARIAN": Diet.VEGETARIAN,
    "HALAL": Diet.HALAL,
    "KOSHER": Diet.KOSHER,
    "COELIAC": Diet.GLUTEN_FREE,
    "FREE_FROM_GLUTEN": Diet.GLUTEN_FREE,
    "FREE_FROM_LACTOSE": Diet.LACTOSE_FREE,
}
