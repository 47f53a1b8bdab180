"""A redemption: what an order uses, and how far it got."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from personalization.redemptions.basket import PricedBasket

RESERVED_FOR = timedelta(minutes=30)
"""How long the budgets are held for an order that is not paid; then the money returns."""


class RedemptionState(StrEnum):
    RESERVED = "RESERVED"
    """The budgets are held for it; not paid yet."""
    CAPTURED = "CAPTURED"
    """Paid: there is a receipt."""
    REVERSED = "REVERSED"
    """Taken back as a whole; the budgets have theirs back."""
    EXPIRED = "EXPIRED"
    """Never paid; the budgets have theirs back."""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """`quantity` units of the till's line `id` that were brought back."""

    id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Return:
    """Goods brought back. `refund` is what is paid out, in minor units.

    `value` is what the goods cost then; `claw_back` what of it stays here, because the rest of the
    basket no longer earns its discounts (negative where the rest became cheaper). `id` is its
    idempotency key.
    """

    id: str
    at: datetime
    lines: tuple[ReturnedLine, ...]
    value: int
    refund: int

    @property
    def claw_back(self) -> int:
        """What of the goods' value is not paid out."""
        return self.value - self.refund


@dataclass(frozen=True, slots=True)
class Order:
    """`number` is the till's own; it names an order of a `store` of an `organisation`."""

    organisation: str
    store: str
    number: str


@dataclass(frozen=True, slots=True)
class Redemption:
    """An order with the basket that it redeems; `basket` shrinks with each return.

    `paid` is what was paid for what is left of it, in minor units. `revision` counts changes.
    """

    id: str
    order: Order
    state: RedemptionState
    basket: PricedBasket
    paid: int
    reserved_at: datetime
    expires_at: datetime
    captured_at: datetime | None = None
    receipt: str | None = None
    returns: tuple[Return, ...] = ()
    revision: int = 0


class Lack(StrEnum):
    """Why something of a basket cannot be redeemed."""

    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    CUSTOMER_LIMIT = "CUSTOMER_LIMIT"
    QUOTE_USED = "QUOTE_USED"
    COUPON_USED = "COUPON_USED"

    @property
    def key(self) -> str:
        """Its sentence."""
        return f"redemption-{self.value.lower().replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Refused:
    """What there is not enough of: `id` names the budget, quote or coupon, `offers` the ids of the
    offers that the basket cannot have therefore."""

    why: Lack
    id: str
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderTaken:
    """The order was redeemed already, by another request, with another basket."""

    redemption: Redemption
