"""Use case: the goods on a till's belt as offers see them, read as scans and carts read them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from personalization.carts.changes import Amount
from personalization.carts.goods import line_from
from personalization.carts.lines import line_of
from personalization.carts.refusal import CartRefusal
from personalization.offers.context import Line
from provenance.answer import Price, PriceUnit, Scan
from provenance.identity import CodeRefusal, Money
from provenance.places import Store
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.text import Message

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class BeltLine:
    """What a till has read: a code as scanned, or a GTIN with its lot where it is known.

    `unit_price` (minor units) is the till's own, for a unit or, of goods sold by weight, for the
    piece: it counts before ours, for it is what the receipt says. None: our price.
    """

    id: str
    code: str | None = None
    gtin: str | None = None
    lot: str | None = None
    quantity: int = 1
    weight_grams: float | None = None
    unit_price: int | None = None

    @property
    def text(self) -> str:
        """What there is to read (bracketed AI text where it is not a scan)."""
        if self.code is not None:
            return self.code
        return f"(01){self.gtin or '':0>14}" + (f"(10){self.lot}" if self.lot else "")


@dataclass(frozen=True, slots=True)
class Unsold:
    """Goods that must not be sold, or cannot be: why, in a word and in words."""

    line: str
    why: str
    message: Message
    hint: Message | None


async def goods(
    archive: Archive, belt: Sequence[BeltLine], occasion: Occasion, store: Store
) -> tuple[tuple[Line, ...], tuple[Unsold, ...]]:
    """The lines for sale in the store, and the others; `occasion` is of that store."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def read(line: BeltLine) -> Line | Unsold:
        async with turns:
            scanned = await scan(archive, line.text, occasion)
        return _line(line, scanned, occasion, store)

    found = await asyncio.gather(*(read(line) for line in belt))
    return (
        tuple(each for each in found if isinstance(each, Line)),
        tuple(each for each in found if isinstance(each, Unsold)),
    )


def _line(
    line: BeltLine, scanned: Scan | CodeRefusal, occasion: Occasion, store: Store
) -> Line | Unsold:
    if isinstance(scanned, CodeRefusal):
        return Unsold(line.id, scanned.reason.value, scanned.message, scanned.hint)
    if line.unit_price is not None:
        scanned = _at_price(scanned, Money(line.unit_price, store.currency))
    bought = line_from(
        scanned,
        Amount(line.quantity, line.weight_grams),
        line_id=line.id,
        currency=store.currency,
        zone=store.time_zone,
        now=occasion.now,
    )
    if isinstance(bought, CartRefusal):
        return Unsold(line.id, bought.miss.value, bought.message, bought.hint)
    return line_of(bought, now=occasion.now, zone=store.time_zone)


def _at_price(scanned: Scan, price: Money) -> Scan:
    if scanned.price is not None and scanned.price.per is PriceUnit.KILOGRAM:
        return replace(scanned, identity=replace(scanned.identity, price_in_code=price))
    return replace(scanned, price=Price(price, PriceUnit.EACH))
