"""A marketer's desk, and everything reports count, planted."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from personalization import marketing
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import Exposure, Shown
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.context import Line
from personalization.offers.decision import LineSaving
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import Budget, BudgetKind, Copy, Offer
from personalization.offers.selector import Selector
from personalization.redemptions.basket import OfferUse, PricedBasket
from provenance.answer import Product
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.personalization.redemption_samples import NOW, basket, order

TODAY = date(2026, 11, 21)
DAYS = {"first": "2026-11-15", "last": "2026-11-21"}
MIA = Staff("mia", Role.MARKETER)
SCHEMA = build_schema(production=False)
COD = Product("09521321000049", "09521321000049", {"en": "Cod"}, category="fish/fresh")
SPINACH_20 = Offer(
    "spinach-20",
    {"en": Copy("20 % off spinach")},
    (Percent(value=Decimal(20), selector=Selector(categories=frozenset({"produce"}))),),
    budgets=(Budget(BudgetKind.SPEND, 2_000), Budget(BudgetKind.USAGE, 1_000)),
    currency="EUR",
)
LADDER = Offer(
    "ladder", {"en": Copy("Best soon")}, (FreshnessLadder(steps=(LadderStep(2, Decimal(30)),)),)
)


@asynccontextmanager
async def marketers_desk(database: AsyncDatabase[Document], uri: str) -> AsyncIterator[Context]:
    """The sample store at noon of a day in November."""
    async with running_context(database, uri, MIA) as context:
        await context.archive.products.put([COD])
        yield replace(context, clock=lambda: NOW)


async def asked(desk: Context, query: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(query, variable_values=variables, context_value=desk)
    assert isinstance(result, ExecutionResult)
    assert not result.errors, result.errors
    assert result.data
    return next(iter(result.data.values()))


async def publish(desk: Context, *offers: Offer) -> None:
    for offer in offers:
        await marketing.save(desk.market, offer, revision=None, by="mia", now=NOW)
        kept = await marketing.publish(
            desk.archive, desk.market, offer.id, revision=1, by="mia", now=NOW
        )
        assert isinstance(kept, KeptOffer), kept


async def noticed(desk: Context, events: Iterable[ShopperEvent]) -> None:
    """Keep events, and count their hours."""
    kept = list(events)
    await desk.market.insight_events.record(kept)
    await desk.market.insight_events.mark_due(kept)
    for due in await desk.market.insight_events.due(1_000):
        await desk.market.insight_hours.count(due.store, due.hour)


def seen(visit: str, zone: str | None, *, at: datetime = NOW, **more: Any) -> ShopperEvent:
    given = {"id": f"{visit}|{zone}", "shown": Shown.SHOWN, "offer": "spinach-20@1", **more}
    return exposure_event(
        Exposure(at=at, store="s1", currency="EUR", unit=visit, zone=zone, **given), at
    )


def did(visit: str, kind: EventKind, *, at: datetime = NOW, **more: Any) -> ShopperEvent:
    name = f"{visit}|{kind}|{at:%d%H}|{more.get('zone')}|{more.get('product')}"
    return ShopperEvent(name, kind, at, "s1", visit, **more)


def priced(*goods: tuple[Line, int], offer: str) -> PricedBasket:
    """Lines with what the offer takes off each unit of theirs."""
    savings = tuple(
        LineSaving(line.id, each * line.quantity, (each,) * line.quantity)
        for line, each in goods
        if each
    )
    plain = basket()
    return replace(
        plain,
        context=replace(plain.context, lines=tuple(line for line, _ in goods)),
        uses=(OfferUse(offer, 1, None, sum(each.amount for each in savings), savings),),
    )


async def sold(desk: Context, number: object, bought: PricedBasket, at: datetime) -> None:
    name, redemptions = f"r{number}", desk.market.redemptions
    assert not isinstance(await redemptions.reserve(name, order(number), bought, at), list)
    await redemptions.capture(name, name, at)
