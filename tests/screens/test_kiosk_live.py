"""What changes while somebody looks: recalls, offers, carts, the network, the kiosk's own key."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, Page, expect

from api import clock
from seed.codes import sample_codes
from seed.lots import sample_day
from tests.api.app_client import PASSWORD, ask
from tests.screens.cut import network
from tests.screens.scenes_kiosk import code_that_shows, open_kiosk
from tests.screens.shop import Shop, opened_page
from tests.screens.wedge import scan, scan_at_once

RECALL = """mutation ($input: RecallLotInput!) { recallLot(input: $input) { __typename
  ... on RecallRecord { id } } }"""
WITHDRAW = """mutation ($input: WithdrawRecallInput!) { withdrawRecall(input: $input) {
  __typename } }"""
PAIR = """mutation ($input: PairCartInput!) { pairCart(input: $input) { __typename
  ... on Cart { id } ... on CartRefusal { message } } }"""
CREATE = 'mutation { createCart(input: {storeId: "mad1"}) { ... on Cart { id } } }'
ADD = """mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename } }"""
LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) { ... on Session { token } } }"""
DEVICES = 'query { devices(storeId: "mad1") { id name } }'
PAUSE = """mutation ($input: OfferInput!) { pauseOffer(input: $input) { __typename } }"""
RESUME = """mutation ($input: OfferInput!) { resumeOffer(input: $input) { __typename } }"""
UNPAIR = """mutation ($input: UnpairDeviceInput!) { unpairDevice(input: $input) { __typename } }"""
EAN = "9521234003175"
MADRID = ZoneInfo("Europe/Madrid")


@pytest.fixture
async def phone(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody else who asks the same server."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=30) as client:
        yield client


@pytest.fixture
async def staff(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody of operations."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=30) as client:
        given = {"input": {"name": "operations", "password": PASSWORD}}
        token = (await ask(client, LOG_IN, given))["logIn"]["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def read_from_screen(page: Page) -> str:
    """What a phone reads of the QR code on the screen."""
    picture = await page.locator("svg.qr").screenshot()
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return found.text


def text(words: str) -> list[dict[str, str]]:
    return [{"language": "en", "text": words}]


async def test_a_recall_takes_over_at_once(
    page: Page, shop: Shop, staff: httpx.AsyncClient
) -> None:
    code = next(each.code for each in sample_codes(sample_day(clock.now())) if "CUCU" in each.code)
    gtin, lot = code.split("/01/")[1].split("/10/")
    await open_kiosk(page, shop)
    await scan(page, code)
    await expect(page.locator(".timeline")).to_be_visible()
    recalled: Any = await ask(
        staff,
        RECALL,
        {
            "input": {
                "idempotencyKey": "kiosk-recall",
                "gtin": gtin,
                "lot": lot,
                "reason": text("Salmonella was found."),
                "instructions": text("Do not eat it. Bring it back."),
            }
        },
    )
    try:
        await expect(page.locator("main.recall")).to_contain_text("Bring it back", timeout=2000)
        await expect(page.locator(".verdict")).to_have_count(0)
        await page.get_by_role("button", name="Show what is known").click()
        await expect(page.locator(".verdict .word")).to_have_text("Do not eat")
        await scan(page, code)
        await expect(page.locator("main.recall")).to_be_visible()
    finally:
        await ask(
            staff,
            WITHDRAW,
            {"input": {"recallId": recalled["recallLot"]["id"], "reason": "A test."}},
        )
    await expect(page.locator(".verdict .word")).not_to_have_text("Do not eat")


async def test_a_phone_that_scans_the_code_shares_its_cart(
    page: Page, shop: Shop, phone: httpx.AsyncClient
) -> None:
    own = (await ask(phone, CREATE))["createCart"]["id"]
    await ask(phone, ADD, {"input": {"cartId": own, "code": EAN, "idempotencyKey": "1"}})
    await open_kiosk(page, shop)
    await page.get_by_role("button", name="Cart").click()
    token = await read_from_screen(page)
    paired = await ask(
        phone, PAIR, {"input": {"idempotencyKey": "k", "token": token, "cartId": own}}
    )
    await expect(page.locator("main.cart")).to_contain_text("share this cart")
    await expect(page.locator(".lines li")).to_have_count(1)
    await scan(page, code_that_shows("SOON"))
    await page.locator(".buying .main").click()
    await expect(page.locator(".controls .count")).to_have_text("2")
    await page.get_by_role("button", name="Start over").click()
    await expect(page.locator(".controls .count")).to_have_count(0)
    kept = await ask(phone, "query ($id: ID!) { cart(id: $id) { units } }", {"id": own})
    assert kept["cart"]["units"] == 2
    assert paired["pairCart"]["__typename"] == "Cart"


async def test_a_phone_without_a_cart_takes_the_kiosks_along(
    page: Page, shop: Shop, phone: httpx.AsyncClient
) -> None:
    await open_kiosk(page, shop)
    await scan(page, code_that_shows("SOON"))
    await page.locator(".buying .main").click()
    await expect(page.locator(".controls .count")).to_have_text("1")
    await page.get_by_role("button", name="Cart 1").click()
    token = await read_from_screen(page)
    await ask(phone, PAIR, {"input": {"idempotencyKey": "k", "token": token}})
    await expect(page.locator("main.cart")).to_contain_text("share this cart")


async def test_an_offer_leaves_the_loop_when_it_is_paused(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    offer = page.locator("fl-attract .offer")
    await expect(offer).to_contain_text("Three yoghurts")
    async with httpx.AsyncClient(base_url=shop.url, timeout=30) as client:
        given = {"input": {"name": "marketer", "password": PASSWORD}}
        token = (await ask(client, LOG_IN, given))["logIn"]["token"]
        yoghurt = {"input": {"id": "sample-yoghurt"}}
        await ask(client, PAUSE, yoghurt, token)
        try:
            await expect(page.get_by_text("Three yoghurts")).to_have_count(0, timeout=3000)
        finally:
            await ask(client, RESUME, yoghurt, token)
    await expect(offer).to_contain_text("Three yoghurts")


async def test_the_last_answers_outlast_the_network(browser: Browser, shop: Shop) -> None:
    first, second = code_that_shows("SOON"), code_that_shows("FRESH", store="mad1")
    async with (
        network(shop.port) as between,
        opened_page(browser, replace(shop, url=between.url)) as page,
    ):
        await open_kiosk(page, shop)
        for code, word in ((first, "Eat soon"), (second, "Fresh")):
            await scan(page, code)
            await expect(page.locator(".verdict .word")).to_have_text(word)
            await expect(page.locator(".timeline")).to_be_visible()
        await between.cut()
        await expect(page.locator(".head .link.away")).to_have_text("Reconnecting…", timeout=4000)
        await expect(page.locator(".as-of")).to_contain_text("As of")
        await expect(page.locator(".verdict .word")).to_have_text("Fresh")
        await scan(page, first)
        await expect(page.locator(".verdict .word")).to_have_text("Eat soon")
        await expect(page.locator(".as-of")).to_be_visible()
        unseen = code_that_shows("LAST_DAY")
        await scan(page, unseen)
        await expect(page.locator(".miss h1")).to_have_text("We cannot look this up just now")
        await between.heal()
        await expect(page.locator(".head .link.live")).to_be_visible()
        await expect(page.locator(".verdict .word")).to_have_text("Last day")
        await expect(page.locator(".as-of")).to_have_count(0)


async def test_a_clock_an_hour_off_is_told_and_the_times_are_right(
    browser: Browser, shop: Shop
) -> None:
    async with (
        network(shop.port) as between,
        opened_page(browser, replace(shop, url=between.url)) as page,
    ):
        await page.clock.install(time=clock.now() + timedelta(hours=1))
        await open_kiosk(page, shop)
        await expect(page.locator(".notice.clock")).to_have_text(
            "The clock of this screen is wrong. The times shown are right."
        )
        await expect(page.locator(".notice.clock")).to_be_in_viewport()
        await scan_at_once(page, code_that_shows("SOON"))
        await expect(page.locator(".verdict .word")).to_have_text("Eat soon")
        before = clock.now()
        await between.cut()
        as_of = page.locator(".as-of")
        await expect(as_of).to_be_visible()
        said = {
            f"{at:%-I:%M} {at:%p}"
            for at in (each.astimezone(MADRID) for each in (before, clock.now()))
        }
        (time,) = re.findall(r"As of ([0-9:]+\s[AP]M)", await as_of.inner_text())
        assert time.replace("\u202f", " ") in said


async def test_a_kiosk_whose_key_ended_takes_a_break(
    page: Page, shop: Shop, staff: httpx.AsyncClient
) -> None:
    await page.clock.install()
    await open_kiosk(page, shop, zone="mad1-bakery", name="Test to be unpaired")
    (device,) = [
        each["id"]
        for each in (await ask(staff, DEVICES))["devices"]
        if each["name"] == "Test to be unpaired"
    ]
    await ask(staff, UNPAIR, {"input": {"deviceId": device}})
    await page.clock.run_for(31_000)  # the next report
    for _ in ("running", "started anew"):
        await expect(page.locator(".pairing h1")).to_have_text("This screen takes a break")
        await expect(page.locator(".controls")).to_have_count(0)
        await page.reload()
    await page.get_by_role("button", name="Staff: pair it again").click()
    await expect(page.get_by_label("Device key")).to_be_visible()
