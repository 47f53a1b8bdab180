"""A percentage off."""

from decimal import Decimal

from personalization.offers.benefits.benefit import Benefit


class Percent(Benefit, frozen=True, tag="percent"):
    """`value` percent off each selected line, 0 < value ≤ 100."""

    value: Decimal
