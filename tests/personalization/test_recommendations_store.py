"""What is bought together, counted from receipts on a real database."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.wiring import connected
from api.work.basket_counts import BasketCounts
from personalization.recommendations.counting import Basket
from personalization.store.baskets import BASKET_DAYS, GOES_WITH
from personalization.store.market import Market
from provenance.answer import Product
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.personalization.recommendation_samples import (
    CATEGORIES,
    PLANTED,
    planted_baskets,
    sold,
)
from tests.personalization.redemption_samples import NOW

STORE = "s1"


@pytest.fixture
async def market(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Market]:
    async with connected(mongodb_uri) as client:
        market = Market(client[database.name])
        await Archive(market.database).products.put(
            [Product(name, None, {"en": name}, category=path) for name, path in CATEGORIES.items()]
        )
        yield market


async def counted(market: Market, now: datetime = NOW) -> int:
    return await BasketCounts(market.baskets, lambda: now).count_due()


async def told(market: Market, *things: str) -> dict[str, list[str]]:
    found = await market.baskets.going_with(STORE, things)
    return {thing: [each.product for each in its] for thing, its in found.items()}


async def stored(market: Market, name: str) -> list[Document]:
    return await market.database[name].find().sort("_id").to_list()


async def test_planted_pairs_are_recovered_from_receipts(market: Market) -> None:
    baskets = planted_baskets(400)
    for part in range(4):  # on four days
        await sold(market, baskets[part::4], NOW - timedelta(days=part), f"{part}-")
    assert await counted(market) == 4
    found = await told(market, *(product for pair in PLANTED for product in pair), "bananas")
    assert {(thing, its[0]) for thing, its in found.items()} == {
        (one, other) for pair in PLANTED for one, other in (pair, pair[::-1])
    }
    assert (await told(market, "category:dry/pasta"))["category:dry/pasta"][0] == "sauce"


async def test_counting_again_counts_no_basket_twice(market: Market) -> None:
    await sold(market, [{"pasta": None, "sauce": None}] * 8)
    due = await market.baskets.due(100)
    for _ in range(2):  # as two workers would, and one that was killed before it was done
        for day in due:
            await market.baskets.count(day)
    before = await stored(market, BASKET_DAYS.name)
    assert {each["thing"]: each["together"] for each in before} == {
        "pasta": [{"product": "sauce", "baskets": 8}],
        "sauce": [{"product": "pasta", "baskets": 8}],
        "category:dry/pasta": [{"product": "sauce", "baskets": 8}],
        "category:jars/sauce": [{"product": "pasta", "baskets": 8}],
    }
    assert await counted(market) == 0
    assert await stored(market, BASKET_DAYS.name) == before


async def test_a_sale_that_is_reversed_counts_no_more(market: Market) -> None:
    """Also one that is reversed while its day is being counted."""
    await sold(market, [{"pasta": None, "sauce": None}] * 8)
    due = await market.baskets.due(100)
    async with market.database.client.start_session() as session:
        await market.receipts.void(session, "r0", NOW + timedelta(minutes=1))
    for day in due:
        await market.baskets.count(day)
    assert await counted(market) == 1
    by_thing = {each["thing"]: each for each in await stored(market, BASKET_DAYS.name)}
    assert by_thing["pasta"]["together"] == [{"product": "sauce", "baskets": 7}]


async def test_days_that_are_over_count_no_more(market: Market) -> None:
    old = [{"pasta": None, "sauce": None}] * 40
    new: list[Basket] = [{f"other {number}": None, "bread": None} for number in range(200)]
    await sold(market, [*old, *new], NOW - timedelta(days=60), "old")
    await counted(market)
    assert await told(market, "pasta") == {"pasta": ["sauce"]}
    await sold(market, new, NOW + timedelta(days=40), "new")
    await counted(market, NOW + timedelta(days=40))
    assert await told(market, "pasta") == {}


async def test_a_store_is_counted_for_itself(market: Market) -> None:
    await sold(market, [{"pasta": None, "sauce": None}] * 40)
    await sold(
        market, [{f"other {number}": None, "bread": None} for number in range(200)], prefix="b"
    )
    await counted(market)
    assert await told(market, "pasta") == {"pasta": ["sauce"]}
    assert await market.baskets.going_with("s2", ["pasta"]) == {}


async def test_nothing_of_a_basket_is_kept_but_numbers(market: Market) -> None:
    await sold(market, planted_baskets(400))
    await counted(market)
    kept = [*await stored(market, BASKET_DAYS.name), *await stored(market, GOES_WITH.name)]
    assert {name for each in kept for name in each} == {
        "_id", "v", "store", "day", "at", "thing", "together", "partners"
    }  # fmt: skip
    assert not any("r1" in each["_id"] for each in kept)
