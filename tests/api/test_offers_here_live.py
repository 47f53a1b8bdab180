"""The offers at a place, live: what a kiosk is told, when, and after a break."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.graphql.shopping import offers_watching
from personalization import marketing
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_quantity import CartQuantity
from personalization.offers.context import Trigger
from personalization.offers.offer import Schedule
from provenance.store.collection import Document
from tests.api.app_samples import STORE
from tests.api.cart_screens import BARE, begun, put_in, shop
from tests.api.test_offers_live import published
from tests.personalization.marketing_samples import offer

SCHEMA = build_schema(production=False)
WATCH = """subscription ($context: ScanContext!, $after: String) {
  offersHereUpdates(context: $context, trigger: KIOSK_OPEN, first: 5, after: $after) {
    cursor resync offersHere { offers { id title } exposureTokens } } }"""
HERE = {"storeId": STORE.id, "language": "es"}
SPOKEN: dict[str, Any] = {
    "benefits": (Percent(value=Decimal(10)),),
    "triggers": frozenset({Trigger.KIOSK_OPEN}),
}
QUIET = 0.6
"""Seconds in which an update would have come."""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with shop(database, mongodb_uri) as context:
        yield replace(context, clock=clock.now)


@asynccontextmanager
async def watching(
    context: Context, after: str | None = None, **place: Any
) -> AsyncIterator[asyncio.Queue[Any]]:
    """Updates as they come."""
    variables = {"context": HERE | place, "after": after}
    stream: Any = await SCHEMA.subscribe(WATCH, variables, context_value=context)
    updates = asyncio.Queue[Any]()

    async def hear() -> None:
        async for result in stream:
            assert result.errors is None, result.errors
            updates.put_nowait(result.data["offersHereUpdates"])

    hearing = asyncio.create_task(hear())
    yield updates
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing


async def heard(updates: asyncio.Queue[Any], within: float = 10) -> Any:
    async with asyncio.timeout(within):
        return await updates.get()


async def quiet(updates: asyncio.Queue[Any]) -> None:
    with pytest.raises(TimeoutError):
        await heard(updates, QUIET)


def ids(update: Any) -> list[str]:
    return [each["id"] for each in update["offersHere"]["offers"]]


async def test_a_kiosk_hears_of_an_offer_and_of_its_end(
    context: Context,
) -> None:
    async with watching(context) as updates:
        assert ids(await heard(updates)) == []
        await published(context.market, offer("fish", **SPOKEN))
        first = await heard(updates)
        assert ids(first) == ["fish"]
        assert len(first["offersHere"]["exposureTokens"]) == 1
        await published(context.market, offer("silent"))  # speaks at no kiosk
        await quiet(updates)
        await marketing.pause(context.market, "fish", by="mia", now=clock.now())
        assert ids(await heard(updates)) == []


async def test_what_happens_during_a_break_is_told_once(context: Context) -> None:
    async with watching(context) as updates:
        left = (await heard(updates))["cursor"]
    async with watching(context, left) as updates:
        await quiet(updates)  # nothing new: nothing is told twice
    await published(context.market, offer("fish", **SPOKEN))
    async with watching(context, left) as updates:
        back = await heard(updates)
        assert (ids(back), back["resync"]) == (["fish"], False)
        await quiet(updates)
    async with watching(context, "from another server~00") as updates:
        assert (await heard(updates))["resync"] is True


async def test_an_offer_begins_by_the_clock(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers_watching, "LOOK_AGAIN_SECONDS", 0.1)
    now = clock.now()
    tomorrow = Schedule(starts=now.astimezone(STORE.time_zone).date() + timedelta(days=1))
    await published(context.market, offer("fish", schedule=tomorrow, **SPOKEN))
    moments = [now]
    async with watching(replace(context, clock=lambda: moments[-1])) as updates:
        assert ids(await heard(updates)) == []
        moments.append(now + timedelta(days=1))
        assert ids(await heard(updates)) == ["fish"]


async def test_the_paired_cart_decides_too(context: Context) -> None:
    much = offer("much", condition=CartQuantity(at_least=2), **SPOKEN)
    await published(context.market, much)
    cart = await begun(context)
    async with watching(context, cartId=cart) as updates:
        assert ids(await heard(updates)) == []
        await put_in(context, cart, BARE, quantity=2)
        assert ids(await heard(updates)) == ["much"]


async def test_nothing_is_told_of_a_store_that_there_is_not(context: Context) -> None:
    async with watching(context, storeId="nowhere") as updates:
        assert (await heard(updates))["offersHere"] is None
        await quiet(updates)
