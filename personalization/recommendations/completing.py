"""What completes a recipe that the cart has begun: pure, over recipes and goods on sale."""

from collections.abc import Iterable, Mapping, Sequence

from personalization.offers.context import RecipeProgress
from personalization.recommendations.recommendation import (
    Goods,
    Recommendation,
    RecommendationKind,
    soon,
)
from personalization.zones.floor_plan import Zone
from provenance.recipes import Coverage, coverage
from provenance.text import Message

LEAST_HAVE = 2
"""With fewer ingredients nobody has begun a recipe."""

LEAST_SHARE = 3
"""At least a third of a recipe must be there."""

MOST_RECIPES = 3
"""Recipes that are completed in one answer: those with the fewest missing ingredients."""


def progress(begun: Coverage, missing: Sequence[str] = ()) -> RecipeProgress:
    """How far a cart is with a recipe; `missing` products would complete it."""
    recipe = begun.recipe
    have, need = len(begun.covered), len(begun.needed)
    return RecipeProgress(recipe.id, recipe.names, have, need, tuple(missing))


def nearly_there(begun: Iterable[Coverage]) -> Sequence[Coverage]:
    """The recipes that are worth completing, those with the fewest missing ingredients first."""
    worth = [each for each in begun if each.missing and _is_begun(each)]
    worth.sort(key=lambda each: (len(each.missing), -len(each.covered), each.recipe.id))
    return worth[:MOST_RECIPES]


def completions(
    begun: Coverage, on_sale: Mapping[str, Goods], *, whole: bool
) -> Sequence[Recommendation]:
    """For each missing ingredient the goods that go for it: of several those with the fewest days
    left, then the cheapest. In the recipe's order.

    `whole` asks that every ingredient be had: where a shopper must not eat something, an
    ingredient for which nothing suits them may be just that, and the recipe is not theirs.
    """
    chosen = _chosen(begun, on_sale)
    if whole and len(chosen) < len(begun.missing):
        return ()
    found = progress(begun, [goods.product.id for goods in chosen.values()])
    there = {goods.zone.id if goods.zone else None for goods in chosen.values()}
    together = len(chosen) == len(begun.missing) and len(there) == 1
    return [
        Recommendation(
            RecommendationKind.COMPLETES_RECIPE, goods, _reason(found, goods, together), found
        )
        for goods in chosen.values()
    ]


def _is_begun(each: Coverage) -> bool:
    have = len(each.covered)
    return have >= LEAST_HAVE and have * LEAST_SHARE >= len(each.needed)


def _chosen(begun: Coverage, on_sale: Mapping[str, Goods]) -> Mapping[int, Goods]:
    """By the place of a missing ingredient what goes for it best."""
    goods = list(on_sale.values())
    [offered] = coverage([begun.recipe], [each.product.names for each in goods])
    fitting = {
        place: [each for each, its in zip(goods, offered.by_item, strict=True) if place in its]
        for place in sorted(begun.missing)
    }
    return {place: min(found, key=_order) for place, found in fitting.items() if found}


def _order(goods: Goods) -> tuple[float, int, str]:
    return goods.urgency, goods.price.amount.minor_units, goods.product.id


def _reason(found: RecipeProgress, goods: Goods, together: bool) -> Message:
    return Message(
        "recommendations-completes",
        {
            "have": found.have,
            "need": found.need,
            "recipe": found.titles,
            "there": _there(goods.zone, together) if goods.zone else "",
            "soon": soon(goods),
        },
    )


def _there(zone: Zone, together: bool) -> Message:
    place = Message("recommendations-aisle", {"aisle": zone.aisle}) if zone.aisle else zone.names
    key = "recommendations-rest-there" if together else "recommendations-this-there"
    return Message(key, {"place": place})
