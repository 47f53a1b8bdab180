"""What a store asks for a product, and from when to when."""

from dataclasses import dataclass
from datetime import datetime

from provenance.answer import Price


@dataclass(frozen=True, slots=True)
class ShelfPrice:
    """A price of a product in a store from `since` until before `until` (None: open), UTC.

    Where spans overlap, the one that began last is in force: a promotion inside a long-running
    price needs no second record for the days after it.
    """

    store: str
    product: str
    price: Price
    since: datetime
    until: datetime | None = None
