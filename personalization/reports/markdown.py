"""Report: what the freshness ladders sold that would soon have been thrown away."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from personalization.offers.benefits.freshness_ladder import FreshnessLadder
from personalization.redemptions.basket import PricedBasket
from personalization.reports.days import spans
from personalization.store.market import Market
from provenance.answer import Product
from provenance.places import Store
from provenance.store.archive import Archive

MOST_BASKETS = 100_000
_BATCH = 100
_CONTENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kg|g)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedDown:
    """Units of a product that were sold at a ladder's price with so many days left.

    `grams` is what was weighed, None where the goods are sold by the piece. `sold` is what was paid
    after the markdown (before other offers), `discount` what it took off; minor units.
    """

    product: str
    currency: str
    days_left: int | None
    units: int
    grams: float | None
    sold: int
    discount: int


@dataclass(frozen=True, slots=True)
class Saved:
    """Goods sold at a markdown before their last day was over, in one currency.

    `kilos` is the weight of what was weighed, or whose pack says its net weight; `unweighed` counts
    the other units. Money is in minor units.
    """

    currency: str
    days_left: int | None
    units: int = 0
    kilos: float = 0.0
    unweighed: int = 0
    sold: int = 0
    discount: int = 0


async def saved(
    archive: Archive, market: Market, stores: Sequence[Store], first: date, last: date
) -> Sequence[Saved]:
    """What the ladders saved over these days of each store's calendar, by currency and days left;
    of the latest `MOST_BASKETS` orders with a markdown."""
    wanted = spans(stores, first, last)
    versions = await market.offers.versions(await market.reports.used_versions(wanted))
    ladders = {
        offer.key
        for offer in versions
        if any(isinstance(benefit, FreshnessLadder) for benefit in offer.benefits)
    }
    if not ladders:
        return ()
    found: dict[tuple[str, int | None], Saved] = {}
    offers = {key.rpartition("@")[0] for key in ladders}
    async for batch in market.past_baskets.latest(wanted, MOST_BASKETS, _BATCH, using=offers):
        goods = [each for past in batch for each in marked_down(past.basket, ladders)]
        products = await archive.products.get_many({each.product for each in goods})
        _add(found, goods, products)
    return [found[key] for key in sorted(found, key=lambda key: (key[0], key[1] is None, key[1]))]


def marked_down(basket: PricedBasket, ladders: frozenset[str] | set[str]) -> Iterator[MarkedDown]:
    """What these offers (`{id}@{version}`) took something off in a basket."""
    lines = {line.id: line for line in basket.context.lines}
    quoted = {each.part: each.list_price for each in basket.quotes}
    for use in basket.uses:
        if use.key not in ladders:
            continue
        for saving in use.lines:
            line, units = lines[saving.line], sum(1 for unit in saving.units if unit > 0)
            price = quoted.get(line.id, line.unit_price)
            if units:
                yield MarkedDown(
                    product=line.product,
                    currency=basket.context.currency.code,
                    days_left=line.days_left,
                    units=units,
                    grams=line.weight_grams,
                    sold=price * units - saving.amount,
                    discount=saving.amount,
                )


def altogether(found: Sequence[Saved]) -> Saved:
    """The sum over all days left, of one currency."""
    return Saved(
        currency=found[0].currency,
        days_left=None,
        units=sum(each.units for each in found),
        kilos=sum(each.kilos for each in found),
        unweighed=sum(each.unweighed for each in found),
        sold=sum(each.sold for each in found),
        discount=sum(each.discount for each in found),
    )


def net_grams(content: str | None) -> float | None:
    """The weight that a pack's label says (`250 g`, `1,5 kg`); None for anything else."""
    found = _CONTENT.fullmatch((content or "").strip())
    if found is None:
        return None
    amount = Decimal(found[1].replace(",", "."))
    return float(amount * 1000 if found[2].lower() == "kg" else amount)


def _add(
    found: dict[tuple[str, int | None], Saved],
    goods: Iterable[MarkedDown],
    products: Mapping[str, Product],
) -> None:
    for each in goods:
        key = each.currency, each.days_left
        before = found.get(key, Saved(*key))
        grams = each.grams if each.grams is not None else _of_pack(products.get(each.product))
        found[key] = replace(
            before,
            units=before.units + each.units,
            kilos=before.kilos + (grams or 0.0) * each.units / 1000,
            unweighed=before.unweighed + (each.units if grams is None else 0),
            sold=before.sold + each.sold,
            discount=before.discount + each.discount,
        )


def _of_pack(product: Product | None) -> float | None:
    facts = product.open_food_facts if product else None
    return net_grams(facts.quantity) if facts else None
