"""What deciding on offers costs, and that it does not grow with the offers that are live.

A few dozen of all live offers come into question for one cart; the others are about other goods,
shelves, shoppers and stores. Both are of one mix: 60 % name products, 25 % categories, 10 % brands,
zones or segments, 5 % the whole cart of one store.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from statistics import mean, quantiles
from time import perf_counter
from zoneinfo import ZoneInfo

import msgspec

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.any_line_quantity import AnyLineQuantity
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, Condition
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Line, OfferContext, ZoneVisit
from personalization.offers.decide import decide
from personalization.offers.hours import Hours
from personalization.offers.lane import Lane
from personalization.offers.offer import Copy, Offer, Schedule
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from provenance.identity import Currency
from tests.bench.report import Budget, Found
from tests.bench.run import Run
from tests.personalization.full_scan import FullScan

FEW, MANY, NEAR = 100, 10_000, 30
"""Live offers, and those of them that are about our carts."""
LINES, CARTS = 20, 25
TOPS = 40
"""Categories of the first level."""


@dataclass(frozen=True, slots=True)
class Range:
    """How many things of a kind there are; the first `near` are those of our carts."""

    near: int
    size: int


PRODUCTS, LEAVES, BRANDS = Range(LINES, 20_000), Range(10, 800), Range(8, 400)
ZONES, SEGMENTS, STORES = Range(1, 60), Range(2, 40), Range(1, 40)


async def offers(run: Run) -> Found:
    """Decisions among few and many live offers, the same without the index, and publishing one."""
    market = OfferMix(Random(4), run.now.replace(hour=12))  # noqa: S311 - the same market in every run
    listed = [market.offer(number, near=number < NEAR) for number in range(MANY)]
    few, many = Snapshot.of(listed[:FEW]), Snapshot.of(listed)
    carts = [market.cart() for _ in range(CARTS)]
    for cart in carts:
        assert decide(few, cart).applied == decide(many, cart).applied
    assert decide(many, carts[0]).applied, "there is something to price"

    seconds = run.options.seconds
    few_times, many_times = _taken([_deciding(few, carts), _deciding(many, carts)], seconds)
    (full_times,) = _taken([_deciding(FullScan.of(listed), carts)], seconds / 4)
    (publish_times,) = _taken([_publishing(many, listed)], seconds / 4)
    rows = {
        f"decision, {FEW:,} live offers": _row(few_times),
        f"decision, {MANY:,} live offers": _row(many_times),
        f"decision, {MANY:,} live offers, without the index": _row(full_times),
        f"publishing one of {MANY:,} offers": _row(publish_times),
    }
    p50, p99 = _row(many_times)
    return Found(
        columns=("p50 ms", "p99 ms"),
        rows=rows,
        budgets=[
            Budget(f"offer decision at {MANY:,} live offers, p99", 1, p99, " ms"),
            Budget(f"offer decision at {MANY:,}, time ÷ at {FEW}", 1.5, p50 / _row(few_times)[0]),
            Budget(f"publishing one of {MANY:,} offers, p99", 5, _row(publish_times)[1], " ms"),
        ],
        setting={
            "lines of a cart": LINES,
            "offers in question": _mean(len(many.candidates(cart)) for cart in carts),
            "of them apply": _mean(len(decide(many, cart).applied) for cart in carts),
        },
    )


@dataclass(slots=True)
class OfferMix:
    """Makes offers and carts of one chain, always the same ones."""

    random: Random
    now: datetime

    def offer(self, number: int, *, near: bool) -> Offer:
        """An offer of the mix."""
        share = self.random.random()
        percent = Percent(value=Decimal(self.random.randrange(5, 30, 5)))
        base = Offer(
            id=f"offer-{number:05}",
            copy={"en": Copy("An offer"), "es": Copy("Una oferta")},
            benefits=(percent,),
            priority=self.random.randrange(5),
        )
        if self.random.random() < 0.3:
            base = msgspec.structs.replace(base, schedule=self._schedule())
        if self.random.random() < 0.6:
            base = msgspec.structs.replace(base, condition=self._condition())
        if share < 0.6:
            return self._on_products(base, near)
        if share < 0.85:
            top = self.random.random() < 0.1
            category = self._category(self._some(LEAVES, near), top=top, near=near)
            return _with_selector(base, Selector(categories=frozenset({category})))
        if share < 0.90:
            brand = f"brand-{self._some(BRANDS, near)}"
            return _with_selector(base, Selector(brands=frozenset({brand})))
        if share < 0.93:
            zone = frozenset({f"zone-{self._some(ZONES, near)}"})
            return _with_condition(base, ZoneCondition(zone, seconds=20))
        if share < 0.95:
            segment = frozenset({f"segment-{self._some(SEGMENTS, near)}"})
            return _with_condition(base, SegmentCondition(segment))
        return msgspec.structs.replace(
            _with_condition(base, CartSpend(self.random.randrange(1_000, 60_000))),
            lane=Lane.CART,
            stores=frozenset({f"store-{self._some(STORES, near)}"}),
            currency="EUR",
            benefits=(Amount(amount=self.random.randrange(50, 500)),),
        )

    def cart(self) -> OfferContext:
        """A cart of so many lines, in one zone of one store."""
        return OfferContext(
            now=self.now,
            store="store-0",
            time_zone=ZoneInfo("Europe/Berlin"),
            currency=Currency("EUR", 2),
            lines=tuple(map(self._line, range(LINES))),
            visit=ZoneVisit("zone-0", dwell_seconds=30),
            segments=frozenset({"segment-0", "segment-1"}),
            language="es",
            unit_id="cart",
            used={},
        )

    def _line(self, number: int) -> Line:
        price = self.random.randrange(49, 1999)
        leaf = number % LEAVES.near
        return Line(
            id=f"line-{number:02}",
            product=f"product-{number}",
            unit_price=price,
            quantity=self.random.randrange(1, 4),
            gtin=f"{number:014}",
            days_left=self.random.randrange(30),
            categories=frozenset({self._category(leaf), f"top-{leaf % TOPS}"}),
            brand=f"brand-{number % BRANDS.near}",
            floor=price // 4,
        )

    def _on_products(self, base: Offer, near: bool) -> Offer:
        products = {f"{self._some(PRODUCTS, near):014}" for _ in range(self.random.randrange(1, 4))}
        selector = Selector(gtins=frozenset(products))
        if self.random.random() < 0.2:
            three_for_two = (CheapestFree(buy=3, selector=selector),)
            return msgspec.structs.replace(base, lane=Lane.BUNDLE, benefits=three_for_two)
        return _with_selector(base, selector)

    def _condition(self) -> Condition:
        """What most carts do not meet, or meet just so."""
        match self.random.randrange(4):
            case 0:
                return CartSpend(self.random.randrange(20_000, 120_000))
            case 1:
                return AnyLineQuantity(self.random.randrange(3, 6))
            case 2:
                return DaysLeftCondition(at_most=self.random.randrange(2))
            case _:
                since = self.random.randrange(8, 20)
                return HoursCondition((Hours(time(since), time(since + 4)),))

    def _schedule(self) -> Schedule:
        today = self.now.date()
        past, ahead = self.random.randrange(1, 30), self.random.randrange(2, 30)
        return Schedule(starts=today - timedelta(days=past), ends=today + timedelta(days=ahead))

    def _some(self, kind: Range, near: bool) -> int:
        return self.random.randrange(*((0, kind.near) if near else (kind.near, kind.size)))

    def _category(self, leaf: int, *, top: bool = False, near: bool = True) -> str:
        if top:
            return f"top-{leaf % TOPS if near else LEAVES.near + leaf % (TOPS - LEAVES.near)}"
        return f"top-{leaf % TOPS}/leaf-{leaf}"


def _with_selector(base: Offer, selector: Selector) -> Offer:
    (benefit,) = base.benefits
    return msgspec.structs.replace(
        base, benefits=(msgspec.structs.replace(benefit, selector=selector),)
    )


def _with_condition(base: Offer, condition: Condition) -> Offer:
    if base.condition is not None:
        condition = All((condition, base.condition))
    return msgspec.structs.replace(base, condition=condition)


def _deciding(snapshot: Snapshot, carts: Sequence[OfferContext]) -> Callable[[], object]:
    following = cycle(carts)
    return lambda: decide(snapshot, next(following))


def _publishing(snapshot: Snapshot, listed: Sequence[Offer]) -> Callable[[], object]:
    versions = cycle(msgspec.structs.replace(offer, version=2) for offer in listed)
    return lambda: snapshot.with_offer(next(versions))


def _taken(asked: Sequence[Callable[[], object]], seconds: float) -> Sequence[Sequence[float]]:
    """The times of each (ms), taken in turns so that all see the machine's good and bad moments."""
    times: list[list[float]] = [[] for _ in asked]
    began = perf_counter()
    while len(times[0]) < 10 or perf_counter() - began < seconds:
        for its, ask in zip(times, asked, strict=True):
            before = perf_counter()
            ask()
            its.append((perf_counter() - before) * 1000)
    return times


def _row(times: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[98]


def _mean(numbers: Iterable[int]) -> float:
    return round(mean(numbers), 1)
