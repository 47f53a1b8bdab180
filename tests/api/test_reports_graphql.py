"""Reports over planted events, carts and sales whose numbers are known by hand."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import Anonymous, Caller, Role, Shopper, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from personalization.carts.cart import CartStatus, new_cart
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import Exposure, Shown
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.context import Line
from personalization.offers.decision import LineSaving
from personalization.offers.lifecycle import Step, drafted, published
from personalization.offers.offer import Budget, BudgetKind, Copy, Offer
from personalization.offers.selector import Selector
from personalization.redemptions.basket import OfferUse, PricedBasket
from personalization.reports.days import spans
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.segments import Segment, SegmentRule
from personalization.store.histories import histories_pipeline
from personalization.store.past_baskets import paid_in
from personalization.store.report_queries import (
    cart_ends_pipeline,
    carts_changed_pipeline,
    carts_there,
    exposures_pipeline,
    products_pipeline,
    used_versions_pipeline,
    uses_pipeline,
    zones_pipeline,
)
from personalization.store.visits import VisitDay
from provenance.answer import Product
from provenance.store.collection import Document
from tests.api.app_samples import PRODUCT, STORE
from tests.api.graphql_context import running_context
from tests.personalization.cart_samples import line as cart_line
from tests.personalization.redemption_samples import EUR, NOW, basket, order
from tests.personalization.zone_samples import FISH, MEAT, PLAN, TILLS

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


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri, MIA) as context:
        yield replace(context, clock=lambda: NOW)


async def asked(desk: Context, query: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(query, variable_values=variables, context_value=desk)
    assert isinstance(result, ExecutionResult)
    assert not result.errors, result.errors
    assert result.data
    return next(iter(result.data.values()))


async def publish(desk: Context, offer: Offer) -> None:
    stored, by = desk.market.offers, {"by": "mia", "now": NOW}
    for step in (
        drafted(None, offer, by="mia", now=NOW),
        *[published(kept, by="mia", now=NOW) for kept in [await stored.get(offer.id)] if kept],
    ):
        assert isinstance(step, Step)
        await stored.keep(step)
    kept = await stored.get(offer.id)
    assert kept is not None
    if kept.published is None:
        step = published(kept, **by)  # type: ignore[arg-type]
        assert isinstance(step, Step)
        await stored.keep(step)
