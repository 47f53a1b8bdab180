"""What lies in the shopper's cart, beside what is scanned."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from api.graphql.context import Context
from api.graphql.inputs import ScanContext
from personalization.carts.lines import recipe_items
from provenance.scan import Occasion

_UTC = ZoneInfo("UTC")


async def beside_cart(request: Context, occasion: Occasion, given: ScanContext | None) -> Occasion:
    """The occasion with the cart's goods for recipes; one read by key, where recipes are wanted.

    A cart that nobody knows, or whose day is over, changes nothing: a scan must answer.
    """
    if given is None or given.cart_id is None or occasion.recipes is None:
        return occasion
    cart = await request.market.carts.get(given.cart_id, occasion.now)
    if cart is None:
        return occasion
    store = occasion.stores.get(cart.store)
    zone = store.time_zone if store else _UTC
    return replace(occasion, cart_items=recipe_items(cart, now=occasion.now, zone=zone))
