"""Report: what came of offers: from being shown to being paid, what they cost, how long the money
lasts."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from personalization.carts.lines import category_beginnings
from personalization.offers.conditions.clause import Kind, clause
from personalization.offers.needs import concerns
from personalization.offers.offer import BudgetKind, Offer
from personalization.reports.burn import WINDOW_DAYS, Projection, projected
from personalization.reports.days import spans
from personalization.reports.suppression import FEWEST, hidden
from personalization.store.budgets import BudgetLeft, offer_owner
from personalization.store.market import Market
from personalization.store.report_queries import OfferCount, OfferDay, ProductCount
from provenance.answer import Product
from provenance.places import Store
from provenance.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Seen:
    """Exposures in a `zone` (None: anywhere); None where they are kept back."""

    zone: str | None
    shown: int | None
    withheld: int | None

    @property
    def suppressed(self) -> bool:
        """Whether too few people met it there."""
        return self.shown is None


@dataclass(frozen=True, slots=True)
class Cost:
    """What paid orders were given, in minor units of a currency (ISO 4217)."""

    currency: str
    redemptions: int
    saving: int


@dataclass(frozen=True, slots=True)
class Burn:
    """A budget as it stands, and how long it lasts. `days` is what paid orders took of it on each
    of the `WINDOW_DAYS` before today, and today."""

    kind: BudgetKind
    limit: int
    left: int
    projection: Projection
    days: Mapping[date, int]

    @property
    def used(self) -> int:
        """What is gone of it."""
        return self.limit - self.left


@dataclass(frozen=True, slots=True)
class OfferReport:
    """What came of an offer, all versions together. `scans` and `adds` are of the goods it names,
    in the same stores and days, whoever saw it; None where too few visits did that. `days` are
    those on which it was used."""

    offer: Offer
    seen: Seen
    zones: tuple[Seen, ...]
    scans: int | None
    adds: int | None
    costs: tuple[Cost, ...]
    days: tuple[OfferDay, ...]
    burns: tuple[Burn, ...]

    @property
    def redemptions(self) -> int:
        """Paid orders that used it."""
        return sum(cost.redemptions for cost in self.costs)

    @property
    def conversion(self) -> float | None:
        """Redemptions for each time it was shown; None where that is not told or was never."""
        return self.redemptions / self.seen.shown if self.seen.shown else None


async def offer_reports(
    archive: Archive,
    market: Market,
    offers: Sequence[Offer],
    stores: Sequence[Store],
    *,
    first: date,
    last: date,
    today: date,
) -> Sequence[OfferReport]:
    """A report of each offer, over the days `first` to `last` of each store's calendar.

    Budgets are as they stand, their pace that of the days before `today`.
    """
    ids = [offer.id for offer in offers]
    recent = date.fromordinal(today.toordinal() - WINDOW_DAYS - 1)
    wanted = spans(stores, first, last)
    _, everywhere = await archive.places.known()
    counts, uses, products, paces, budgets = await asyncio.gather(
        market.reports.exposures(ids, wanted),
        market.reports.uses(ids, wanted),
        market.reports.products(wanted),
        market.reports.uses(ids, spans(everywhere, recent, today)),
        market.budgets.of(offer_owner(each) for each in ids),
    )
    known = await archive.products.get_many({each.product for each in products})
    return [
        OfferReport(
            offer=offer,
            seen=seen,
            zones=zones,
            scans=scans,
            adds=adds,
            costs=_costs(mine),
            days=mine,
            burns=_burns(offer, budgets, [each for each in paces if each.offer == offer.id], today),
        )
        for offer in offers
        for seen, zones in [exposures_told(each for each in counts if each.offer == offer.id)]
        for scans, adds in [goods_told(_named_by(offer, products, known))]
        for mine in [_days_of(offer, uses)]
    ]


def exposures_told(counts: Iterable[OfferCount]) -> tuple[Seen, tuple[Seen, ...]]:
    """The exposures of one offer over all and by zone, without those of too few people."""
    by_zone = {count.zone: count for count in counts}
    whole = by_zone.pop(None, None)
    if whole is None:
        return Seen(None, 0, 0), ()
    visits = {str(zone): count.visits for zone, count in by_zone.items()}
    kept_back = hidden(visits, whole.visits)
    over_all = Seen(None, None, None) if kept_back.total else _seen(whole)
    zones = tuple(
        Seen(zone, None, None) if zone in kept_back.cells else _seen(count)
        for zone, count in sorted(by_zone.items(), key=lambda each: str(each[0]))
    )
    return over_all, zones


def goods_told(counts: Sequence[ProductCount]) -> tuple[int | None, int | None]:
    """Scans and adds of some goods together, unless they may be those of too few visits. One visit
    may be about many goods: of them all it is at least as many as of the most wanted one."""
    visits = max((each.visits for each in counts), default=0)
    if counts and visits < FEWEST:
        return None, None
    return sum(each.scans for each in counts), sum(each.adds for each in counts)


def _seen(count: OfferCount) -> Seen:
    return Seen(count.zone, count.shown, count.withheld)


def _days_of(offer: Offer, uses: Iterable[OfferDay]) -> tuple[OfferDay, ...]:
    mine = (each for each in uses if each.offer == offer.id)
    return tuple(sorted(mine, key=lambda each: (each.day, each.currency)))


def _costs(days: Iterable[OfferDay]) -> tuple[Cost, ...]:
    redemptions: Counter[str] = Counter()
    savings: Counter[str] = Counter()
    for day in days:
        redemptions[day.currency] += day.redemptions
        savings[day.currency] += day.saving
    return tuple(Cost(code, redemptions[code], savings[code]) for code in sorted(redemptions))


def _burns(
    offer: Offer, budgets: Iterable[BudgetLeft], days: Sequence[OfferDay], today: date
) -> tuple[Burn, ...]:
    window = [today - timedelta(days=back) for back in range(WINDOW_DAYS, -1, -1)]
    return tuple(
        Burn(
            budget.kind,
            budget.limit,
            budget.remaining,
            projected(budget.remaining, used, today, offer.schedule.ends),
            {day: used.get(day, 0) for day in window},
        )
        for budget in budgets
        if budget.owner == offer_owner(offer.id) and budget.kind is not BudgetKind.PER_CUSTOMER
        for used in [_used_on(days, budget.kind)]
    )


def _used_on(days: Iterable[OfferDay], kind: BudgetKind) -> Mapping[date, int]:
    used: dict[date, int] = defaultdict(int)
    for each in days:
        used[each.day] += each.saving if kind is BudgetKind.SPEND else each.redemptions
    return used


_GOODS = (Kind.GTIN, Kind.BRAND, Kind.CATEGORY)


def _named_by(
    offer: Offer, counts: Sequence[ProductCount], products: Mapping[str, Product]
) -> Sequence[ProductCount]:
    """The goods that the offer names; all where it names none."""
    about = {key for key in concerns(offer) or () if key.partition(":")[0] in _GOODS}
    if not about:
        return counts
    return [
        each
        for each in counts
        if each.product in products and not about.isdisjoint(_keys(products[each.product]))
    ]


def _keys(product: Product) -> frozenset[str]:
    """As `present` has them."""
    ids = [each for each in (product.id, product.gtin) if each]
    return (
        clause(Kind.GTIN, ids).keys
        | clause(Kind.BRAND, [product.brand] if product.brand else ()).keys
        | clause(Kind.CATEGORY, category_beginnings(product.category)).keys
    )
