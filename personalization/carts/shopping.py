"""Use cases of a cart: begin one, put goods in, change what is in it, pay for it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from personalization.carts import changes
from personalization.carts.cart import Cart, CartLine, new_cart
from personalization.carts.changes import UNSAID, Amount, unchangeable
from personalization.carts.goods import line_from
from personalization.carts.refusal import CartMiss, CartRefusal, refused, unknown_cart
from personalization.redemptions.coupon import CouponMiss
from personalization.redemptions.entering import checked_code
from personalization.shoppers.consent import Purpose
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.identity import CodeRefusal, Symbology
from provenance.places import Place, Store
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.text import choose_language

LONGEST_KEY = 100
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Addition:
    """Goods to put into a cart: what a scanner read, and how much of it.

    `key` is made by the device, so that sending it again adds nothing; `expected` is the revision
    that the device saw, None for whatever it is.
    """

    cart: str
    code: str
    key: str
    amount: Amount = UNSAID
    symbology: Symbology | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The cart after an addition, and where the goods went; None where they are out again."""

    cart: Cart
    line: CartLine | None


async def create_cart(
    market: Market,
    store: Store,
    *,
    now: datetime,
    language: str | None = None,
    shopper: str | None = None,
) -> Cart:
    """A new empty cart under a random id.

    It is linked to the `shopper` (a session) where that one agreed to it (LINKING), else to nobody.
    A language that we do not speak counts as not said.
    """
    cart = new_cart(
        secrets.token_hex(_ID_BYTES),
        store.id,
        store.currency,
        now=now,
        language=choose_language([language]) if language else None,
    )
    if shopper is not None:
        linked = replace(cart, shopper=shopper)
        agreed = await market.shoppers.resting_on(
            shopper, [Purpose.LINKING], partial(market.carts.add, linked)
        )
        if agreed is not None:
            return agreed
    return await market.carts.add(cart)


async def add_to_cart(
    market: Market,
    archive: Archive,
    addition: Addition,
    *,
    stores: Mapping[str, Store],
    places: Mapping[str, Place],
    now: datetime,
) -> Added | CartRefusal:
    """Put scanned goods into a cart, unless they must not be sold or nobody knows their price.

    `stores` are all stores by id, `places` all places by GLN path.
    """
    if not 1 <= len(addition.key) <= LONGEST_KEY:
        return refused(CartMiss.INPUT, "cart-key", most=LONGEST_KEY)
    cart = await market.carts.get(addition.cart, now)
    if cart is None:
        return unknown_cart()
    if cart.was_handled(addition.key):
        return Added(cart, cart.handled_as(addition.key))
    if refusal := unchangeable(cart, addition.expected):
        return refusal
    store = stores.get(cart.store)
    if store is None:
        return unknown_store(cart.store)
    found = await scan(
        archive,
        addition.code,
        Occasion(now=now, stores=stores, places=places, store_id=store.id),
        symbology=addition.symbology,
    )
    if isinstance(found, CodeRefusal):
        return CartRefusal(CartMiss.CODE_REFUSED, found.message, found.hint)
    line = line_from(
        found,
        addition.amount,
        line_id=secrets.token_hex(8),
        currency=cart.currency,
        zone=store.time_zone,
        now=now,
    )
    if isinstance(line, CartRefusal):
        return line
    changed = await market.carts.change(
        addition.cart,
        lambda cart: changes.with_line(
            cart, line, addition.key, now=now, expected=addition.expected
        ),
        now,
    )
    if isinstance(changed, CartRefusal):
        return changed
    return Added(changed, changed.handled_as(addition.key))


async def change_line(
    market: Market,
    cart_id: str,
    line_id: str,
    amount: Amount,
    *,
    now: datetime,
    expected: int | None = None,
) -> Cart | CartRefusal:
    """Set how much a line holds."""
    return await market.carts.change(
        cart_id,
        lambda cart: changes.with_amount(cart, line_id, amount, now=now, expected=expected),
        now,
    )


async def remove_line(
    market: Market, cart_id: str, line_id: str, *, now: datetime, expected: int | None = None
) -> Cart | CartRefusal:
    """Take a line out; one that is out already is no mistake."""
    return await market.carts.change(
        cart_id,
        lambda cart: changes.without_line(cart, line_id, now=now, expected=expected),
        now,
    )


async def enter_code(
    market: Market, signer: Signer, cart_id: str, code: str, *, address: str, now: datetime
) -> Cart | CartRefusal:
    """Keep a good coupon code with a cart, as it was entered.

    Wrong ones are counted by the cart and by the `address` they come from, against guessing.
    """
    cart = await market.carts.get(cart_id, now)
    if cart is None:
        return unknown_cart()
    kept = changes.with_code(cart, code, now=now)
    if isinstance(kept, CartRefusal) or kept == cart:
        return kept
    found = await checked_code(market, signer, code, cart=cart.id, address=address, now=now)
    if isinstance(found, CouponMiss):
        return refused(CartMiss.COUPON, found.key)
    return await market.carts.change(
        cart_id, lambda cart: changes.with_code(cart, code, now=now), now
    )


async def check_out(market: Market, cart_id: str, *, now: datetime) -> Cart | CartRefusal:
    """Close a cart that was paid for; closing it again changes nothing."""
    return await market.carts.change(cart_id, lambda cart: changes.checked_out(cart, now=now), now)


def unknown_store(store: str) -> CartRefusal:
    """The installation has no such store."""
    return refused(CartMiss.UNKNOWN_STORE, "cart-unknown-store", store=store)
