"""Quotes and coupons as screens and marketers ask for them."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Anonymous, Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from personalization.offers.lifecycle import Step, drafted, published
from personalization.offers.offer import Offer
from personalization.redemptions.quote import Quote, read_quote
from provenance.answer import Price, PriceUnit
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.store.collection import Document
from tests.api.app_samples import NOW, PRODUCT, STORE
from tests.api.graphql_context import running_context
from tests.api.till_shop import FIVE_OFF, LADDER, WELCOME
from tests.api.waiting import until

SCHEMA = build_schema(production=False)
CODE = f"(01){PRODUCT.id}(15)261122(10)L1"  # the day after NOW
QUOTE = """mutation ($input: QuoteOfferInput!) { quoteOffer(input: $input) {
  __typename
  ... on OfferQuote {
    id token productId lot listPrice { minorUnits } price { minorUnits currencyCode }
    quantity weightGrams expiresAt offers { offerId version saving { minorUnits } } }
  ... on QuoteRefusal { message hint } } }"""
CREATE = """mutation ($input: CreateCouponsInput!) { createCoupons(input: $input) {
  __typename
  ... on CouponsCreated { csv series { id offerId count made usedUp createdBy } }
  ... on CouponRefusal { message hint } } }"""
ENTER = """mutation ($input: EnterCodeInput!) { enterCode(input: $input) {
  __typename
  ... on Cart { codes }
  ... on CartRefusal { reason message hint } } }"""
CART = """mutation { createCart(input: {storeId: "s1"}) { ... on Cart { id } } }"""
ADD = """mutation ($input: AddToCartInput!) { addToCart(input: $input) {
  ... on AddedToCart { line { id } } } }"""
MARKETER = Staff("mia", Role.MARKETER)


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri) as context:
        price = Price(Money(100, STORE.currency), PriceUnit.EACH)
        await context.archive.prices.put([ShelfPrice("s1", PRODUCT.id, price, NOW)])
        yield replace(context, clock=lambda: NOW)


async def in_force(context: Context, *offers: Offer) -> None:
    for offer in offers:
        first = drafted(None, offer, by="mia", now=NOW)
        assert isinstance(first, Step)
        step = published(first.after, by="mia", now=NOW)
        assert isinstance(step, Step)
        assert await context.market.offers.keep(first)
        assert await context.market.offers.keep(step)
    await until(lambda: {offer.id for offer in offers} <= context.offers.snapshot.offers.keys())


async def asked(context: Context, operation: str, /, **given: object) -> Any:
    variables = {"input": given} if given else None
    result = await SCHEMA.execute(operation, variable_values=variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def test_a_price_is_promised_for_what_was_scanned(context: Context) -> None:
    await in_force(context, LADDER, FIVE_OFF)
    found = await asked(context, QUOTE, storeId="s1", code=CODE, quantity=3)
    assert (found["listPrice"], found["price"], found["quantity"]) == (
        {"minorUnits": 100},
        {"minorUnits": 80, "currencyCode": "EUR"},
        3,
    )
    assert found["offers"] == [{"offerId": "ladder", "version": 1, "saving": {"minorUnits": 20}}]
    assert (found["lot"], found["expiresAt"]) == (
        f"01/{PRODUCT.id}/10/L1",
        "2026-11-21T12:30:00Z",
    )
    read = read_quote(found["token"], context.signer, store="s1", currency=STORE.currency, now=NOW)
    assert isinstance(read, Quote)
    assert (read.id, read.price, len(read.snapshot_hash)) == (found["id"], 80, 32)


async def test_a_price_is_promised_for_a_line_of_a_cart(context: Context) -> None:
    await in_force(context, LADDER)
    cart = (await asked(context, CART))["id"]
    added = await asked(context, ADD, cartId=cart, code=CODE, idempotencyKey="k")
    line = added["line"]["id"]
    found = await asked(context, QUOTE, cartId=cart, lineId=line, offerId="ladder")
    assert found["price"]["minorUnits"] == 80
    refused = await asked(context, QUOTE, cartId=cart, lineId="other")
    assert refused["message"] == "The cart has no such line."


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"storeId": "s1", "code": CODE, "offerId": "five"}, "does not reduce this by itself"),
        ({"storeId": "s1", "code": CODE.replace("261122", "261201")}, "No offer reduces this"),
        ({"storeId": "s9", "code": CODE}, "which code in which store"),
        ({"storeId": "s1"}, "which code in which store"),
        ({"storeId": "s1", "code": "09521321000019"}, ""),
    ],
)
async def test_what_cannot_be_promised_is_said_in_words(
    context: Context, given: dict[str, str], says: str
) -> None:
    await in_force(context, LADDER, FIVE_OFF)
    found = await asked(context, QUOTE, **given)
    assert found["__typename"] == "QuoteRefusal"
    assert says in found["message"]
    assert found["hint"]


async def test_nothing_is_promised_of_what_the_shopper_must_not_eat(context: Context) -> None:
    await in_force(context, LADDER)
    found = await asked(context, QUOTE, storeId="s1", code=CODE, context={"allergens": ["MILK"]})
    assert found["__typename"] == "QuoteRefusal"


async def test_promising_stores_nothing(context: Context) -> None:
    await in_force(context, LADDER)
    before = await context.market.database.command("dbStats")
    await asked(context, QUOTE, storeId="s1", code=CODE)
    after = await context.market.database.command("dbStats")
    assert after["objects"] == before["objects"]


async def test_codes_are_made_shown_once_and_open_the_offer_in_a_cart(context: Context) -> None:
    await in_force(context, WELCOME)
    marketer = replace(context, caller=MARKETER)
    given = {"idempotencyKey": "k", "offerId": "welcome", "count": 3, "prefix": "hello"}
    found = await asked(marketer, CREATE, **given)
    header, *codes, end = found["csv"].split("\r\n")
    assert (header, len(codes), end) == ("code", 3, "")
    assert all(code.startswith("HELLO-") for code in codes)
    series = found["series"]
    assert (series["count"], series["made"], series["usedUp"]) == (3, 3, 0)
    assert (await asked(marketer, CREATE, **given))["csv"] == found["csv"]
    other = await asked(marketer, CREATE, **{**given, "count": 4})
    assert "another series" in other["message"]

    cart = (await asked(context, CART))["id"]
    entered = await asked(context, ENTER, cartId=cart, code=codes[0].lower())
    assert entered["__typename"] == "Cart"
    wrong = await asked(context, ENTER, cartId=cart, code=f"{codes[1][:-1]}0")
    assert (wrong["reason"], wrong["message"]) == (
        "COUPON",
        "This code is mistyped: no code reads like that.",
    )
    listed = await SCHEMA.execute(
        '{ couponSeries(offerId: "welcome") { id made } }', context_value=marketer
    )
    assert listed.data == {"couponSeries": [{"id": series["id"], "made": 3}]}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"count": 0}, "1 to 100,000 codes"),
        ({"count": 100_001}, "1 to 100,000 codes"),
        ({"usesPerCode": 0}, "1 to 1,000,000 times"),
        ({"prefix": "TOO-LONG-PREFIX"}, "prefix"),
        ({"gcn": "123"}, "Global Coupon Number"),
        ({"offerId": "nothing"}, "no offer with this id"),
        ({"idempotencyKey": ""}, "idempotency key"),
        (
            {"validFrom": "2026-12-02T00:00:00Z", "validUntil": "2026-12-01T00:00:00Z"},
            "end before they begin",
        ),
    ],
)
async def test_codes_that_make_no_sense_are_refused(
    context: Context, wrong: dict[str, object], says: str
) -> None:
    await in_force(context, WELCOME)
    marketer = replace(context, caller=MARKETER)
    given = {"idempotencyKey": "k", "offerId": "welcome", "count": 3, **wrong}
    found = await asked(marketer, CREATE, **given)
    assert found["__typename"] == "CouponRefusal"
    assert says in found["message"]


async def test_only_marketers_make_codes(context: Context) -> None:
    given = {"input": {"idempotencyKey": "k", "offerId": "welcome", "count": 3}}
    for caller in (Anonymous(), Staff("olga", Role.OPERATIONS)):
        result = await SCHEMA.execute(
            CREATE, variable_values=given, context_value=replace(context, caller=caller)
        )
        assert result.errors


async def test_ten_thousand_codes_take_seconds(context: Context) -> None:
    await in_force(context, WELCOME)
    marketer = replace(context, caller=MARKETER)
    began = time.perf_counter()
    found = await asked(
        marketer, CREATE, idempotencyKey="k", offerId="welcome", count=10_000, usesPerCode=None
    )
    assert found["csv"].count("\r\n") == 10_001
    assert time.perf_counter() - began < 20
