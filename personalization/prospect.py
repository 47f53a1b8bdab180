"""What a shopper holds in the hand: a line of the cart that is not there yet."""

from dataclasses import replace
from datetime import datetime

from personalization.carts.changes import UNSAID, Amount
from personalization.carts.goods import line_from
from personalization.carts.lines import line_of
from personalization.carts.refusal import CartRefusal
from personalization.offers.context import Line
from personalization.shoppers.suitability import Needs, unsuitable
from personalization.situation import Withheld
from provenance.answer import PriceUnit, Scan
from provenance.places import Store

SCANNED = "scanned"
"""The id of the line."""

_ONE_KILOGRAM = Amount(weight_grams=1000.0)


def prospective_line(scanned: Scan, store: Store, needs: Needs, now: datetime) -> Line | None:
    """One unit of scanned goods, or a kilogram of what is weighed later; None where they are not
    for sale or have no price. Nothing is offered for what the shopper must not eat."""
    by_weight = scanned.price is not None and scanned.price.per is PriceUnit.KILOGRAM
    held = line_from(
        scanned,
        _ONE_KILOGRAM if by_weight and scanned.identity.net_weight_grams is None else UNSAID,
        line_id=SCANNED,
        currency=store.currency,
        zone=store.time_zone,
        now=now,
    )
    if isinstance(held, CartRefusal):
        return None
    line = replace(line_of(held, now=now, zone=store.time_zone), prospective=True)
    if line.blocked is None and unsuitable(scanned.product, needs):
        return replace(line, blocked=Withheld.UNSUITABLE)
    return line
