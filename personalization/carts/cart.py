"""A cart and its lines as values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from provenance.answer import PriceUnit
from provenance.identity import Currency

LIFE = timedelta(hours=24)
"""How long a cart is kept after its last change."""

IDLE = timedelta(minutes=30)
"""After so long without a change a cart with something in it counts as abandoned."""

MOST_LINES, MOST_UNITS, HEAVIEST_GRAMS = 500, 999, 100_000.0
MOST_CODES, LONGEST_CODE = 10, 64
REMEMBERED_KEYS = 200
"""Idempotency keys that a cart remembers: those of its last additions."""


class CartStatus(StrEnum):
    """How far a cart has come."""

    OPEN = "OPEN"
    ABANDONED = "ABANDONED"
    """Nothing happened for half an hour; the next change makes it OPEN again."""
    CHECKED_OUT = "CHECKED_OUT"
    """Paid for: it changes no more."""
    EXPIRED = "EXPIRED"
    """A day without a change: it is removed."""
    MERGED = "MERGED"
    """Its lines are in another cart, which answers for it."""


@dataclass(frozen=True, slots=True)
class CartLine:
    """Goods in a cart: facts as they were when the goods were added, so a price shown is kept.

    `product` is a product's id, `lot` and `serial` the keys of things (`01/{gtin}/10/{lot}`,
    `01/{gtin}/21/{serial}`), `names` by language. What is about safety (recalls,
    allergens) is not kept but joined when it is asked for.
    `price` is in minor units of the cart's currency, for a piece or for a kilogram as `per` says;
    `label_price` is what the package itself carries in its code, which counts before it.
    `weight_grams` is known for goods sold by weight. `use_by` ends with that day in the store;
    `lasts_until` (UTC) is the pessimistic end of its life by the scan.
    """

    id: str
    product: str
    gtin: str | None
    names: Mapping[str, str]
    price: int
    per: PriceUnit
    added_at: datetime
    changed_at: datetime
    quantity: int = 1
    weight_grams: float | None = None
    label_price: int | None = None
    lot: str | None = None
    serial: str | None = None
    category: str | None = None
    brand: str | None = None
    use_by: date | None = None
    lasts_until: datetime | None = None

    @property
    def single(self) -> bool:
        """Whether this is one piece by itself: weighed, priced by its label, or numbered."""
        return (
            self.per is not PriceUnit.EACH
            or self.label_price is not None
            or self.serial is not None
        )

    @property
    def things(self) -> tuple[str, ...]:
        """What a recall may name: the product, its lot, its number."""
        return tuple(thing for thing in (self.product, self.lot, self.serial) if thing)

    def joins(self, other: "CartLine") -> bool:
        """Whether both are units of the same lot at the same price, and so one line."""
        return not self.single and (
            (self.product, self.lot, self.price, self.per, self.use_by, other.single)
            == (other.product, other.lot, other.price, other.per, other.use_by, False)
        )


@dataclass(frozen=True, slots=True)
class Handled:
    """An addition that was done: repeating its `key` does nothing more. `line` is where it went."""

    key: str
    line: str


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart. Its `id` (128 random bits as 32 hex digits) is a capability: who knows it, may use
    it; so it is in no log.

    Times are UTC. `revision` grows with every change. `codes` are coupon codes as they were
    entered: good ones, at that moment. `shopper` is a session that gave its consent to being
    linked, else None. `merged_into` is the cart that answers for a MERGED one.
    """

    id: str
    store: str
    currency: Currency
    created_at: datetime
    changed_at: datetime
    expires_at: datetime
    language: str | None = None
    lines: tuple[CartLine, ...] = ()
    codes: tuple[str, ...] = ()
    revision: int = 1
    status: CartStatus = CartStatus.OPEN
    shopper: str | None = None
    merged_into: str | None = None
    handled: tuple[Handled, ...] = ()

    def line(self, line_id: str) -> CartLine | None:
        """The line with that id."""
        return next((line for line in self.lines if line.id == line_id), None)

    def handled_as(self, key: str) -> CartLine | None:
        """The line that an addition with this key went to, if it was done and is still there."""
        return next((self.line(done.line) for done in self.handled if done.key == key), None)

    def was_handled(self, key: str) -> bool:
        """Whether an addition with this key was done."""
        return any(done.key == key for done in self.handled)

    def changed(
        self,
        now: datetime,
        *,
        lines: tuple[CartLine, ...] | None = None,
        codes: tuple[str, ...] | None = None,
        status: CartStatus = CartStatus.OPEN,
    ) -> "Cart":
        """The next revision: it lives on for a day, and is open again if it was abandoned."""
        return replace(
            self,
            lines=self.lines if lines is None else lines,
            codes=self.codes if codes is None else codes,
            status=status,
            revision=self.revision + 1,
            changed_at=now,
            expires_at=now + LIFE,
        )


def new_cart(
    cart_id: str,
    store: str,
    currency: Currency,
    *,
    now: datetime,
    language: str | None = None,
) -> Cart:
    """An empty cart, linked to nobody."""
    return Cart(cart_id, store, currency, now, now, now + LIFE, language=language)
