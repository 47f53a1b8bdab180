"""A basket as a till pays for it: every unit's discount, and which offer gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from personalization.offers.context import OfferContext
from personalization.offers.decision import Gift, LineSaving


@dataclass(frozen=True, slots=True)
class OfferUse:
    """An offer that a basket uses; it counts against the budgets of the offer and its campaign.

    `saving` is in minor units: the sum over `lines` (by the context's lines) and `delivery`,
    whether the offer applies by itself or a quote promised it. An order uses a version once.
    """

    offer: str
    version: int
    campaign: str | None
    saving: int
    lines: tuple[LineSaving, ...] = ()
    delivery: int = 0
    points: int = 0
    gifts: tuple[Gift, ...] = ()

    @property
    def key(self) -> str:
        """`{offer}@{version}`."""
        return f"{self.offer}@{self.version}"


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A till's line with its prices in minor units; `units` has what is taken off each unit.

    `blocked` says why no offer may touch it (a recalled lot must not be sold at all).
    """

    id: str
    product: str
    lot: str | None
    quantity: int
    weight_grams: float | None
    unit_price: int
    units: tuple[int, ...]
    blocked: str | None = None

    @property
    def subtotal(self) -> int:
        """Before any offer."""
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        """What is taken off."""
        return sum(self.units)

    @property
    def total(self) -> int:
        """What it costs."""
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True)
class Promised:
    """An offer's share in a quoted price, in minor units a unit."""

    offer: str
    version: int
    campaign: str | None
    saving: int


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote that a basket uses, for `quantity` units of the till's `line`.

    They are a line of their own in the basket's context, `part`, at the quoted price; `list_price`
    is what the till asks for such a unit without it. A quote holds for `of` units altogether, and
    `until` (UTC).
    """

    quote: str
    line: str
    part: str
    quantity: int
    of: int
    list_price: int
    price: int
    offers: tuple[Promised, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """What a basket costs, and all that is needed to price what is left of it after a return.

    `context` is what was decided on (with quoted units apart), `considered` the keys of the offers
    that could have their say in it. `coupons` are the codes that open offers, as they are stored,
    by offer. `customer` stands for whoever pays in limits per customer; None: nobody knows.
    """

    context: OfferContext
    lines: tuple[SoldLine, ...]
    uses: tuple[OfferUse, ...]
    delivery: int
    considered: tuple[str, ...]
    snapshot_hash: str
    context_hash: str
    quotes: tuple[KeptQuote, ...] = ()
    coupons: Mapping[str, str] = field(default_factory=dict)
    customer: str | None = None

    @property
    def subtotal(self) -> int:
        """The lines before any offer, in minor units."""
        return sum(line.subtotal for line in self.lines)

    @property
    def discount(self) -> int:
        """What is taken off the lines."""
        return sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        """Lines and delivery."""
        return self.subtotal - self.discount + self.delivery
