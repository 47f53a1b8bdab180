"""Use case: what else to buy. Nothing is written, and nobody is looked up.

Three rounds of reads: what was counted and which recipes are begun; what the store sells of what
is missing; and what of all that is on sale and good.
"""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from personalization.recommendations.begun import held, recipes_begun
from personalization.recommendations.completing import completions, nearly_there
from personalization.recommendations.goods import goods_on_sale
from personalization.recommendations.recommendation import Recommendation
from personalization.recommendations.together import Anchor, going_along, ties
from personalization.situation import Situation
from personalization.store.market import Market
from personalization.zones.floor_plan import FloorPlan
from provenance.answer import Product
from provenance.days_left import Premises
from provenance.store.archive import Archive
from provenance.store.assortment import selling

MOST_ANCHORS = 20
"""Products of a cart that something may go with, those added last."""

MOST_TIES = 20
MOST_FOR_INGREDIENT = 5
"""Products that are looked at for each word of a missing ingredient."""


async def recommendations(
    archive: Archive,
    market: Market,
    known: Situation,
    premises: Premises,
    plan: FloorPlan | None,
    *,
    scanned: Product | None = None,
    first: int,
) -> Sequence[Recommendation]:
    """At most `first` goods of the store that go with the cart and what was `scanned`, or complete
    a recipe: in turn, each kind's best first. Nothing that the cart has already."""
    anchors = _anchors(known, scanned)
    if not anchors:
        return ()
    going_with, begun = await asyncio.gather(
        market.baskets.going_with(
            premises.store.id, chain.from_iterable(anchor.things for anchor in anchors)
        ),
        recipes_begun(archive, held(known, scanned)),
    )
    taken = _taken(known, scanned)
    tied = ties(anchors, going_with, taken, MOST_TIES)
    recipes = nearly_there(begun)
    words = {word for each in recipes for place in each.missing for word in each.words[place]}
    for_recipes = await selling(
        archive.database, words, premises.store.id, known.now, most=MOST_FOR_INGREDIENT
    )
    wanted = {tie.partner.product for tie in tied} | (for_recipes - taken)
    on_sale = await goods_on_sale(archive, wanted, premises, plan, needs=known.needs, now=known.now)
    completing = chain.from_iterable(
        completions(each, on_sale, whole=bool(known.needs)) for each in recipes
    )
    return _in_turn(completing, going_along(tied, on_sale))[:first]


def _anchors(known: Situation, scanned: Product | None) -> Sequence[Anchor]:
    """What was scanned, and the cart's products, those added last first."""
    held = [Anchor(scanned.id, scanned.names, scanned.category)] if scanned else []
    in_cart = [Anchor(line.product, line.names, line.category) for line in reversed(known.usable)]
    by_product: dict[str, Anchor] = {}
    for anchor in (*held, *in_cart):
        by_product.setdefault(anchor.product, anchor)
    return list(by_product.values())[:MOST_ANCHORS]


def _taken(known: Situation, scanned: Product | None) -> frozenset[str]:
    cart = known.visitor.cart
    in_cart = {line.product for line in cart.lines} if cart else set[str]()
    return frozenset(in_cart | ({scanned.id} if scanned else set()))


def _in_turn(
    completing: Iterable[Recommendation], going: Iterable[Recommendation]
) -> Sequence[Recommendation]:
    """One of each kind after the other; every product once."""
    by_product: dict[str, Recommendation] = {}
    for each in chain.from_iterable(zip_longest(completing, going)):
        if each is not None:
            by_product.setdefault(each.goods.product.id, each)
    return list(by_product.values())
