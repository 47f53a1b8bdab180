"""Use case: which recipes are begun with what lies in a cart, or on a till's belt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from personalization.offers.context import Line, RecipeProgress
from personalization.offers.snapshot import Snapshot
from personalization.recommendations.completing import progress
from personalization.shoppers.suitability import unsuitable
from personalization.situation import Situation
from provenance.answer import Product
from provenance.recipes import Coverage, coverage, product_keys
from provenance.store.archive import Archive

MOST_RECIPES = 20
"""Recipes that are looked at: those that share most words with the products."""

MOST_PRODUCTS = 40
"""Products of a cart that count, those added last."""

Named = Mapping[str, Mapping[str, str]]
"""Names by language of products by id, as they were added."""


async def recipes_begun(archive: Archive, products: Named) -> Sequence[Coverage]:
    """How far these products go for the recipes that use any of them; one read."""
    names = list(products.values())[-MOST_PRODUCTS:]
    words = {word for each in names for word in product_keys(each)}
    return coverage(await archive.recipes.sharing(words, MOST_RECIPES), names) if words else ()


def held(known: Situation, scanned: Product | None = None) -> Named:
    """What is in the cart and what was scanned: nothing that is recalled, past its date, or not
    for this shopper."""
    products = {line.product: line.names for line in known.usable}
    if scanned is not None and not unsuitable(scanned, known.needs):
        products[scanned.id] = scanned.names
    return products


async def looked_at_recipes(
    archive: Archive, snapshot: Snapshot, known: Situation, scanned: Product | None = None
) -> Situation:
    """With how far the cart is with recipes, if any live offer asks; nothing is read if none does.

    `scanned` counts as if it lay in the cart.
    """
    if not snapshot.looks_at_recipes:
        return known
    return replace(known, recipes=_told(await recipes_begun(archive, held(known, scanned))))


async def recipes_on_belt(
    archive: Archive, snapshot: Snapshot, lines: Iterable[Line]
) -> tuple[RecipeProgress, ...] | None:
    """How far a till's basket is with recipes; None, and nothing is read, if no live offer asks."""
    if not snapshot.looks_at_recipes:
        return None
    ids = dict.fromkeys(line.product for line in lines if line.blocked is None)
    products = await archive.products.get_many(ids)
    named = {each: products[each].names for each in ids if each in products}
    return _told(await recipes_begun(archive, named))


def _told(begun: Iterable[Coverage]) -> tuple[RecipeProgress, ...]:
    return tuple(progress(each) for each in begun if each.covered)
