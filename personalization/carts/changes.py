"""What can be done to a cart: pure, from a cart to the next one or to why not.

Whether the caller may still be right about the cart is asked first: paid carts change no more,
and `expected` is the revision that the caller saw (None: whatever it is now).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from personalization.carts.cart import (
    HEAVIEST_GRAMS,
    LONGEST_CODE,
    MOST_CODES,
    MOST_LINES,
    MOST_UNITS,
    REMEMBERED_KEYS,
    Cart,
    CartLine,
    CartStatus,
    Handled,
)
from personalization.carts.refusal import (
    CartMiss,
    CartRefusal,
    changed_meanwhile,
    refused,
)
from provenance.answer import PriceUnit

Change = Callable[[Cart], Cart | CartRefusal]
"""From a cart to the next one; the same cart where there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of some goods: units, or grams of goods sold by weight. None: not said."""

    quantity: int | None = None
    weight_grams: float | None = None


UNSAID = Amount()


def unchangeable(cart: Cart, expected: int | None = None) -> CartRefusal | None:
    """Why the cart cannot be changed by this caller, if so."""
    if cart.status is CartStatus.CHECKED_OUT:
        return replace(refused(CartMiss.CHECKED_OUT, "cart-checked-out"), cart=cart)
    if expected is not None and cart.revision != expected:
        return changed_meanwhile(cart)
    return None


def bad_amount(amount: Amount) -> CartRefusal | None:
    """Why nobody can buy so much, or so little."""
    quantity, grams = amount.quantity, amount.weight_grams
    if quantity is not None and not 1 <= quantity <= MOST_UNITS:
        return refused(CartMiss.AMOUNT, "cart-quantity", most=MOST_UNITS)
    if grams is not None and not 0 < grams <= HEAVIEST_GRAMS:
        return refused(CartMiss.AMOUNT, "cart-weight", most=int(HEAVIEST_GRAMS / 1000))
    return None


def with_line(
    cart: Cart, line: CartLine, key: str, *, now: datetime, expected: int | None = None
) -> Cart | CartRefusal:
    """Add goods: to the line of the same lot at the same price, else as a line of their own.

    Adding with a `key` that was used before changes nothing.
    """
    if cart.was_handled(key):
        return cart
    if refusal := unchangeable(cart, expected):
        return refusal
    if line.serial and any(line.serial == other.serial for other in cart.lines):
        return refused(CartMiss.ALREADY_IN_CART, "cart-already-in", product=line.names)
    lines = joined(cart.lines, line, now)
    if isinstance(lines, CartRefusal):
        return lines
    where = next(each for each in lines if each.id == line.id or each.joins(line))
    handled = (*cart.handled, Handled(key, where.id))[-REMEMBERED_KEYS:]
    return replace(cart.changed(now, lines=lines), handled=handled)


def joined(
    lines: tuple[CartLine, ...], line: CartLine, now: datetime
) -> tuple[CartLine, ...] | CartRefusal:
    """The lines with one more, whose units go to one that it joins."""
    for position, other in enumerate(lines):
        if other.joins(line):
            quantity = other.quantity + line.quantity
            if quantity > MOST_UNITS:
                return refused(CartMiss.TOO_MUCH, "cart-too-many-units", most=MOST_UNITS)
            more = replace(other, quantity=quantity, changed_at=now)
            return (*lines[:position], more, *lines[position + 1 :])
    if len(lines) >= MOST_LINES:
        return refused(CartMiss.TOO_MUCH, "cart-too-many-lines", most=MOST_LINES)
    return (*lines, line)


def with_amount(
    cart: Cart, line_id: str, amount: Amount, *, now: datetime, expected: int | None = None
) -> Cart | CartRefusal:
    """Set how much a line holds; what is said already changes nothing."""
    if refusal := unchangeable(cart, expected) or bad_amount(amount):
        return refusal
    line = cart.line(line_id)
    if line is None:
        return refused(CartMiss.UNKNOWN_LINE, "cart-unknown-line")
    if refusal := unsuited(line, amount):
        return refusal
    changed = replace(
        line,
        quantity=amount.quantity or line.quantity,
        weight_grams=amount.weight_grams or line.weight_grams,
    )
    if changed == line:
        return cart
    changed = replace(changed, changed_at=now)
    lines = tuple(changed if each.id == line_id else each for each in cart.lines)
    return cart.changed(now, lines=lines)


def unsuited(line: CartLine, amount: Amount) -> CartRefusal | None:
    """Why these goods are not measured like that."""
    product = line.names
    if line.single and (amount.quantity or 1) > 1:
        return refused(CartMiss.AMOUNT, "cart-single-piece", product=product)
    if amount.weight_grams is not None:
        if line.per is not PriceUnit.KILOGRAM:
            return refused(CartMiss.AMOUNT, "cart-sold-by-piece", product=product)
        if line.label_price is not None:
            return refused(CartMiss.AMOUNT, "cart-priced-by-label", product=product)
    return None


def without_line(
    cart: Cart, line_id: str, *, now: datetime, expected: int | None = None
) -> Cart | CartRefusal:
    """Take a line out; one that is out already is no mistake."""
    if refusal := unchangeable(cart, expected):
        return refusal
    if cart.line(line_id) is None:
        return cart
    return cart.changed(now, lines=tuple(each for each in cart.lines if each.id != line_id))


def with_code(
    cart: Cart, code: str, *, now: datetime, expected: int | None = None
) -> Cart | CartRefusal:
    """Keep a coupon code as it was entered; the latest ten are kept. Who calls has checked it."""
    code = code.strip()
    if refusal := unchangeable(cart, expected):
        return refusal
    if not 1 <= len(code) <= LONGEST_CODE:
        return refused(CartMiss.INPUT, "cart-coupon-length", most=LONGEST_CODE)
    if code in cart.codes:
        return cart
    return cart.changed(now, codes=(*cart.codes, code)[-MOST_CODES:])


def checked_out(cart: Cart, *, now: datetime) -> Cart:
    """The cart after it was paid for."""
    if cart.status is CartStatus.CHECKED_OUT:
        return cart
    return cart.changed(now, status=CartStatus.CHECKED_OUT)
