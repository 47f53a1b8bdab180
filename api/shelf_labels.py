"""Labels for a store's shelves: what hangs there, at which price, and what anybody is offered."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.labels.shelf import ShelfLabel, ShelfOffer
from personalization.offers.context import Line, Trigger
from personalization.offers.displayed import Displayed, displayed, steady
from personalization.offers.snapshot import Snapshot
from personalization.prospect import prospective_line
from personalization.shoppers.suitability import NOTHING
from personalization.situation import Situation, Terms, Visitor
from personalization.zones.floor_plan import FloorPlan
from provenance.answer import Price, Product, Scan
from provenance.codes import digital_link
from provenance.identity import Identity, Money
from provenance.places import Store
from provenance.scan import Occasion, scan_identity
from provenance.store.archive import Archive
from provenance.text import localised


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where labels hang and what is promised there; `plan` is None for a store without one.

    `link_origin` begins the links in the QR codes, `language` is the labels'.
    """

    store: Store
    plan: FloorPlan | None
    offers: Snapshot
    terms: Terms
    link_origin: str
    language: str


@dataclass(frozen=True, slots=True)
class _Goods:
    product: Product
    price: Price
    plu: str | None
    line: Line | None


async def shelf_labels(
    archive: Archive,
    shelves: Shelves,
    now: datetime,
    *,
    zone: str | None = None,
    gtins: Collection[str] = (),
) -> Sequence[ShelfLabel]:
    """A label for everything that the store has a price for, in the order of its zones; only what
    is sold in `zone`, or what is among the `gtins` (14 digits), where these are given.

    What is recalled altogether has none.
    """
    prices = await archive.prices.all_current(shelves.store.id, now)
    products = await archive.products.get_many(prices.keys() & gtins if gtins else prices)
    plus = await archive.products.plus_in(shelves.store.id)
    wanted = [each for each in products.values() if zone in (None, _zone(each, shelves.plan))]
    order = [each.id for each in shelves.plan.zones] if shelves.plan else []
    wanted.sort(key=lambda each: _place(each, shelves, order))
    goods = [
        _Goods(each, prices[each.id], plu, await _line(archive, each, plu, shelves.store, now))
        for each in wanted
        for plu in [plus.get(each.id)]
    ]
    return await asyncio.to_thread(_labels, goods, shelves, now)


def _labels(goods: Sequence[_Goods], shelves: Shelves, now: datetime) -> Sequence[ShelfLabel]:
    """Deciding costs a millisecond for each product where offers are many."""
    offers = steady(shelves.offers)
    shopper = Situation(Visitor(shelves.store, language=shelves.language), now)
    labels = []
    for each in goods:
        if each.line is not None:
            context = shopper.context(Trigger.SCAN, shelves.terms, scanned=each.line)
            labels.append(_label(each, displayed(offers, context), shelves))
    return labels


def _label(goods: _Goods, offer: Displayed | None, shelves: Shelves) -> ShelfLabel:
    product, amount = goods.product, goods.price.amount
    identity = Identity(gtin=product.gtin)
    return ShelfLabel(
        name=localised(product.names, shelves.language),
        number=f"PLU {goods.plu}" if goods.plu else product.gtin or "",
        price=goods.price,
        offer=_offer(offer, amount, shelves.language) if offer else None,
        link=digital_link(shelves.link_origin, identity) if product.gtin else None,
    )


def _offer(found: Displayed, amount: Money, language: str) -> ShelfOffer:
    titles: Mapping[str, str] = {tag: copy.title for tag, copy in found.offer.copy.items()}
    reduced = Money(amount.minor_units - found.saving, amount.currency) if found.saving else None
    return ShelfOffer(localised(titles, language), reduced, found.last_day)


async def _line(
    archive: Archive, product: Product, plu: str | None, store: Store, now: datetime
) -> Line | None:
    """What a scan of the goods' own number would put in the cart; None where nothing is sold."""
    identity = Identity(gtin=product.gtin) if product.gtin else Identity(plu=plu)
    occasion = Occasion(now, stores={store.id: store}, places={}, store_id=store.id)
    found = await scan_identity(archive, identity, occasion)
    return prospective_line(found, store, NOTHING, now) if isinstance(found, Scan) else None


def _zone(product: Product, plan: FloorPlan | None) -> str | None:
    found = plan.zone_selling(product.category) if plan and product.category else None
    return found.id if found else None


def _place(product: Product, shelves: Shelves, order: Sequence[str]) -> tuple[int, str, str]:
    zone = _zone(product, shelves.plan)
    position = order.index(zone) if zone else len(order)
    return position, product.category or "", localised(product.names, shelves.language)
