"""Two screens share a cart and see each other, and a recall reaches both."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.graphql.context import Context
from kiosk.labels.qr import qr_path
from provenance.recalls import RecallNotice
from provenance.store.collection import Document
from tests.api.app_samples import NOW, PRODUCT
from tests.api.cart_screens import (
    BARE,
    CART,
    SCHEMA,
    begun,
    do,
    put_in,
    shop,
)

WATCH = f"""subscription ($id: ID!, $after: String) {{
  cartUpdates(id: $id, after: $after) {{ cursor resync cart {{ {CART} }} }} }}"""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    """At the present moment: MongoDB removes invitations by its own clock."""
    async with shop(database, mongodb_uri) as context:
        yield replace(context, clock=clock.now)


async def watching(context: Context, cart: str, after: str | None = None) -> Any:
    given = {"id": cart, "after": after}
    return await SCHEMA.subscribe(WATCH, variable_values=given, context_value=context)


async def until(updates: Any, wanted: object, name: str) -> Any:
    async with asyncio.timeout(10):
        while True:
            result = await anext(updates)
            assert result.errors is None, result.errors
            update = result.data["cartUpdates"]
            if update["cart"] and update["cart"][name] == wanted:
                return update


async def test_a_phone_shares_the_cart_of_a_kiosk_and_both_see_each_other(context: Context) -> None:
    kiosk, phone = await begun(context), await begun(context)
    await put_in(context, kiosk, BARE, "1")
    await put_in(context, phone, BARE, "1", quantity=2)
    updates = await watching(context, kiosk)
    assert (await until(updates, 1, "units"))["resync"] is False
    pairing = await do(context, "startPairing", cartId=kiosk)
    assert pairing["qrText"] == f"https://shop.example/pair#{pairing['token']}"
    size, path = qr_path(pairing["qrText"])
    assert pairing["qr"] == {"text": pairing["qrText"], "size": size, "path": path}
    given = {"token": pairing["qrText"], "idempotencyKey": "p", "cartId": phone}
    shared = await do(context, "pairCart", **given)
    assert (shared["id"], shared["units"]) == (kiosk, 3)
    await until(updates, 3, "units")
    on_phone = await watching(context, phone)
    await until(on_phone, kiosk, "id")
    await put_in(context, kiosk, BARE, "2")
    await until(on_phone, 4, "units")
    await put_in(context, phone, BARE, "3")
    await until(updates, 5, "units")
    await asyncio.gather(updates.aclose(), on_phone.aclose())


async def test_a_recall_reaches_the_screens_of_carts(context: Context) -> None:
    cart = await begun(context)
    await put_in(context, cart, BARE)
    updates = await watching(context, cart)
    await until(updates, 1, "units")
    text = {"en": "Glass"}
    notice = RecallNotice("r1", [PRODUCT.id], text, text, NOW - timedelta(days=3650))
    await context.archive.recalls.put([notice])
    async with asyncio.timeout(10):
        update = (await anext(updates)).data["cartUpdates"]
    assert update["cart"]["lines"][0]["blocked"] == "RECALLED"
    await updates.aclose()


async def test_after_a_break_only_news_is_sent_and_the_end_is_told(context: Context) -> None:
    cart = await begun(context)
    updates = await watching(context, cart)
    left = (await until(updates, 0, "units"))["cursor"]
    await updates.aclose()
    await put_in(context, cart, BARE)
    updates = await watching(context, cart, left)
    await until(updates, 1, "units")
    await context.archive.database.carts.delete_many({})
    async with asyncio.timeout(10):
        ended = (await anext(updates)).data["cartUpdates"]
        assert ended["cart"] is None
        with pytest.raises(StopAsyncIteration):
            await anext(updates)


async def test_a_pairing_code_is_good_once(context: Context) -> None:
    kiosk = await begun(context)
    token = (await do(context, "startPairing", cartId=kiosk))["token"]
    paired = [
        await do(context, "pairCart", token=token, idempotencyKey=key)
        for key in ("p", "p", "other")
    ]
    assert [each.get("id") for each in paired] == [kiosk, kiosk, None]
    assert paired[2]["reason"] == "PAIRING"
    unknown = await do(context, "startPairing", cartId="0" * 32)
    assert unknown["reason"] == "UNKNOWN_CART"
