"""The till contract over HTTP; the first test is the worked example of `api.till`."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import KeyScope
from api.work.lease import acquired
from api.work.redemption_sweeper import RedemptionSweeper
from personalization.offers.offer import Budget, BudgetKind
from personalization.redemptions.coupon import CouponSeries
from personalization.redemptions.entering import make_codes
from personalization.redemptions.redemption import RESERVED_FOR
from personalization.signing import Signer
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import SECRET, ask, shopper_token
from tests.api.app_samples import PRODUCT
from tests.api.epcis_client import key_of
from tests.api.till_shop import FIVE_OFF, LADDER, WELCOME, Shop, lines, open_shop, spinach
from tests.api.waiting import until

QUOTE = """mutation ($input: QuoteOfferInput!) { quoteOffer(input: $input) {
  ... on OfferQuote { id token price { minorUnits } quantity expiresAt offers { offerId } }
  ... on QuoteRefusal { message hint } } }"""
REVIEW = """mutation ($input: LeaveReviewInput!) { leaveReview(input: $input) {
  ... on ReviewLeft { review { stars verifiedPurchase } }
  ... on ReviewRefusal { message } } }"""
GRAPES_345_G = "2104023003456"


@pytest.fixture
async def shop(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Shop]:
    async with open_shop(database, mongodb_uri) as shop:
        yield shop


async def test_a_basket_from_the_belt_to_the_receipt_and_back(shop: Shop) -> None:
    await shop.publish(LADDER, FIVE_OFF)

    basket = await shop.priced(
        {"id": "1", "code": spinach(days=1), "quantity": 2},
        {"id": "2", "code": GRAPES_345_G, "unitPrice": 1900},
        currency="EUR",
    )
    assert [line["total"] for line in basket["lines"]] == [
        2 * 80 - 39,  # 20 % off, then its share of the five euros
        1900 - 461,
    ]
    assert [(offer["offer"], offer["saving"]) for offer in basket["offers"]] == [
        ("ladder", 40),
        ("five", 500),
    ]
    assert basket["offers"][0]["reason"].startswith("20 %")
    assert (basket["subtotal"], basket["discount"], basket["total"]) == (2100, 540, 1560)

    body = {"basket": basket["basket"], "order": "000123"}
    reserved = (await shop.till("redemptions", body, key="till-7-000123")).json()
    assert reserved["state"] == "RESERVED"
    again = await shop.till("redemptions", body, key="till-7-000123")
    assert again.json() == reserved

    capture = {"receipt": "2026-11-21-7-000123"}
    captured = (await shop.till(f"redemptions/{reserved['id']}/capture", capture)).json()
    assert (captured["state"], captured["paid"]) == ("CAPTURED", 1560)

    back = {"store": "s1", "order": "000123", "lines": [{"id": "2", "quantity": 1}]}
    returned = (await shop.till("returns", back, key="till-7-return-000017")).json()
    assert (returned["value"], returned["refund"], returned["clawBack"]) == (1439, 1400, 39)
    repeated = await shop.till("returns", back, key="till-7-return-000017")
    assert repeated.json() == returned
    rest = {**back, "lines": [{"id": "1", "quantity": 2}]}
    last = (await shop.till("returns", rest, key="till-7-return-000018")).json()
    assert last["refund"] == 160
    assert last["redemption"]["paid"] == 0


@pytest.mark.parametrize("method", ["DELETE", "POST"])
async def test_a_reversed_order_gives_its_budgets_back(shop: Shop, method: str) -> None:
    await shop.publish(replace(LADDER, budgets=(Budget(BudgetKind.USAGE, 1),)))
    basket = await shop.priced(*lines(spinach(days=1)))
    sold = await shop.sold(basket, "1")
    path = f"redemptions/{sold['id']}" + ("/reverse" if method == "POST" else "")
    gone = await shop.till(path, method=method)
    assert gone.json()["state"] == "REVERSED"
    assert [each.remaining for each in await shop.market.budgets.of()] == [1]
    late = await shop.till(f"redemptions/{sold['id']}/capture", {"receipt": "x"})
    assert late.status_code == 409


async def test_what_cannot_be_had_is_named_and_the_basket_is_priced_without_it(
    shop: Shop,
) -> None:
    await shop.publish(replace(LADDER, budgets=(Budget(BudgetKind.USAGE, 1),)), FIVE_OFF)
    belt: list[dict[str, object]] = [
        {"id": "1", "code": spinach(days=1), "quantity": 30},
        {"id": "2", "code": spinach(days=9, lot="L2")},
    ]
    first, second = await shop.priced(*belt), await shop.priced(*belt)
    await shop.sold(first, "1")
    body = {"basket": second["basket"], "order": "2"}
    refused = await shop.till("redemptions", body, key="2")
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    [lack] = problem["refused"]
    assert (lack["offers"], lack["why"]) == (["ladder"], "BUDGET_EXHAUSTED")
    assert problem["basket"]["total"] == 3100 - 500
    assert (await shop.sold(problem["basket"], "2"))["paid"] == 2600


async def test_a_price_shown_is_kept_though_the_offer_was_paused(shop: Shop) -> None:
    await shop.publish(replace(LADDER, budgets=(Budget(BudgetKind.SPEND, 1000),)))
    given = {"storeId": "s1", "code": spinach(days=1), "quantity": 2}
    found = (await ask(shop.client, QUOTE, {"input": given}))["quoteOffer"]
    assert (found["price"], found["quantity"]) == ({"minorUnits": 80}, 2)
    await shop.pause("ladder")
    asked: list[dict[str, object]] = [{"id": "1", "code": spinach(days=1), "quantity": 3}]
    assert (await shop.priced(*asked))["total"] == 300
    basket = await shop.priced(*asked, quotes=[found["token"]])
    assert basket["total"] == 260
    sold = await shop.sold(basket, "1")
    assert sold["offers"][0]["lines"] == [{"line": "1", "amount": 40, "quoted": True}]
    assert [each.remaining for each in await shop.market.budgets.of()] == [960]
    replay = await shop.priced(*asked, quotes=[found["token"]])
    body = {"basket": replay["basket"], "order": "2"}
    refused = await shop.till("redemptions", body, key="2")
    assert [each["why"] for each in refused.json()["refused"]] == ["QUOTE_USED"]


async def test_nothing_is_promised_or_sold_of_a_recalled_lot(
    shop: Shop, database: AsyncDatabase[Document]
) -> None:
    await shop.publish(LADDER)
    given = {"storeId": "s1", "code": spinach(days=1)}
    token = (await ask(shop.client, QUOTE, {"input": given}))["quoteOffer"]["token"]
    notice = RecallNotice("r1", [f"01/{PRODUCT.id}/10/L1"], {"en": "Glass"}, {}, clock.now())
    await Archive(database).recalls.put([notice])
    basket = await shop.priced(*lines(spinach(days=1)), quotes=[token])
    assert [(each["id"], each["why"]) for each in basket["unsold"]] == [("1", "RECALLED")]
    assert [each["why"] for each in basket["quotesNotUsed"]] == ["NOT_IN_BASKET"]
    assert basket["total"] == 0
    refused = (await ask(shop.client, QUOTE, {"input": given}))["quoteOffer"]
    assert "recalled" in refused["message"]


async def test_a_coupon_opens_its_offer_once(shop: Shop) -> None:
    await shop.publish(WELCOME)
    series = CouponSeries("c", "welcome", 1, 1, None, None, clock.now(), "mia")
    await shop.market.coupons.begin(series)
    [[code]] = [part async for part in make_codes(shop.market, Signer(SECRET), series)]
    goods = lines(spinach(days=9))
    assert (await shop.priced(*goods))["total"] == 100
    first, second = [await shop.priced(*goods, codes=[code]) for _ in range(2)]
    assert first["total"] == 50
    sold = await shop.sold(first, "1")
    body = {"basket": second["basket"], "order": "2"}
    refused = await shop.till("redemptions", body, key="2")
    assert [each["why"] for each in refused.json()["refused"]] == ["COUPON_USED"]
    used = await shop.priced(*goods, codes=[code])
    assert [each["why"] for each in used["codesNotUsed"]] == ["USED"]
    back = {"store": "s1", "order": "1", "lines": [{"id": "1", "quantity": 1}]}
    assert (await shop.till("returns", back, key="r")).json()["refund"] == sold["paid"]
    assert (await shop.priced(*goods, codes=[code]))["total"] == 50


async def test_a_limit_per_customer_holds_for_a_cart(shop: Shop) -> None:
    await shop.publish(replace(LADDER, budgets=(Budget(BudgetKind.PER_CUSTOMER, 1),)))
    create = 'mutation { createCart(input: {storeId: "s1"}) { ... on Cart { id } } }'
    cart = (await ask(shop.client, create))["createCart"]["id"]
    goods = lines(spinach(days=1))
    first = await shop.priced(*goods, cartId=cart)
    assert first["total"] == 80
    await shop.sold(first, "1")
    assert (await shop.priced(*goods, cartId=cart))["total"] == 100
    stored = [str(each) async for each in shop.database["customer_uses"].find()]
    stored += [str(each) async for each in shop.database["redemptions"].find({}, {"basket": 0})]
    assert stored
    assert not any(cart in text for text in stored)


async def test_a_receipt_makes_a_review_one_of_a_verified_purchase(shop: Shop) -> None:
    sold = await shop.sold(await shop.priced(*lines(spinach(days=9))), "1")
    reviews = []
    for receipt in (sold["receiptToken"], sold["receiptToken"], "forged", None):
        given = {
            "idempotencyKey": "k",
            "productId": PRODUCT.id,
            "stars": 5,
            "receipt": receipt,
        }
        token = await shopper_token(shop.client)
        found = await ask(shop.client, REVIEW, {"input": given}, token)
        reviews.append(found["leaveReview"])
    first, second, forged, plain = reviews
    assert first["review"]["verifiedPurchase"]
    assert "message" in second  # somebody else with the same receipt
    assert "receipt" in forged["message"]
    assert not plain["review"]["verifiedPurchase"]


async def test_a_cart_that_was_paid_for_is_closed(shop: Shop) -> None:
    create = 'mutation { createCart(input: {storeId: "s1"}) { ... on Cart { id } } }'
    cart = (await ask(shop.client, create))["createCart"]["id"]
    basket = await shop.priced(*lines(spinach(days=9)), cartId=cart)
    body = {"basket": basket["basket"], "order": "1"}
    redeemed = (await shop.till("redemptions", body, key="1")).json()
    capture = {"receipt": "0815", "cartId": cart}
    await shop.till(f"redemptions/{redeemed['id']}/capture", capture)
    found = await ask(shop.client, f'{{ cart(id: "{cart}") {{ status }} }}')
    assert found["cart"]["status"] == "CHECKED_OUT"


GOODS = {"id": "1", "gtin": PRODUCT.id}
ONE = {"store": "s1", "lines": [GOODS]}


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("baskets", {"store": "s1"}, 400, "lines"),
        ("baskets", {**ONE, "lines": [{**GOODS, "quantity": 0}]}, 400, "quantity"),
        ("baskets", {**ONE, "lines": [{**GOODS, "id": str(n)} for n in range(501)]}, 400, "lines"),
        ("baskets", {**ONE, "typo": 1}, 400, "typo"),
        ("baskets", {**ONE, "store": "s9"}, 404, "s9"),
        ("baskets", {**ONE, "currency": "USD"}, 422, "EUR"),
        ("baskets", {**ONE, "lines": [GOODS, GOODS]}, 422, "same id"),
        (
            "baskets",
            {**ONE, "at": (clock.now() - timedelta(minutes=6)).isoformat()},
            422,
            "5 minutes",
        ),
        ("redemptions", {"basket": "forged", "order": "1"}, 422, "basket token"),
        ("redemptions/nobody/capture", {"receipt": "1"}, 404, "no such redemption"),
        (
            "returns",
            {"store": "s1", "order": "9", "lines": [{"id": "1", "quantity": 1}]},
            404,
            "No order 9",
        ),
    ],
)
async def test_bad_requests_are_refused_in_words(
    shop: Shop, path: str, body: object, status: int, says: str
) -> None:
    response = await shop.till(path, body, key="k")
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]


async def test_an_order_is_redeemed_once_and_with_a_key_of_its_own(shop: Shop) -> None:
    basket = await shop.priced(GOODS)
    body = {"basket": basket["basket"], "order": "1"}
    assert (await shop.till("redemptions", body)).status_code == 400
    assert (await shop.till("redemptions", body, key="k")).status_code == 200
    taken = await shop.till("redemptions", body, key="other")
    assert (taken.status_code, taken.json()["redemption"]["order"]) == (409, "1")
    reused = await shop.till("redemptions", {**body, "order": "2"}, key="k")
    assert reused.status_code == 422


async def test_another_organisation_sees_and_uses_nothing_of_it(shop: Shop) -> None:
    basket = await shop.priced(GOODS)
    sold = await shop.sold(basket, "1")
    shop.key = await key_of(shop.database, "Others", [KeyScope.TILL])
    assert (await shop.till(f"redemptions/{sold['id']}", method="GET")).status_code == 404
    body = {"basket": basket["basket"], "order": "2"}
    assert (await shop.till("redemptions", body, key="2")).status_code == 422


@pytest.mark.parametrize("scopes", [[KeyScope.READINGS], []])
async def test_only_a_till_may(shop: Shop, scopes: list[KeyScope]) -> None:
    shop.key = await key_of(shop.database, "Sensors", scopes) if scopes else {}
    assert (await shop.till("baskets", ONE)).status_code == (403 if scopes else 401)


async def test_the_sweeper_ends_what_was_never_paid(shop: Shop) -> None:
    await shop.publish(replace(LADDER, budgets=(Budget(BudgetKind.USAGE, 1),)))
    basket = await shop.priced(*lines(spinach(days=1)))
    body = {"basket": basket["basket"], "order": "1"}
    await shop.till("redemptions", body, key="1")
    later = clock.now() + RESERVED_FOR
    lease = await acquired(shop.market.database, "work", "test", timedelta(seconds=30))
    assert lease
    sweeping = asyncio.create_task(
        RedemptionSweeper(shop.market.redemptions, lambda: later).run(lease)
    )

    async def given_back() -> bool:
        return [each.remaining for each in await shop.market.budgets.of()] == [1]

    await until(given_back)
    sweeping.cancel()
    await asyncio.wait([sweeping])
