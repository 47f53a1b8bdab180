"""What the till and a shopper's app tell of a visit is remembered of those who agreed, only."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from personalization.carts.shopping import create_cart
from personalization.insights.event import EventKind, ShopperEvent
from personalization.insights.intake import InsightIntake
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.facts import facts_of
from personalization.signing import Signer
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_samples import PRODUCT, STORE
from tests.api.till_shop import Shop, lines, open_shop, spinach
from tests.personalization.zone_samples import FISH, MEAT, PLAN

SESSION: Final = "5e55" * 8


@pytest.fixture
async def shop(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Shop]:
    async with open_shop(database, mongodb_uri) as shop:
        yield shop


async def agree(shop: Shop, *purposes: Purpose) -> None:
    await shop.market.shoppers.give(
        SESSION, purposes, wording=WORDING, surface="app", now=clock.now()
    )


async def paid_with_a_cart(shop: Shop) -> Any:
    """A spinach for 1.00, paid with a cart begun in the shopper's session; twice, as tills do."""
    cart = await create_cart(shop.market, STORE, now=clock.now(), shopper=SESSION)
    basket = await shop.priced(*lines(spinach(days=5)), cartId=cart.id)
    body = {"basket": basket["basket"], "order": "o-1"}
    redeemed = (await shop.till("redemptions", body, key="o-1")).json()
    for _ in range(2):
        capture = {"receipt": "r-1", "cartId": cart.id}
        response = await shop.till(f"redemptions/{redeemed['id']}/capture", capture)
        assert response.status_code == 200, response.text
    return await shop.database["visits"].find().to_list()


async def test_a_purchase_with_a_linked_cart_is_remembered_once(shop: Shop) -> None:
    await agree(shop, Purpose.LINKING, Purpose.HISTORY)
    [visit] = await paid_with_a_cart(shop)
    assert (visit["shopper"], visit["store"]) == (SESSION, STORE.id)
    assert [receipt["amount"] for receipt in visit["receipts"]] == [100]
    assert visit["categories"] == [PRODUCT.category]


@pytest.mark.parametrize("purposes", [(), (Purpose.LINKING,), (Purpose.HISTORY,)])
async def test_a_purchase_is_not_remembered_without_both_consents(
    shop: Shop, purposes: tuple[Purpose, ...]
) -> None:
    if purposes:
        await agree(shop, *purposes)
    assert await paid_with_a_cart(shop) == []


async def test_a_way_through_the_store_tells_which_zones_are_missed(shop: Shop) -> None:
    await agree(shop, Purpose.HISTORY, Purpose.ANALYTICS)
    await shop.market.zones.put_plans([PLAN])
    yesterday = clock.now() - timedelta(days=1)
    seen = [
        ShopperEvent(f"e-{number}", EventKind.DWELL, yesterday, "s1", "visit-1", zone, seconds=9.0)
        for number, zone in enumerate((FISH.id, FISH.id, None))
    ]
    intake = InsightIntake(Archive(shop.database), shop.market, Signer("s" * 40))
    taken = await intake.take(seen, clock.now(), shopper=SESSION)
    assert (taken.accepted, taken.refused) == (3, [])
    zones = [FISH.id, MEAT.id]
    facts = await facts_of(shop.market, SESSION, STORE, zones=zones, now=clock.now())
    assert facts.missed_zones == {FISH.id: 0, MEAT.id: 1}
    assert facts.returning
