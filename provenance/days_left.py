"""Use case: how long the lots in a store will last, for who marks down before it is too late."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from provenance.answer import Freshness, Lot, Product
from provenance.coldchain.values import Exposure, Window
from provenance.freshness.assessment import assess, known_dates
from provenance.freshness.classes import freshness_class
from provenance.freshness.dates import Dates, end_of
from provenance.freshness.history import history_windows
from provenance.freshness.product_class import FreshnessClass
from provenance.identity import Identity
from provenance.lot_history import LotHistory, lot_history
from provenance.places import Place, Store
from provenance.projection import project
from provenance.store.archive import Archive
from provenance.store.stock import Shelf, StoredLot, standing


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """A lot in a store and how long it lasts: `freshness` has the lower and the upper bound.

    `until_use_by` is the time to the end of its use-by date, negative afterwards; None without
    one. There is no median: between P10 and P90 nobody knows better.
    """

    thing: str
    lot: str | None
    product: Product
    freshness: Freshness
    until_use_by: timedelta | None


@dataclass(frozen=True, slots=True)
class Stock:
    """A page of lots, by key; `after` asks for the next one, None on the last."""

    lots: Sequence[DaysLeft]
    after: str | None


@dataclass(frozen=True, slots=True)
class Premises:
    """A store with all places (by GLN path) and stores (by id), to know which ones are its own."""

    store: Store
    places: Mapping[str, Place]
    stores: Mapping[str, Store]

    @property
    def paths(self) -> Sequence[str]:
        """The GLN paths of the store and of what stands in it."""
        return [path for path, place in self.places.items() if place.store == self.store.id]


@dataclass(frozen=True, slots=True)
class Judging:
    """What the verdict on one lot rests on."""

    stored: StoredLot
    product: Product
    product_class: FreshnessClass | None
    history: LotHistory
    dates: Dates

    def windows(self, now: datetime) -> Sequence[Window]:
        """The windows whose exposures `freshness` needs."""
        if self.product_class is None:
            return ()
        return history_windows(self.history.stays, produced_at=self.dates.produced_at, now=now)

    def freshness(
        self, exposures: Mapping[Window, Exposure] | None, premises: Premises, now: datetime
    ) -> Freshness:
        """The verdict in the store; exposures are of the product's class, None without one."""
        return assess(
            self.product_class,
            self.dates,
            zone=premises.store.time_zone,
            now=now,
            stays=self.history.stays,
            exposures=exposures,
            things=[self.stored.passport.thing],
            store=premises.store.id,
            places=self.history.places,
            recalled=self.stored.recall is not None,
        )


async def days_left(
    archive: Archive,
    premises: Premises,
    *,
    now: datetime,
    category: str | None = None,
    gtins: frozenset[str] | None = None,
    first: int,
    after: str | None = None,
) -> Stock:
    """The lots with an open stay in the store, `first` of them after the key `after`.

    With `category` or `gtins` only lots of those.

    One read for the lots, one for their products, and one for the exposures of each product class:
    however many lots and readings there are. Passports behind the evidence are rebuilt first; one
    that was never built has no place yet, and the projector builds it within seconds.
    """
    shelf = Shelf(premises.paths, category, gtins)
    found = await standing(archive, shelf, first=first + 1, after=after, now=now)
    if behind := [lot.passport.thing for lot in found if lot.dirty]:
        for thing in behind:
            await project(archive.events, archive.lots, thing)
        found = await standing(archive, shelf, first=first + 1, after=after, now=now)
    page = found[:first]
    products = await archive.products.get_many({lot.gtin for lot in page})
    lots = [judging(lot, products[lot.gtin], premises) for lot in page if lot.gtin in products]
    exposures = await class_exposures(
        archive, ((each.product_class, each.windows(now)) for each in lots)
    )
    return Stock(
        lots=[_days_left(each, exposures, premises, now) for each in lots],
        after=page[-1].passport.thing if len(found) > first else None,
    )


async def class_exposures(
    archive: Archive, wanted: Iterable[tuple[FreshnessClass | None, Iterable[Window]]]
) -> Mapping[FreshnessClass, Mapping[Window, Exposure]]:
    """By product class, the exposures of windows of its lots: one read for each class."""
    windows: dict[FreshnessClass, dict[Window, None]] = defaultdict(dict)
    for kind, its in wanted:
        if kind is not None:
            windows[kind].update(dict.fromkeys(its))
    found = await asyncio.gather(
        *(archive.readings.exposures(tuple(its), kind) for kind, its in windows.items())
    )
    return dict(zip(windows, found, strict=True))


def judging(stored: StoredLot, product: Product, premises: Premises) -> Judging:
    """What is known of a lot in a store, for judging it."""
    passport = stored.passport
    lot = Lot(
        thing=passport.thing,
        gtin=stored.gtin,
        lot=passport.lot or "",
        use_by=passport.use_by,
        best_before=passport.best_before,
        produced_at=passport.produced_at,
    )
    return Judging(
        stored=stored,
        product=product,
        product_class=freshness_class(product.category),
        history=lot_history(
            passport,
            product.category,
            categories=stored.categories,
            places=premises.places,
            stores=premises.stores,
            store=premises.store.id,
        ),
        dates=known_dates(lot, Identity(), premises.store.time_zone),
    )


def _days_left(
    lot: Judging,
    exposures: Mapping[FreshnessClass, Mapping[Window, Exposure]],
    premises: Premises,
    now: datetime,
) -> DaysLeft:
    kind, use_by = lot.product_class, lot.dates.use_by
    return DaysLeft(
        thing=lot.stored.passport.thing,
        lot=lot.stored.passport.lot,
        product=lot.product,
        freshness=lot.freshness(exposures.get(kind) if kind else None, premises, now),
        until_use_by=end_of(use_by, premises.store.time_zone) - now if use_by else None,
    )
