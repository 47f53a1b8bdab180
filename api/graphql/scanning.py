"""One scan for a caller: the story, beside it the cart and the offers, in the caller's language."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

from api.graphql.context import Context, Request
from api.graphql.inputs import ScanContext
from api.graphql.scan_types import MOST_RECIPES, ScanResult, occasion_of, presented
from api.graphql.selection import is_wanted
from api.graphql.shopping.needs import kept_needs, told_needs
from api.graphql.shopping.scan_offers import (
    NOTHING_OFFERED,
    OffersBeside,
    offers_beside,
    session_of,
    situation_beside,
    with_recipes,
)
from personalization.carts.cart import Cart
from personalization.carts.lines import recipe_items
from personalization.carts.recalls import recalls_on
from personalization.shoppers.suitability import NOTHING, Needs
from personalization.situation import Situation
from provenance.answer import Scan, ScanAnswer
from provenance.identity import Symbology
from provenance.scan import Occasion, scan

_OFFERS = ("offers", "offerHints", "exposureTokens", "recommendations")
"""Fields of a scan that need to know what is known of the visitor."""


async def answered(
    info: Request, code: str, symbology: Symbology | None, given: ScanContext | None
) -> tuple[ScanAnswer, ScanResult]:
    """What was found, and how it is shown. What nobody asked for costs nothing."""
    request = info.context
    occasion = occasion_of(info, given)
    wanted = wants_offers(info)
    cart = await _cart(request, occasion, given, wanted)
    recalled = None
    if cart is not None and occasion.recipes is not None:
        recalled = frozenset(await recalls_on(request.archive, cart, occasion.now))
        occasion = _with_ingredients(occasion, cart, recalled)
    told, kept = told_needs(given), _kept_needs(info, occasion)
    if told or kept:
        occasion = _with_more_recipes(occasion)
    store = occasion.store
    asked = (
        situation_beside(request, store, given, cart, occasion.now, recalled=recalled)
        if wanted and store and given
        else None
    )
    found, known, needs = await asyncio.gather(
        scan(request.archive, code, occasion, symbology=symbology),
        asked or _nothing(),
        kept or _no_needs(),
    )
    offers: OffersBeside | None = NOTHING_OFFERED
    if asked is not None and isinstance(found, Scan):
        if known is not None:
            known = await with_recipes(request, known, found.product)
        offers = offers_beside(request, known, found) if known is not None else None
    language = given.language if given else None
    shown = presented(found, occasion, request, language, beside=offers, needs=told | needs)
    return found, shown


def wants_offers(info: Request) -> bool:
    """Whether the caller selected anything that needs a decision."""
    return is_wanted(info, *_OFFERS)


async def _nothing() -> Situation | None:
    return None


def _kept_needs(info: Request, occasion: Occasion) -> Awaitable[Needs] | None:
    """What the caller's profile holds, where there may be one and the answer rests on it."""
    wanted = occasion.recipes is not None or is_wanted(info, "unsuitable")
    session = session_of(info.context)
    return kept_needs(info.context, session) if wanted and session is not None else None


async def _no_needs() -> Needs:
    return NOTHING


def _with_more_recipes(occasion: Occasion) -> Occasion:
    """Some will not suit, so that as many as are asked for may be left."""
    wanted = occasion.recipes is not None
    return replace(occasion, recipes=MOST_RECIPES) if wanted else occasion


async def _cart(
    request: Context, occasion: Occasion, given: ScanContext | None, offers: bool
) -> Cart | None:
    """The shopper's cart; one that nobody knows, or whose day is over, changes nothing."""
    if given is None or given.cart_id is None or not (offers or occasion.recipes is not None):
        return None
    return await request.market.carts.get(given.cart_id, occasion.now)


def _with_ingredients(occasion: Occasion, cart: Cart, recalled: frozenset[str]) -> Occasion:
    store = occasion.stores.get(cart.store)
    if store is None:
        return occasion
    items = recipe_items(cart, now=occasion.now, zone=store.time_zone, recalled=recalled)
    return replace(occasion, cart_items=items)
