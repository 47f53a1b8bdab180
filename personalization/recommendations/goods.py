"""What of a store's goods may be recommended to a shopper now, and where it stands."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from math import inf

from personalization.carts.lines import days_until
from personalization.recommendations.recommendation import Goods
from personalization.shoppers.suitability import Needs, unsuitable
from personalization.zones.floor_plan import FloorPlan
from provenance.answer import Freshness, FreshnessState
from provenance.days_left import DaysLeft, Premises, days_left
from provenance.store.archive import Archive
from provenance.store.recalled import Goods as Named
from provenance.store.recalled import recalls_reaching

MOST_LOTS = 200
"""Lots that are judged for one answer."""

_PAST = {FreshnessState.PAST_BEST, FreshnessState.EXPIRED, FreshnessState.DO_NOT_EAT}


async def goods_on_sale(
    archive: Archive,
    products: Collection[str],
    premises: Premises,
    plan: FloorPlan | None,
    *,
    needs: Needs,
    now: datetime,
) -> Mapping[str, Goods]:
    """By id those products that have a price, suit the shopper, and are neither recalled nor past
    their date. Where lots stand in the store, one of them must be good."""
    if not products:
        return {}
    ids = sorted(products)
    known, prices, recalls, stock = await asyncio.gather(
        archive.products.get_many(ids),
        archive.prices.current_of(ids, premises.store.id, now),
        recalls_reaching(archive.database, [Named(product) for product in ids], now),
        days_left(archive, premises, now=now, gtins=frozenset(ids), first=MOST_LOTS),
    )
    recalled = {product for product, recall in zip(ids, recalls, strict=True) if recall}
    lots = _first_lots(stock.lots, premises, now)
    found = {}
    for product_id, price in prices.items():
        product = known.get(product_id)
        if product is None or product_id in recalled or unsuitable(product, needs):
            continue
        zone = plan.zone_selling(product.category) if plan and product.category else None
        if product_id not in lots:
            found[product_id] = Goods(product, price, zone=zone)
        elif (first := lots[product_id]) is not None:
            found[product_id] = Goods(product, price, *first, zone)
    return found


def _first_lots(
    lots: Iterable[DaysLeft], premises: Premises, now: datetime
) -> Mapping[str, tuple[str, int | None] | None]:
    """By product the lot that should go first and its days left; None where all are past."""
    found: dict[str, tuple[str, int | None] | None] = {}
    for lot in lots:
        before = found.setdefault(lot.product.id, None)
        if lot.freshness.state in _PAST:
            continue
        days = _days(lot.freshness, premises, now)
        if before is None or _urgency(days) < _urgency(before[1]):
            found[lot.product.id] = lot.thing, days
    return found


def _days(freshness: Freshness, premises: Premises, now: datetime) -> int | None:
    if freshness.remaining is None:
        return None
    return days_until(now + freshness.remaining, now=now, zone=premises.store.time_zone)


def _urgency(days: int | None) -> float:
    return inf if days is None else days
