"""Remember a shopper's visit, as far as they agreed to it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from personalization.carts.cart import Cart
from personalization.redemptions.redemption import Redemption
from personalization.shoppers.consent import Purpose
from personalization.shoppers.visits import Purchase
from personalization.store.market import Market
from personalization.store.visits import VisitDay
from provenance.places import Store

_ATTEMPTS = 5


async def remember_way(
    market: Market, session: str, store: Store, zones: Collection[str], at: datetime
) -> bool:
    """Keep with the visit that it went through zones; needs HISTORY and ANALYTICS.

    Whether it may be kept. Safe to repeat.
    """
    visit, passed = _visit(session, store, at), frozenset(zones)
    noted = await market.shoppers.resting_on(
        session,
        [Purpose.HISTORY, Purpose.ANALYTICS],
        lambda transaction: market.visits.note_way(transaction, visit, passed, at),
    )
    return noted is not None


async def remember_purchase(
    market: Market, session: str, store: Store, purchase: Purchase, at: datetime
) -> bool:
    """Keep with the visit what was bought; needs HISTORY. Whether it may be. Safe to repeat."""
    visit = _visit(session, store, at)
    noted = await market.shoppers.resting_on(
        session,
        [Purpose.HISTORY],
        lambda transaction: market.visits.note_purchase(transaction, visit, purchase, at),
    )
    return noted is not None


async def remember_sale(market: Market, cart: Cart, sold: Redemption, store: Store) -> bool:
    """Keep with the visit what was paid for with a cart that is linked to a shopper.

    Whether it may be kept. Safe to repeat: an order counts once.
    """
    if cart.shopper is None:
        return False
    context = sold.basket.context
    purchase = Purchase(
        receipt=sold.id,
        amount=sold.paid,
        currency=context.currency.code,
        categories=frozenset(
            max(line.categories, key=len) for line in context.lines if line.categories
        ),
    )
    return await remember_purchase(
        market, cart.shopper, store, purchase, sold.captured_at or sold.reserved_at
    )


async def link_cart(market: Market, session: str, cart: str, now: datetime) -> bool:
    """Link a cart that is linked to nobody yet; needs LINKING, and the cart's id. Whether it is."""
    for _ in range(_ATTEMPTS):
        found = await market.carts.get(cart, now)
        if found is None or found.shopper is not None:
            return found is not None and found.shopper == session
        linked = await _linked(market, found, session)
        if linked is not False:
            return linked is True
    return False


async def _linked(market: Market, cart: Cart, session: str) -> bool | None:
    """False where the cart changed meanwhile, None without consent."""
    linked = replace(cart, shopper=session, revision=cart.revision + 1)
    return await market.shoppers.resting_on(
        session,
        [Purpose.LINKING],
        lambda transaction: market.carts.replace(linked, after=cart.revision, session=transaction),
    )


def _visit(session: str, store: Store, at: datetime) -> VisitDay:
    return VisitDay(session, store.id, at.astimezone(store.time_zone).date())
