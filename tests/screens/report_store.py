"""What reports tell of, planted: two weeks in Madrid, with offers that only this desk knows.

The offers need a code that nobody has, so that no other screen of the shared store shows them.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from pymongo import AsyncMongoClient

from api import clock
from personalization import marketing
from personalization.carts.cart import CartStatus, new_cart
from personalization.carts.lines import category_beginnings
from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import Exposure, Shown
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.context import Line
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import Budget, BudgetKind, Campaign, Copy, ExperimentArm, Offer
from personalization.offers.selector import Selector
from personalization.redemptions.redemption import Order
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.segments import Segment, SegmentRule
from personalization.store.market import Market
from personalization.store.visits import VisitDay
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed.market import MADRID, items
from tests.api.report_desk import priced
from tests.personalization.cart_samples import line as cart_line
from tests.personalization.redemption_samples import EUR
from tests.screens.shop import Shop

STORE = "mad1"
DAYS = 14
TRIAL = Experiment("reports-fish", "Does 10 % off fish sell more?", ("no offer", "10 % off"))
CAMPAIGN = Campaign("reports", "Autumn fortnight", "mia")
FISH = Offer(
    "reports-fish",
    {
        "en": Copy("10 % off all fish"),
        "zh-Hans": Copy("鱼类九折"),
        "es": Copy("10 % menos en pescado"),
    },
    (Percent(value=Decimal(10), selector=Selector(categories=frozenset({"fish"}))),),
    campaign=CAMPAIGN.id,
    stores=frozenset({STORE}),
    currency="EUR",
    needs_code=True,
    budgets=(Budget(BudgetKind.SPEND, 45_000), Budget(BudgetKind.USAGE, 1_000)),
    experiment=ExperimentArm(TRIAL.key, 1),
)
LADDER = Offer(
    "reports-ladder",
    {
        "en": Copy("Meat for tonight"),
        "zh-Hans": Copy("今晚的肉"),
        "es": Copy("Carne para esta noche"),
    },
    (
        FreshnessLadder(
            steps=(LadderStep(3, Decimal(15)), LadderStep(1, Decimal(40))),
            selector=Selector(categories=frozenset({"meat"})),
        ),
    ),
    campaign=CAMPAIGN.id,
    stores=frozenset({STORE}),
    needs_code=True,
)
_ZONES = {
    "mad1-fish": 34,
    "mad1-fruit": 22,
    "mad1-dairy": 18,
    "mad1-meat": 13,
    "mad1-dry": 9,
    "mad1-checkout": 24,
    "mad1-frozen": 4,
}
"""Visits to a zone within an hour of each day; nobody goes to the others."""

_planted: dict[str, asyncio.Task[None]] = {}


async def planted(shop: Shop) -> None:
    """Plant it, once in a shop."""
    if shop.database not in _planted:
        _planted[shop.database] = asyncio.create_task(_plant(shop))
    await _planted[shop.database]


async def _plant(shop: Shop) -> None:
    now = clock.now()
    async with AsyncMongoClient[Document](shop.mongodb_uri, tz_aware=True, w="majority") as client:
        database = client[shop.database]
        archive, market = Archive(database), Market(database)
        await market.campaigns.put(CAMPAIGN)
        await market.experiments.draft(TRIAL)
        await market.experiments.move(TRIAL.key, ExperimentStatus.DRAFT, ExperimentStatus.RUNNING)
        for offer in (FISH, LADDER):
            await marketing.save(market, offer, revision=None, by="mia", now=now)
            kept = await marketing.publish(archive, market, offer.id, revision=1, by="mia", now=now)
            assert isinstance(kept, KeptOffer), kept
        await asyncio.gather(
            _noticed(market, list(_events(now))),
            _sold(market, now),
            _carts(market, now),
            _segments(market, now),
        )


def _days(now: datetime) -> Iterator[tuple[int, datetime]]:
    """Noon of each day, the nearest first; that of today only where it is past."""
    noon = now.replace(hour=11, minute=0, second=0, microsecond=0)
    for back in range(DAYS):
        if (at := noon - timedelta(days=back)) < now:
            yield back, at


def _events(now: datetime) -> Iterator[ShopperEvent]:
    spinach = items()["spinach"].gtin
    for back, at in _days(now):
        for zone, visits in _ZONES.items():
            for number in range(visits + back % 3):
                visit = f"{back}-{zone}-{number}"

                def did(
                    kind: EventKind, visit: str = visit, zone: str = zone, at: datetime = at
                ) -> ShopperEvent:
                    seconds = 12.0 + len(zone) * 3 if kind is EventKind.DWELL else None
                    product = items()["cod"].gtin if kind is not EventKind.DWELL else None
                    name = f"{visit}|{kind}"
                    return ShopperEvent(name, kind, at, STORE, visit, zone, product, seconds)

                yield did(EventKind.DWELL)
                if zone == "mad1-fish":
                    shown = Shown.CONTROL if number % 2 else Shown.SHOWN
                    yield _exposure(visit, zone, shown, at)
                    if number % 3 == 0:
                        yield did(EventKind.SCAN)
                    if number % 5 == 0:
                        yield did(EventKind.ADD)
                        yield did(EventKind.PICK_UP)
                elif zone == "mad1-dairy" and number % 6 == 0:
                    yield _exposure(visit, zone, Shown.SHOWN, at)
        yield ShopperEvent(f"{back}|scan", EventKind.SCAN, at, STORE, f"{back}-s", None, spinach)


def _exposure(visit: str, zone: str, shown: Shown, at: datetime) -> ShopperEvent:
    exposure = Exposure(
        id=f"reports|{visit}",
        shown=shown,
        at=at,
        store=STORE,
        currency="EUR",
        unit=visit,
        offer=f"{FISH.id}@1",
        experiment=TRIAL.key,
        variant=0 if shown is Shown.CONTROL else 1,
        zone=zone,
    )
    return exposure_event(exposure, at)


async def _noticed(market: Market, events: list[ShopperEvent]) -> None:
    await market.insight_events.record(events)
    await market.enrolments.enrol([each.exposure for each in events if each.exposure])
    for hour in {each.at for each in events}:
        await market.insight_hours.count(STORE, hour)


async def _sold(market: Market, now: datetime) -> None:
    """Of those who saw the offer three in four bought, of the others one in five."""
    orders = []
    for back, at in _days(now):
        for number in range(34):
            saving = 0 if number % 2 else 120 + 15 * (number % 7)
            if number % 16 == 1 if saving == 0 else (number + back) % 6 < 5 - back % 2:
                unit = f"{back}-mad1-fish-{number}"
                line = _line("cod", 1_290, days_left=4)
                orders.append((unit, at, FISH.id, [(line, saving)]))
        for days_left in range(3 - back % 2):
            line = _line("chicken", 690, weight_grams=480.0, days_left=days_left)
            orders.append((f"{back}-{days_left}", at, LADDER.id, [(line, 276 - 60 * days_left)]))
    waiting = asyncio.Semaphore(2)

    async def one(number: int, unit: str, at: datetime, offer: str, goods: Goods) -> None:
        async with waiting:
            bought = priced(*goods, offer=offer)
            context = replace(bought.context, store=STORE, time_zone=MADRID, now=at, unit_id=unit)
            saved = tuple(use for use in bought.uses if use.saving)
            name = f"reports-{number}"
            order = Order("Tills Ltd", STORE, name)
            kept = await market.redemptions.reserve(
                name, order, replace(bought, context=context, uses=saved), at
            )
            assert not isinstance(kept, list), kept
            await market.redemptions.capture(name, name, at)

    await asyncio.gather(*(one(number, *order) for number, order in enumerate(orders)))


Goods = Iterable[tuple[Line, int]]


def _line(sku: str, price: int, days_left: int, weight_grams: float | None = None) -> Line:
    item = items()[sku]
    return Line(
        "1",
        item.gtin,
        price,
        gtin=item.gtin,
        categories=category_beginnings(item.category),
        days_left=days_left,
        weight_grams=weight_grams,
    )


async def _carts(market: Market, now: datetime) -> None:
    statuses = [*[CartStatus.ABANDONED] * 7, *[CartStatus.CHECKED_OUT] * 16, CartStatus.OPEN]
    for number, status in enumerate(statuses):
        at = now - timedelta(minutes=5 + number)
        begun = new_cart(f"{number:032x}", STORE, EUR, now=at)
        lines = (cart_line(quantity=1 + number % 3),)
        await market.carts.add(replace(begun, lines=lines, status=status))


async def _segments(market: Market, now: datetime) -> None:
    rules = {
        "Comes often": SegmentRule(visits_at_least=2),
        "New here": SegmentRule(visits_at_most=1),
    }
    for name, rule in rules.items():
        key = name.lower().replace(" ", "-")
        await market.segments.save(Segment(f"reports-{key}", name, rule, 1, "mia", now))
    for number in range(24):
        session = f"reports-{number}"
        await market.shoppers.give(
            session, [Purpose.HISTORY], wording=WORDING, surface="app", now=now
        )
        async with market.database.client.start_session() as transaction:
            for back in range(1 + number % 3):
                visit = VisitDay(session, STORE, (now - timedelta(days=back)).date())
                await market.visits.note_way(transaction, visit, frozenset({"mad1-fish"}), now)
