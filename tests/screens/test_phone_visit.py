"""A visit with the phone page: what a script adds to it, and that it reads without one."""

import gzip
import re
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, Page, Response, expect

from provenance.text import LANGUAGES
from tests.api.app_client import PASSWORD, ask
from tests.screens.scenes_kiosk import open_kiosk
from tests.screens.scenes_phone import item_path, open_review, put_into_cart
from tests.screens.shop import Shop, opened_page

LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) { ... on Session { token } } }"""
RECALL = """mutation ($input: RecallLotInput!) { recallLot(input: $input) { __typename
  ... on RecallRecord { id } } }"""
WITHDRAW = """mutation ($input: WithdrawRecallInput!) { withdrawRecall(input: $input) {
  __typename } }"""
HELD = "query { reviewsToModerate { productId: product { id } review { stars text } } }"
PHONE = (390, 844)


@pytest.fixture
async def phone(browser: Browser, shop: Shop) -> AsyncIterator[Page]:
    """A phone's browser, fresh."""
    async with opened_page(browser, shop, size=PHONE) as opened:
        yield opened


@pytest.fixture
async def staff(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody of operations."""
    async with httpx.AsyncClient(base_url=shop.url, timeout=30) as client:
        given = {"input": {"name": "operations", "password": PASSWORD}}
        token = (await ask(client, LOG_IN, given))["logIn"]["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def test_a_page_and_what_it_loads_at_once_weigh_at_most_30_kb(phone: Page) -> None:
    answers: list[Response] = []

    def heard(answer: Response) -> None:
        answers.append(answer)  # the method of a list takes no listener's marks

    phone.on("response", heard)
    await phone.route("**/assets/live-*", lambda route: route.abort())  # comes last, and may fail
    await phone.goto(item_path("GOOD", store="hz1"))
    await expect(phone.locator("fl-item form.add")).to_be_visible()
    kinds = ("document", "script", "stylesheet")
    first = [each for each in answers if each.request.resource_type in kinds]
    weights = [len(gzip.compress(await each.body())) for each in first]
    assert len(weights) > 10
    assert sum(weights) <= 30_000


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_reads_without_a_script(browser: Browser, shop: Shop, language: str) -> None:
    context = await browser.new_context(base_url=shop.url, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(item_path("FRESH", language=language))
    await expect(page.locator(".verdict .word")).to_be_visible()
    await expect(page.locator(".timeline li").first).to_be_visible()
    await expect(page.locator(".to-cart")).to_be_hidden()
    await page.goto(f"/pair?lang={language}#anything")
    await expect(page.locator("fl-pair")).to_contain_text("JavaScript")
    await page.locator(".bar a").first.click()
    await page.locator("#code").fill("9521234003175")
    await page.locator("form button").click()
    await expect(page.locator(".verdict h1")).to_be_visible()
    await context.close()


async def test_the_store_is_asked_for_once(phone: Page) -> None:
    await phone.goto(item_path("SOON", store=None))
    await phone.locator("fl-item select").select_option("mad1")
    await expect(phone.locator(".glance")).to_contain_text("€")
    await expect(phone).to_have_url(re.compile(r"store=mad1"))
    await expect(phone.locator("fl-offer .offer").first).to_contain_text("%")
    await phone.goto(item_path("PAST_BEST", store=None))
    await expect(phone.locator("fl-item .in-store")).to_contain_text("Freshlens Market Madrid")
    await expect(phone.locator(".top nav a").last).to_have_attribute(
        "href", re.compile("store=mad1")
    )


async def test_a_recall_reaches_a_page_that_is_open(phone: Page, staff: httpx.AsyncClient) -> None:
    await phone.goto(item_path("LAST_DAY"))
    await expect(phone.locator("fl-item form.add")).to_be_visible()
    gtin, lot = phone.url.split("/01/")[1].split("?")[0].split("/10/")
    words = [{"language": "en", "text": "Do not eat it. Bring it back."}]
    given = {
        "idempotencyKey": "phone-recall",
        "gtin": gtin,
        "lot": lot,
        "reason": words,
        "instructions": words,
    }
    recalled: Any = await ask(staff, RECALL, {"input": given})
    try:
        await expect(phone.locator(".recall")).to_contain_text("Bring it back")
        await expect(phone.locator(".verdict .word")).to_have_text("Do not eat")
        await expect(phone.locator("fl-item")).to_contain_text("has changed")
        await expect(phone.locator("fl-item form.add")).to_have_count(0)
    finally:
        withdrawn = {"recallId": recalled["recallLot"]["id"], "reason": "A test."}
        await ask(staff, WITHDRAW, {"input": withdrawn})
    await expect(phone.locator(".recall")).to_have_count(0)


async def test_what_if_answers_in_words(phone: Page) -> None:
    await phone.goto(item_path("SOON"))
    await phone.locator(".what-if summary").click()
    await expect(phone.locator("fl-what-if .lasting")).to_contain_text("would last")


async def test_a_cart_fills_and_empties_and_is_in_no_address(phone: Page) -> None:
    addresses: list[str] = []
    phone.on("request", lambda asked: addresses.append(asked.url))
    await put_into_cart(phone, "SOON")
    await put_into_cart(phone, "PAST_BEST")
    await expect(phone.locator(".to-cart b")).to_have_text("2")
    await phone.locator(".to-cart").click()
    lines = phone.locator(".lines li")
    await expect(lines).to_have_count(2)
    total = phone.locator(".total dd")
    before = await total.inner_text()
    await lines.first.get_by_role("button", name="One more").click()
    await expect(phone.locator(".to-cart b")).to_have_text("3")
    await expect(total).not_to_have_text(before)
    for left in (1, 0):
        await lines.first.get_by_role("button", name="Take out").click()
        await expect(lines).to_have_count(left)
    await expect(phone.locator("fl-cart")).to_contain_text("Nothing is in it yet")
    cart = (await phone.evaluate("JSON.parse(localStorage['freshlens-cart'])"))["id"]
    assert not [address for address in addresses if cart in address]


async def test_goods_by_weight_want_their_weight(phone: Page) -> None:
    await phone.goto(item_path("FRESH"))
    await phone.locator("form.add button").click()
    await expect(phone.locator(".said .warn")).to_contain_text("weigh")
    await phone.get_by_label("Weight in grams").fill("450")
    await phone.locator("form.add button").click()
    await phone.get_by_role("link", name="See the cart").click()
    await expect(phone.locator(".lines li")).to_contain_text("0.450 kg")


async def test_the_code_on_a_kiosk_makes_one_cart_of_two(
    browser: Browser, shop: Shop, phone: Page
) -> None:
    await put_into_cart(phone, "SOON")
    async with opened_page(browser, shop, size=(1080, 1920)) as kiosk:
        await open_kiosk(kiosk, shop)
        await kiosk.get_by_role("button", name="Cart").click()
        picture = await kiosk.locator("svg.qr").screenshot()
        (symbol,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
        token = symbol.text.rpartition("#")[2]
        await phone.goto(f"/pair?lang=en#{token}")
        await expect(phone.locator("fl-pair h2")).to_contain_text("share one cart")
        await expect(phone).to_have_url(re.compile(r"/pair\?lang=en$"))
        await expect(kiosk.locator("main.cart")).to_contain_text("share this cart")
        await expect(kiosk.locator(".lines li")).to_have_count(1)
    await phone.get_by_role("link", name="See the cart").click()
    await expect(phone.locator(".lines li")).to_have_count(1)
    async with opened_page(browser, shop, size=PHONE) as other:
        await other.goto(f"/pair?lang=en#{token}")
        await expect(other.locator("fl-pair h2")).to_contain_text("could not be shared")
        await expect(other.locator("fl-pair .do")).to_contain_text("a new one")


async def test_a_review_is_left_without_a_name(phone: Page, staff: httpx.AsyncClient) -> None:
    async def leave(stars: int) -> None:
        await phone.locator(".choose-stars label").nth(stars - 1).click()
        await phone.get_by_label("What should others know?").fill("Crisp, and not too sour.")
        await phone.get_by_role("button", name="Send").click()

    await phone.goto(item_path("PAST_BEST"))
    await open_review(phone)
    await phone.get_by_role("button", name="Send").click()
    await expect(phone.locator(".reviewing .warn")).to_contain_text("one to five")
    await leave(4)
    await expect(phone.locator("fl-review")).to_contain_text("Thank you")
    await phone.reload()
    await open_review(phone)
    await leave(5)
    await expect(phone.locator(".reviewing .warn")).to_contain_text("already")
    held: Any = (await ask(staff, HELD))["reviewsToModerate"]
    assert [
        each["review"]["stars"] for each in held if each["review"]["text"].startswith("Crisp, and")
    ] == [4]
