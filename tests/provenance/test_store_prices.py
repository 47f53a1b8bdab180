"""Prices: the one in force, read from the index alone."""

from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Price, PriceUnit
from provenance.identity import Currency, Money
from provenance.prices import ShelfPrice
from provenance.store.collection import Document, Written
from provenance.store.prices import PRICES, Prices, price_pipeline

MAY = datetime(2026, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)
EUR = Currency("EUR", 2)


def price(minor_units: int, since: datetime, until: datetime | None = None) -> ShelfPrice:
    return ShelfPrice("s1", "p1", Price(Money(minor_units, EUR), PriceUnit.EACH), since, until)


@pytest.fixture
def prices(database: AsyncDatabase[Document]) -> Prices:
    return Prices(database)


@pytest.mark.parametrize(
    ("now", "minor_units"),
    [
        (MAY - DAY, None),
        (MAY, 499),
        (MAY + 4 * DAY, 499),
        (MAY + 5 * DAY, 399),
        (MAY + 7 * DAY - timedelta(milliseconds=1), 399),
        (MAY + 7 * DAY, 499),
        (MAY + 1000 * DAY, 499),
    ],
)
async def test_a_promotion_holds_inside_the_long_price_and_ends(
    prices: Prices, now: datetime, minor_units: int | None
) -> None:
    await prices.put([price(499, MAY), price(399, MAY + 5 * DAY, MAY + 7 * DAY)])
    found = await prices.current("p1", "s1", now)
    assert (found and found.amount.minor_units) == minor_units


async def test_a_price_comes_back_as_it_was_given(prices: Prices) -> None:
    kilogram = Price(Money(10**15, Currency("JPY", 0)), PriceUnit.KILOGRAM)
    await prices.put([ShelfPrice("s2", "s2/4011", kilogram, MAY)])
    assert await prices.current("s2/4011", "s2", MAY) == kilogram
    assert await prices.current("s2/4011", "s1", MAY) is None


async def test_storing_the_same_prices_again_changes_nothing(prices: Prices) -> None:
    assert await prices.put([price(499, MAY)]) == Written(1, 0)
    assert await prices.put([price(499, MAY)]) == Written(0, 1)
    assert await prices.put([price(489, MAY)]) == Written(1, 0)


async def test_the_price_in_force_is_read_from_the_index_alone(
    prices: Prices, database: AsyncDatabase[Document]
) -> None:
    await prices.put([price(499, MAY), price(399, MAY + 5 * DAY)])
    plan = await database.command(
        "explain",
        {
            "aggregate": PRICES.name,
            "pipeline": price_pipeline("p1", "s1", MAY + 9 * DAY),
            "cursor": {},
        },
        verbosity="executionStats",
    )
    stats = plan.get("executionStats") or plan["stages"][0]["$cursor"]["executionStats"]
    assert "COLLSCAN" not in str(plan)
    assert "'SORT'" not in str(plan)
    assert (stats["totalDocsExamined"], stats["totalKeysExamined"]) == (0, 1)
