"""Carts as screens see and change them, and beside recalls and scans."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import ApiKey, KeyScope, Role, Staff
from api.graphql.context import Context
from api.work.cart_sweeper import CartSweeper
from personalization.carts.cart import LIFE
from personalization.redemptions.coupon import TRIES_ALLOWED, CouponSeries
from personalization.redemptions.coupon_codes import Series
from personalization.redemptions.entering import make_codes
from provenance.identity import lot_thing
from provenance.recalls import RecallNotice
from provenance.recipes import Recipe
from provenance.store.collection import Document
from tests.api.app_samples import LINK, LOT, NOW, PRODUCT
from tests.api.cart_screens import (
    GRAPES,
    GRAPES_345_G,
    asked,
    begun,
    do,
    of_lot,
    put_in,
    seen,
    shop,
)


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with shop(database, mongodb_uri) as context:
        yield context


async def test_a_cart_begins_empty_under_a_random_id(context: Context) -> None:
    made = await do(context, "createCart", storeId="s1", language="zh-CN")
    assert re.fullmatch("[0-9a-f]{32}", made.pop("id"))
    assert made == {
        "revision": 1,
        "status": "OPEN",
        "units": 0,
        "codes": [],
        "language": "zh-Hans",
        "expiresAt": "2026-11-22T12:00:00Z",
        "total": {"minorUnits": 0, "currencyCode": "EUR"},
        "lines": [],
    }
    assert (await do(context, "createCart", storeId="s1", language="tlh"))["language"] is None
    refused = await do(context, "createCart", storeId="nowhere")
    assert refused["reason"] == "UNKNOWN_STORE"
    assert "nowhere" in refused["message"]


async def test_goods_are_added_as_scanned_and_two_lots_are_two_lines(context: Context) -> None:
    cart = await begun(context)
    one = await put_in(context, cart, LINK, "1", quantity=2)
    assert one["line"] == {
        "id": one["line"]["id"],
        "name": "Baby spinach",
        "lot": lot_thing(PRODUCT.id, LOT),
        "quantity": 2,
        "weightGrams": None,
        "daysLeft": 5,
        "useBy": None,
        "blocked": None,
        "recall": None,
        "unitPrice": {"minorUnits": 199},
        "subtotal": {"minorUnits": 398},
        "price": {"per": "EACH"},
    }
    await put_in(context, cart, of_lot("L2"), "2")
    await put_in(context, cart, LINK, "3")
    last = await put_in(context, cart, GRAPES_345_G, "4")
    whole = last["cart"]
    assert [(each["name"], each["quantity"], each["daysLeft"]) for each in whole["lines"]] == [
        ("Baby spinach", 3, 5),
        ("Baby spinach", 1, 2),
        ("Red grapes", 1, None),
    ]
    assert (last["line"]["weightGrams"], last["line"]["unitPrice"]) == (345.0, {"minorUnits": 155})
    assert (whole["units"], whole["total"]["minorUnits"]) == (5, 4 * 199 + 155)
    assert await seen(context, cart) == whole


async def test_repeating_a_request_adds_nothing(context: Context) -> None:
    cart = await begun(context)
    first = await put_in(context, cart, LINK, expectedRevision=1)
    assert await put_in(context, cart, LINK, expectedRevision=1) == first
    line = first["line"]["id"]
    await do(context, "removeFromCart", cartId=cart, lineId=line)
    again = await put_in(context, cart, LINK)
    assert (again["line"], again["cart"]["lines"]) == (None, [])


async def test_lines_are_changed_and_taken_out(context: Context) -> None:
    cart = await begun(context)
    line = (await put_in(context, cart, LINK))["line"]["id"]
    grapes = (await put_in(context, cart, "4023", "g", weightGrams=100.0))["line"]["id"]
    more = await do(context, "changeCartLine", cartId=cart, lineId=line, quantity=4)
    assert more["units"] == 5
    heavier = await do(context, "changeCartLine", cartId=cart, lineId=grapes, weightGrams=200.5)
    assert heavier["total"]["minorUnits"] == 4 * 199 + 90
    stale = await do(context, "removeFromCart", cartId=cart, lineId=line, expectedRevision=2)
    assert (stale["reason"], stale["currentCart"]) == ("CHANGED_MEANWHILE", {"revision": 5})
    for _ in range(2):
        left = await do(context, "removeFromCart", cartId=cart, lineId=line)
        assert [each["id"] for each in left["lines"]] == [grapes]
        assert left["revision"] == 6


async def test_a_good_code_is_kept_and_guessing_ends_soon(context: Context) -> None:
    series = CouponSeries("spring", "o1", 2, None, None, None, created_at=NOW, created_by="mia")
    made = make_codes(context.market, context.signer, series)
    code, other = [code async for part in made for code in part]
    cart = await begun(context)
    for _ in range(2):
        assert (await do(context, "enterCode", cartId=cart, code=f" {code} "))["codes"] == [code]
    assert (await do(context, "enterCode", cartId=cart, code=""))["reason"] == "INPUT"
    guesses = Series("never made", "", None).codes(TRIES_ALLOWED + 1, context.signer)
    said = [
        (await do(context, "enterCode", cartId=cart, code=guess))["message"] for guess in guesses
    ]
    assert said[-1] != said[0] == said[-2]
    late = await do(context, "enterCode", cartId=cart, code=other)
    assert (late["reason"], late["message"]) == ("COUPON", said[-1])
    assert (await seen(context, cart))["codes"] == [code]
    unknown = await do(context, "enterCode", cartId="0" * 32, code=other)
    assert unknown["reason"] == "UNKNOWN_CART"


@pytest.mark.parametrize(
    ("code", "given", "reason"),
    [
        ("rubbish", {}, "CODE_REFUSED"),
        ("09506000134352", {}, "CODE_REFUSED"),
        ("4023", {}, "WEIGHT_NEEDED"),
        (LINK, {"quantity": 1000}, "AMOUNT"),
        (LINK, {"weightGrams": 5.0}, "AMOUNT"),
        (LINK, {"idempotencyKey": ""}, "INPUT"),
        (f"{LINK}?17=261120", {}, "EXPIRED"),
    ],
)
async def test_what_cannot_be_added_is_refused_in_words(
    context: Context, code: str, given: dict[str, object], reason: str
) -> None:
    cart = await begun(context)
    refused = await do(
        context, "addToCart", **{"cartId": cart, "code": code, "idempotencyKey": "k", **given}
    )
    assert refused["reason"] == reason
    assert refused["message"]
    assert refused["hint"]
    assert (await seen(context, cart))["lines"] == []


async def test_nobody_gets_a_cart_without_its_id_or_after_its_day(context: Context) -> None:
    cart = await begun(context)
    assert await seen(context, "0" * 32) is None
    tomorrow = replace(context, clock=lambda: NOW + LIFE)
    assert await seen(tomorrow, cart) is None
    refused = await put_in(tomorrow, cart, LINK)
    assert (refused["reason"], refused["currentCart"]) == ("UNKNOWN_CART", None)


async def recall(context: Context, lot: str = LOT) -> None:
    text = {"en": "Glass"}
    notice = RecallNotice("r1", [lot_thing(PRODUCT.id, lot)], text, text, NOW)
    await context.archive.recalls.put([notice])


async def test_a_recall_announced_later_is_shown_first(context: Context) -> None:
    cart = await begun(context)
    await put_in(context, cart, GRAPES_345_G, "1")
    await put_in(context, cart, LINK, "2")
    await recall(context)
    first, second = (await seen(context, cart))["lines"]
    assert (first["recall"], first["blocked"]) == ({"reason": "Glass"}, "RECALLED")
    assert (second["name"], second["blocked"]) == ("Red grapes", None)
    assert (await put_in(context, cart, LINK, "3"))["reason"] == "RECALLED"


async def test_operations_see_how_many_carts_hold_recalled_goods(context: Context) -> None:
    await put_in(context, await begun(context), LINK)
    cart = await begun(context)
    await put_in(context, cart, LINK)
    await put_in(context, cart, of_lot("L2"), "2")
    staff = replace(context, caller=Staff("olga", Role.OPERATIONS))
    trace = """query ($input: TraceForwardInput!) {
        traceForward(input: $input) { ... on ForwardTrace { openCarts } } }"""
    counts = [
        (await asked(staff, trace, input={"gtin": PRODUCT.id, "lot": lot}))["openCarts"]
        for lot in (LOT, "L2", None)
    ]
    assert counts == [2, 1, 2]
    await recall(context)
    listed = await asked(staff, "{ recalls { recalls { openCarts } } }")
    assert listed == {"recalls": [{"openCarts": 2}]}
    assert await asked(
        replace(staff, clock=lambda: NOW + LIFE), "{ recalls { recalls { openCarts } } }"
    ) == {"recalls": [{"openCarts": 0}]}


async def test_recipes_use_what_lies_in_the_cart(context: Context) -> None:
    pie = Recipe(
        "pie",
        {"en": "Spinach with grapes"},
        ["200 g baby spinach", "300 g red grapes"],
        frozenset({"spinach", "grapes", "grape", "red", "baby"}),
    )
    await context.archive.recipes.put([pie])
    cart = await begun(context)
    await put_in(context, cart, GRAPES_345_G)
    scan = """query ($code: String!, $cart: ID) {
      scan(code: $code, context: {storeId: "s1", cartId: $cart, language: "en"}) {
        ... on Scan { recipes { reason } } } }"""

    async def reasons(cart: str | None) -> list[str]:
        found = await asked(context, scan, code=LINK, cart=cart)
        return [each["reason"] for each in found["recipes"]]

    [beside] = await reasons(cart)
    assert "Red grapes" in beside
    [alone] = await reasons(None)
    assert "Red grapes" not in alone
    assert await reasons("0" * 32) == [alone], "a cart that nobody knows changes nothing"


@pytest.mark.parametrize("more", ["", "offers { id }"])
async def test_recipes_use_nothing_that_is_recalled_and_recalls_are_read_once(
    context: Context, more: str
) -> None:
    pie = Recipe(
        "pie", {"en": "Pie"}, ["baby spinach", "red grapes"], frozenset({"spinach", "grapes"})
    )
    await context.archive.recipes.put([pie])
    cart = await begun(context)
    await put_in(context, cart, GRAPES_345_G)
    text = {"en": "Glass"}
    await context.archive.recalls.put([RecallNotice("r1", [GRAPES.id], text, text, NOW)])
    database = context.archive.database
    scan = f"""query ($code: String!, $cart: ID) {{
      scan(code: $code, context: {{storeId: "s1", cartId: $cart, language: "en"}}) {{
        ... on Scan {{ recipes {{ reason }} {more} }} }} }}"""
    await database.command("profile", 2)
    try:
        found = await asked(context, scan, code=LINK, cart=cart)
    finally:
        await database.command("profile", 0)
    [recipe] = found["recipes"]
    assert "Red grapes" not in recipe["reason"]
    asked_of_carts = {"command.aggregate": "recalls"}
    assert await database["system.profile"].count_documents(asked_of_carts) == 1
    await database["system.profile"].drop()


async def test_a_kiosk_with_a_key_leaves_no_cart_id_in_the_audit_log(context: Context) -> None:
    kiosk = replace(context, caller=ApiKey("k1", "Kiosks", frozenset({KeyScope.INSIGHTS})))
    cart = await begun(kiosk)
    await put_in(kiosk, cart, LINK)
    assert await context.archive.database.audit.count_documents({}) == 0


async def test_a_sweeper_removes_what_is_over(context: Context) -> None:
    await put_in(context, await begun(context), LINK)
    carts, clock = context.market.carts, [NOW + timedelta(minutes=31)]
    sweeper = CartSweeper(context.archive, carts, lambda: clock[0])
    stored = context.archive.database
    await sweeper.sweep()
    assert await stored.carts.distinct("status") == ["ABANDONED"]
    clock[0] = NOW + LIFE
    await sweeper.sweep()
    assert await stored.carts.count_documents({}) == 0
    assert await stored.cart_ends.distinct("reached") == ["ABANDONED"]
