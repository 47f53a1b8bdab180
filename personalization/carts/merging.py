"""Two carts become one when a phone is paired with a kiosk or a trolley."""

from dataclasses import replace
from datetime import datetime

from personalization.carts.cart import MOST_CODES, REMEMBERED_KEYS, Cart, CartStatus
from personalization.carts.changes import joined, unchangeable
from personalization.carts.refusal import CartMiss, CartRefusal, refused


def merged(into: Cart, other: Cart, *, now: datetime) -> tuple[Cart, Cart] | CartRefusal:
    """The cart that stays, with all lines of the other, and the other, which points to it.

    A piece that both hold by its serial number is one. Whoever is linked to either by consent is
    linked to what they become, `into` first.
    """
    if refusal := unchangeable(into) or unchangeable(other):
        return refusal
    if into.store != other.store:
        return refused(CartMiss.OTHER_STORE, "cart-pair-other-store")
    if into.currency != other.currency:
        return refused(CartMiss.OTHER_CURRENCY, "cart-other-currency", currency=into.currency.code)
    lines = into.lines
    numbered = {line.serial for line in into.lines if line.serial}
    for line in other.lines:
        if line.serial in numbered:
            continue
        more = joined(lines, line, now)
        if isinstance(more, CartRefusal):
            return more
        lines = more
    codes = tuple(dict.fromkeys((*into.codes, *other.codes)))[-MOST_CODES:]
    stays = replace(
        into.changed(now, lines=lines, codes=codes),
        language=into.language or other.language,
        shopper=into.shopper or other.shopper,
        handled=(*into.handled, *other.handled)[-REMEMBERED_KEYS:],
    )
    left = replace(
        other.changed(now, lines=(), codes=(), status=CartStatus.MERGED),
        merged_into=into.id,
        shopper=None,
        handled=(),
    )
    return stays, left
