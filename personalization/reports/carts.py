"""Report: what becomes of carts, and how many are in use now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from personalization.carts.cart import CartStatus
from personalization.reports.days import spans
from personalization.reports.suppression import FEWEST
from personalization.store.cart_counts import CartCount
from personalization.store.market import Market
from provenance.places import Store

NOW = timedelta(minutes=10)
"""Whoever changed a cart so lately is shopping."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Carts that came so far, and what was in them: minor units, before offers."""

    carts: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class CartReport:
    """Carts of a store, in one currency: `opened` are all. `empty` ones never had a line; `open`
    ones are in use still. Everything is None where there are too few to be told."""

    store: str
    currency: str
    opened: int | None = None
    open: int | None = None
    empty: int | None = None
    abandoned: Reached | None = None
    checked_out: Reached | None = None

    @property
    def suppressed(self) -> bool:
        """Whether the numbers are kept back."""
        return self.opened is None

    @property
    def abandonment(self) -> float | None:
        """The share of carts with something in them, and an end, that were left; None for none."""
        if self.abandoned is None or self.checked_out is None:
            return None
        ended = self.abandoned.carts + self.checked_out.carts
        return self.abandoned.carts / ended if ended else None


@dataclass(frozen=True, slots=True)
class Online:
    """Shoppers with a cart that changed in the last ten minutes; None where they are too few."""

    store: str
    carts: int | None


async def cart_reports(
    market: Market, stores: Sequence[Store], first: date, last: date
) -> Sequence[CartReport]:
    """By store and currency, over these days of each store's calendar."""
    return carts_told(await market.cart_counts.reached(spans(stores, first, last), first, last))


async def online_now(market: Market, stores: Sequence[Store], now: datetime) -> Sequence[Online]:
    """Store by store; nobody is told a total, so nothing can be worked out from the others."""
    counts = await market.cart_counts.changed_since(now - NOW)
    found = [Online(store.id, counts.get(store.id, 0)) for store in stores]
    return [replace(each, carts=None) if 0 < (each.carts or 0) < FEWEST else each for each in found]


def carts_told(counts: Iterable[CartCount]) -> Sequence[CartReport]:
    """The reports of these counts, without stores of too few carts."""
    by_store = groupby(sorted(counts, key=_row), key=_row)
    rows = {row: {CartStatus(each.reached): each for each in group} for row, group in by_store}
    return [_told(row, found) for row, found in rows.items()]


def _row(count: CartCount) -> tuple[str, str]:
    return count.store, count.currency


def _told(row: tuple[str, str], found: Mapping[CartStatus, CartCount]) -> CartReport:
    def reached(status: CartStatus) -> Reached:
        count = found.get(status)
        return Reached(count.carts, count.value) if count else Reached()

    opened = sum(each.carts for each in found.values())
    if opened < FEWEST:
        return CartReport(*row)
    return CartReport(
        *row,
        opened=opened,
        open=reached(CartStatus.OPEN).carts,
        empty=reached(CartStatus.EXPIRED).carts,
        abandoned=reached(CartStatus.ABANDONED),
        checked_out=reached(CartStatus.CHECKED_OUT),
    )
