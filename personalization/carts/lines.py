"""A cart's lines as offers see them: what a unit costs, how long it lasts, what is not for sale."""

from collections.abc import Container
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from personalization.carts.cart import Cart, CartLine
from personalization.offers.context import Line
from provenance.answer import PriceUnit
from provenance.freshness.dates import end_of
from provenance.recipes import CartItem


class Blocked(StrEnum):
    """Why a line that is in a cart must not be sold, nor offered anything for."""

    RECALLED = "recalled"
    EXPIRED = "expired"


def unit_price(line: CartLine) -> int:
    """What one unit costs, in minor units; goods sold by weight are one unit.

    The price of a weight is rounded half up, as on a scale's label.
    """
    if line.label_price is not None:
        return line.label_price
    if line.per is PriceUnit.KILOGRAM:
        exact = line.price * Decimal(str(line.weight_grams or 0.0)) / 1000
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return line.price


def total(cart: Cart) -> int:
    """What all lines cost before any offer, in minor units."""
    return sum(unit_price(line) * line.quantity for line in cart.lines)


def days_left(line: CartLine, *, now: datetime, zone: ZoneInfo) -> int | None:
    """Whole days of the store's calendar until the last day: 0 is today, negative is over.

    None where nobody knows. A life that ends at midnight has the day before as its last.
    """
    return None if line.lasts_until is None else days_until(line.lasts_until, now=now, zone=zone)


def days_until(end: datetime, *, now: datetime, zone: ZoneInfo) -> int:
    """Whole days of the store's calendar until the last day of a life that ends at `end`."""
    last = (end - timedelta(microseconds=1)).astimezone(zone).date()
    return (last - now.astimezone(zone).date()).days


def blocked(line: CartLine, *, now: datetime, zone: ZoneInfo, recalled: bool) -> Blocked | None:
    """Why the line is not for sale any more: a recall comes first, then its use-by date."""
    if recalled:
        return Blocked.RECALLED
    if line.use_by is not None and now >= end_of(line.use_by, zone):
        return Blocked.EXPIRED
    return None


def category_beginnings(path: str | None) -> frozenset[str]:
    """A category's path and all its beginnings: `fish`, `fish/fresh`, …"""
    steps = path.split("/") if path else []
    return frozenset("/".join(steps[: end + 1]) for end in range(len(steps)))


def line_of(line: CartLine, *, now: datetime, zone: ZoneInfo, recalled: bool = False) -> Line:
    """The line as an offer decision sees it; `zone` is the store's."""
    return Line(
        id=line.id,
        product=line.product,
        unit_price=unit_price(line),
        quantity=line.quantity,
        gtin=line.gtin,
        lot=line.lot,
        weight_grams=line.weight_grams,
        days_left=days_left(line, now=now, zone=zone),
        categories=category_beginnings(line.category),
        brand=line.brand,
        blocked=blocked(line, now=now, zone=zone, recalled=recalled),
    )


def lines_of(
    cart: Cart, *, now: datetime, zone: ZoneInfo, recalled: Container[str] = ()
) -> tuple[Line, ...]:
    """All lines; `recalled` are the ids of those that a recall reaches now."""
    return tuple(
        line_of(line, now=now, zone=zone, recalled=line.id in recalled) for line in cart.lines
    )


def recipe_items(
    cart: Cart, *, now: datetime, zone: ZoneInfo, recalled: Container[str] = ()
) -> tuple[CartItem, ...]:
    """What lies in the cart as recipes see it: names and days left, without what is expired, and
    without the `recalled` lines (ids)."""
    return tuple(
        CartItem(line.names, days_left(line, now=now, zone=zone))
        for line in cart.lines
        if blocked(line, now=now, zone=zone, recalled=line.id in recalled) is None
    )
