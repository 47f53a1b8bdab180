"""Carts and lines for tests of the rules."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from personalization.carts.cart import Cart, CartLine, new_cart
from personalization.carts.refusal import CartMiss, CartRefusal
from provenance.answer import PriceUnit
from provenance.identity import Currency

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
EURO = Currency("EUR", 2)
MADRID = ZoneInfo("Europe/Madrid")
SALMON = "09521234000105"


def line(line_id: str = "l1", **given: Any) -> CartLine:
    facts: dict[str, Any] = {
        "product": SALMON,
        "gtin": SALMON,
        "names": {"en": "Salmon fillet"},
        "price": 499,
        "per": PriceUnit.EACH,
        "added_at": NOW,
        "changed_at": NOW,
        "lot": f"01/{SALMON}/10/L1",
    }
    return CartLine(line_id, **(facts | given))


def weighed(line_id: str = "w1", grams: float = 345.0, **given: Any) -> CartLine:
    return line(line_id, per=PriceUnit.KILOGRAM, weight_grams=grams, lot=None, **given)


def cart(*lines: CartLine, cart_id: str = "0" * 32, **given: Any) -> Cart:
    begun = new_cart(cart_id, "north", EURO, now=NOW)
    facts = {name: getattr(begun, name) for name in Cart.__dataclass_fields__}
    return Cart(**(facts | {"lines": lines} | given))


def done(changed: Cart | CartRefusal) -> Cart:
    assert isinstance(changed, Cart), changed
    return changed


def missed(changed: object) -> CartMiss:
    assert isinstance(changed, CartRefusal), changed
    return changed.miss
