"""A marketer tries an offer out: on what was bought, and on moments that are made up."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.wiring import COLLECTIONS
from personalization.offers.context import Line
from personalization.redemptions.basket import KeptQuote, PricedBasket, Promised
from personalization.shoppers.segments import Segment
from provenance.store.collection import Document
from tests.api.app_samples import PRODUCT
from tests.api.graphql_context import running_context
from tests.personalization.redemption_samples import NOW, basket, order, use

SIMULATE = """subscription ($input: SimulateOfferInput!) { simulateOffer(input: $input) {
    __typename
    ... on SimulationProgress { done total }
    ... on SimulationRefusal { message problems { path } }
    ... on Simulation { done total reached withheld exhaustedAt
        money { cost { minorUnits currencyCode } turnover { minorUnits }
            averageSaving { minorUnits } discountNow { minorUnits } discountThen { minorUnits } }
        missed { why baskets } overlaps { offerId together displaced }
        stores { key baskets reached } segments { key baskets reached }
        examples { saving { minorUnits } whyNot message wouldHelp others
            clauses { words verdict depth }
            lines { productId quantity daysLeft subtotalMinorUnits discountMinorUnits } } } } }"""
CONTENT: Mapping[str, Any] = {
    "copy": [{"language": tag, "title": "20 %"} for tag in ("en", "es", "zh-Hans")],
    "benefits": [{"percent": {"value": "20", "selector": {"gtins": [PRODUCT.id]}}}],
}
SCHEMA = build_schema(production=False)


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    caller = Staff("mia", Role.MARKETER)
    async with running_context(database, mongodb_uri, caller) as context:
        yield replace(context, clock=lambda: NOW)


async def simulated(desk: Context, **given: Any) -> list[Any]:
    """Every update."""
    variables = {"input": {"content": CONTENT, **given}}
    updates = await SCHEMA.subscribe(SIMULATE, variable_values=variables, context_value=desk)
    assert not hasattr(updates, "errors"), updates
    found = []
    async for result in updates:
        assert not result.errors, result.errors
        assert result.data
        found.append(result.data["simulateOffer"])
    return found


async def sold(desk: Context, number: int, bought: PricedBasket, at: datetime) -> None:
    await desk.market.redemptions.reserve(f"r{number}", order(number), bought, at)
    await desk.market.redemptions.capture(f"r{number}", str(number), at)


def spinach(quantity: int = 1, days_left: int | None = None) -> PricedBasket:
    """So many at 10.00."""
    line = Line("1", PRODUCT.id, 1000, quantity, gtin=PRODUCT.id, days_left=days_left)
    plain = basket()
    return replace(plain, context=replace(plain.context, lines=(line,)))


async def test_an_offer_is_tried_on_what_was_bought(desk: Context) -> None:
    for number, (bought, days_ago) in enumerate(
        [(spinach(2), 1), (basket(use()), 2), (spinach(1, 3), 7), (spinach(), 8)]
    ):
        await sold(desk, number, bought, NOW - timedelta(days=days_ago))
    *progress, found = await simulated(desk, days=7)
    assert progress == [{"__typename": "SimulationProgress", "done": 3, "total": 3}]
    assert (found["done"], found["reached"]) == (3, 2)
    assert found["missed"] == [{"why": "NO_EFFECT", "baskets": 1}]
    assert found["stores"] == [{"key": "s1", "baskets": 3, "reached": 2}]
    assert found["money"] == [
        {
            "cost": {"minorUnits": 600, "currencyCode": "EUR"},
            "turnover": {"minorUnits": 3000},
            "averageSaving": {"minorUnits": 300},
            "discountNow": {"minorUnits": 0},
            "discountThen": {"minorUnits": 600},
        }
    ]
    (first, *_) = found["examples"]
    assert first["lines"][0]["daysLeft"] == 3
    assert (first["saving"]["minorUnits"], first["whyNot"]) == (200, None)


async def test_units_bought_on_a_quote_count_at_the_tills_price(desk: Context) -> None:
    kept = KeptQuote("q", "1", "1~q", 1, 1, 1000, 700, (Promised("a", 1, None, 300),), NOW)
    part = Line("1~q", PRODUCT.id, 700, gtin=PRODUCT.id, blocked="quoted")
    bought = spinach(2)
    lines = (*bought.context.lines, part)
    quoted = replace(bought, context=replace(bought.context, lines=lines), quotes=(kept,))
    await sold(desk, 1, quoted, NOW - timedelta(hours=1))
    found = (await simulated(desk))[-1]
    assert found["money"][0]["turnover"] == {"minorUnits": 3000}
    assert found["money"][0]["cost"]["minorUnits"] == 600


async def test_what_was_taken_back_was_not_bought(desk: Context) -> None:
    await sold(desk, 1, spinach(), NOW - timedelta(hours=1))
    await desk.market.redemptions.reverse("r1", NOW)
    assert (await simulated(desk))[-1]["done"] == 0


async def test_it_writes_nothing(desk: Context) -> None:
    await sold(desk, 1, spinach(), NOW - timedelta(hours=1))

    async def stored() -> dict[str, int]:
        database = desk.market.database
        return {each.name: await database[each.name].count_documents({}) for each in COLLECTIONS}

    before = await stored()
    budgets = [{"kind": "SPEND", "limit": 1000}]
    found = (await simulated(desk, content={**CONTENT, "budgets": budgets, "currency": "EUR"}))[-1]
    assert found["reached"] == 1
    assert await stored() == before


async def test_progress_is_told_on_the_way_and_the_run_can_be_left(desk: Context) -> None:
    for number in range(150):
        await sold(desk, number, spinach(), NOW - timedelta(minutes=number + 1))
    variables = {"input": {"content": CONTENT}}
    updates: Any = await SCHEMA.subscribe(SIMULATE, variable_values=variables, context_value=desk)
    first = await anext(updates)
    assert first.data["simulateOffer"] == {
        "__typename": "SimulationProgress", "done": 100, "total": 150
    }  # fmt: skip
    await updates.aclose()


async def test_moments_that_are_made_up_say_why_and_what_would_help(desk: Context) -> None:
    condition = {"all": [{"cartSpend": {"amount": 1500}}, {"segment": {"among": ["regulars"]}}]}
    await desk.market.segments.save(Segment("regulars", "Regulars", None, 1, "mia", NOW))
    cart = {"storeId": "s1", "lines": [{"productId": PRODUCT.id, "unitPrice": 1000}]}
    big = {**cart, "lines": [{"productId": PRODUCT.id, "unitPrice": 1000, "quantity": 2}]}
    moments = [{**cart, "segments": ["regulars"]}, {**big, "segments": ["regulars"]}, big]
    content = {**CONTENT, "condition": condition, "currency": "EUR"}
    (found,) = await simulated(desk, content=content, moments=moments)
    assert found["missed"] == [
        {"why": "CONDITION", "baskets": 1}, {"why": "UNKNOWN", "baskets": 1}
    ]  # fmt: skip
    assert found["segments"] == [{"key": "regulars", "baskets": 2, "reached": 1}]
    small, applied, unknown = found["examples"]
    assert applied["saving"] == {"minorUnits": 400}
    assert [clause["verdict"] for clause in small["clauses"]] == ["FALSE", "FALSE", "TRUE"]
    assert [clause["verdict"] for clause in unknown["clauses"]] == ["UNKNOWN", "TRUE", "UNKNOWN"]
    assert small["wouldHelp"]


CART = {"storeId": "s1", "lines": [{"productId": PRODUCT.id, "unitPrice": 1000}]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"content": None}, "which offer", id="no offer"),
        pytest.param({"content": None, "offerId": "none"}, "no such offer", id="unknown offer"),
        pytest.param({"days": 91}, "0 to 90", id="too many days"),
        pytest.param({"storeIds": ["s9"]}, "no store s9", id="unknown store"),
        pytest.param({"moments": [{**CART, "storeId": "s9"}]}, "no store s9", id="store"),
        pytest.param({"moments": [CART] * 101}, "At most 100", id="too many moments"),
        pytest.param(
            {"moments": [{**CART, "lines": [{"productId": "1", "unitPrice": 1}]}]},
            "no product 1",
            id="unknown product",
        ),
        pytest.param(
            {"moments": [{**CART, "lines": [{"productId": "1", "unitPrice": -1}]}]},
            "prices at 0",
            id="a negative price",
        ),
    ],
)
async def test_what_cannot_be_simulated_is_refused(
    desk: Context, given: Mapping[str, Any], said: str
) -> None:
    (refusal,) = await simulated(desk, **given)
    assert refusal["__typename"] == "SimulationRefusal"
    assert said.lower() in refusal["message"].lower()


async def test_an_offer_with_errors_is_refused_with_all_of_them(desk: Context) -> None:
    content = {**CONTENT, "benefits": [{"percent": {"value": "120"}}]}
    (refusal,) = await simulated(desk, content=content)
    assert [problem["path"] for problem in refusal["problems"]] == ["benefits[0].value"]
