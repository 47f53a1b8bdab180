"""Why something about a cart is not done, in words."""

from dataclasses import dataclass, replace
from enum import StrEnum

from personalization.carts.cart import Cart
from provenance.text import Message


class CartMiss(StrEnum):
    """Which kind of miss."""

    UNKNOWN_CART = "UNKNOWN_CART"
    """No cart has that id, or its day is over."""
    UNKNOWN_STORE = "UNKNOWN_STORE"
    UNKNOWN_LINE = "UNKNOWN_LINE"
    CHECKED_OUT = "CHECKED_OUT"
    """Paid for: it changes no more."""
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    """Not the revision that the caller saw."""
    CODE_REFUSED = "CODE_REFUSED"
    """The code names nothing that we know; the message says why."""
    RECALLED = "RECALLED"
    EXPIRED = "EXPIRED"
    DO_NOT_EAT = "DO_NOT_EAT"
    """It stood too warm for too long."""
    NO_PRICE = "NO_PRICE"
    OTHER_CURRENCY = "OTHER_CURRENCY"
    OTHER_STORE = "OTHER_STORE"
    WEIGHT_NEEDED = "WEIGHT_NEEDED"
    AMOUNT = "AMOUNT"
    """A quantity or weight that cannot be, or not of these goods."""
    ALREADY_IN_CART = "ALREADY_IN_CART"
    """This very piece, by its serial number."""
    TOO_MUCH = "TOO_MUCH"
    """More lines or units than a cart holds."""
    INPUT = "INPUT"
    """Something else that was handed in cannot be."""
    COUPON = "COUPON"
    """The code is wrong, used, over or not yet good, or too many were tried."""
    PAIRING = "PAIRING"
    """The pairing code is forged, over or used."""


@dataclass(frozen=True, slots=True)
class CartRefusal:
    """An expected miss; `cart` is the cart as it is now, where the caller should look again."""

    miss: CartMiss
    message: Message
    hint: Message | None
    cart: Cart | None = None


def refused(miss: CartMiss, key: str, **args: object) -> CartRefusal:
    """A refusal whose sentences are `key` and `{key}-hint`."""
    return CartRefusal(miss, Message(key, args), Message(f"{key}-hint", args))


def unknown_cart() -> CartRefusal:
    """Nobody knows such a cart, or its day is over."""
    return refused(CartMiss.UNKNOWN_CART, "cart-unknown")


def changed_meanwhile(cart: Cart) -> CartRefusal:
    """Somebody else was faster; the caller sees what the cart is now."""
    return replace(refused(CartMiss.CHANGED_MEANWHILE, "cart-changed-meanwhile"), cart=cart)
