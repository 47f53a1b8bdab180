"""Baskets with planted pairs, goods and recipes for tests of recommendations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from random import Random

from personalization.recommendations.counting import Basket
from personalization.recommendations.recommendation import Goods
from personalization.redemptions.basket import SoldLine
from personalization.redemptions.redemption import Redemption, RedemptionState
from personalization.store.market import Market
from personalization.zones.floor_plan import Zone
from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Currency, Money
from provenance.ingredients import ingredient_keys
from provenance.recipes import Recipe
from tests.personalization.redemption_samples import NOW, basket, order

EUR = Currency("EUR", 2)
POPULAR = "bananas"
CATEGORIES = {"pasta": "dry/pasta", "sauce": "jars/sauce", "cheese": "dairy", "ham": "meat"}
PLANTED = {("pasta", "sauce"), ("cheese", "ham")}


def planted_baskets(number: int = 2_000, seed: int = 7) -> list[Basket]:
    """Four in five have bananas; some have pasta with sauce, or cheese with ham; the rest is
    chance."""
    random = Random(seed)  # noqa: S311
    others = [f"other {name}" for name in range(60)]
    baskets: list[Basket] = []
    for _ in range(number):
        products = random.sample(others, 5)
        if random.random() < 0.8:
            products.append(POPULAR)
        for pair in sorted(PLANTED):
            if random.random() < 0.06:
                products += pair
            products += [each for each in pair if random.random() < 0.02]
        baskets.append({each: CATEGORIES.get(each) for each in products})
    return baskets


def goods(
    name: str,
    cents: int = 100,
    *,
    days_left: int | None = None,
    zone: Zone | None = None,
    product: str | None = None,
) -> Goods:
    found = Product(product or name, None, {"en": name})
    return Goods(found, Price(Money(cents, EUR), PriceUnit.EACH), None, days_left, zone)


def recipe(name: str, *ingredients: str) -> Recipe:
    keys = frozenset().union(*map(ingredient_keys, ingredients))
    return Recipe(name, {"en": name}, ingredients, keys)


async def sold(
    market: Market, baskets: Iterable[Basket], at: datetime = NOW, prefix: str = ""
) -> None:
    """Store the receipts of these baskets."""
    async with market.database.client.start_session() as session:
        for number, products in enumerate(baskets):
            name = f"{prefix}{number}"
            await market.receipts.add(session, _sale(products, name), name, at)


def _sale(products: Basket, name: str) -> Redemption:
    lines = tuple(SoldLine(each, each, None, 1, None, 100, (0,)) for each in products)
    bought = replace(basket(), lines=lines)
    state = RedemptionState.CAPTURED
    return Redemption(f"r{name}", order(name), state, bought, 100, NOW, NOW)
