"""GraphQL: what a cart costs with its offers, and what is near."""

from api.graphql.context import Request
from api.graphql.inputs import ScanContext
from api.graphql.shopping.offers_types import CartPricing
from api.graphql.shopping.scan_offers import (
    situation_beside,
    tokens_of,
    with_recipes,
)
from personalization.carts import cart as carts
from personalization.offers.context import Trigger
from personalization.offers.decide import decide


async def cart_pricing(
    info: Request, cart: carts.Cart, given: ScanContext | None
) -> CartPricing | None:
    """Null when offers are away, or the cart's store is gone."""
    request = info.context
    store = request.live.stores.get(cart.store)
    if store is None:
        return None
    known = await situation_beside(request, store, given or ScanContext(), cart, request.now)
    if known is None:
        return None
    known = await with_recipes(request, known)
    context = known.context(Trigger.CART_CHANGED, request.offers.terms)
    snapshot = request.offers.snapshot
    found = decide(snapshot, context)
    tokens = tokens_of(request, found.applied, found.withheld, context)
    language = (given.language if given else None) or cart.language
    speech = request.speech(language, store.language)
    return CartPricing.of(found, snapshot, context, tokens, speech)
