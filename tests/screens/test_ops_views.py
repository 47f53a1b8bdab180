"""The board's other views: each is used as operations would, on the real server."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.api.app_client import ask
from tests.screens.ops_day import handed_in, heard, reviewed
from tests.screens.shop import Shop
from tests.screens.staff import logged_in

RECALL = "query ($code: String!) { scan(code: $code) { ... on Scan { recall { reason } } } }"
REVIEWS = """query ($code: String!) {
  scan(code: $code) { ... on Scan { reviews(first: 20) { edges { node { text } } } } } }"""
SALT, PASTA, TEA = "09521234003489", "09521234003557", "09521234003793"


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=shop.url, timeout=30) as opened:
        yield opened


async def opened(page: Page, shop: Shop, view: str) -> None:
    await logged_in(page, shop, "operations", f"/ops?lang=en#/{view}")
    await page.locator(".desk-side select").select_option("mad1")


async def scanned(client: httpx.AsyncClient, query: str, gtin: str) -> Any:
    return (await ask(client, query, {"code": gtin}))["scan"]


async def test_a_recall_is_announced_followed_and_withdrawn(
    page: Page, shop: Shop, client: httpx.AsyncClient
) -> None:
    await opened(page, shop, "recalls")
    await page.get_by_role("link", name="Announce a recall").click()
    announce = page.get_by_role("button", name="Check and announce…")
    await announce.click()
    await expect(page.get_by_role("alert")).to_have_text("Say first what to recall.")
    code = page.get_by_label("Scan the label, or type a GTIN or link")
    await code.fill("half a co")
    await code.press("Enter")
    await expect(page.get_by_role("alert").first).to_contain_text("not a product code")
    await code.fill(f"https://brand.example/01/{SALT}")
    await code.press("Enter")
    await expect(page.get_by_label("GTIN", exact=True)).to_have_value(SALT)
    english = page.get_by_role("group", name="English")
    await english.get_by_label("Why it is recalled").fill("Glass was found.")
    await announce.click()
    await expect(page.get_by_role("alert").last).to_contain_text("both of them")
    await page.get_by_role("link", name="Alarms").click()
    await page.go_back()  # what was typed is still there
    await expect(page.locator("fl-downstream .lead")).to_be_visible()
    await english.get_by_label("What people should do").fill("Bring it back.")
    await announce.click()
    await page.get_by_role("button", name="Announce the recall").click()
    card = page.get_by_role("article").filter(has_text="Glass was found.")
    await expect(card).to_contain_text("Every lot")
    assert await scanned(client, RECALL, SALT) == {"recall": {"reason": "Glass was found."}}
    await card.get_by_role("button", name="Withdraw…").click()
    await page.get_by_label("Why", exact=True).fill("It was another brand.")
    await page.get_by_role("button", name="Withdraw the recall").click()
    await expect(card).to_have_count(0)
    await page.get_by_role("button", name="All", exact=True).click()
    await expect(card).to_contain_text("by operations: It was another brand.")
    assert await scanned(client, RECALL, SALT) == {"recall": None}


async def test_where_a_recalled_lot_is_now_is_told_store_by_store(page: Page, shop: Shop) -> None:
    await opened(page, shop, "recalls")
    spinach = page.get_by_role("article").filter(has_text="SPIN")
    await spinach.get_by_role("link", name="Where is it?").click()
    await expect(page.get_by_role("heading", name="Freshlens Market Madrid")).to_be_visible()
    await expect(page.locator(".tree-place")).to_contain_text("Greens wall")


async def test_a_device_is_paired_with_a_key_shown_once_and_unpaired(
    page: Page, shop: Shop, client: httpx.AsyncClient
) -> None:
    await opened(page, shop, "devices")
    await page.get_by_role("button", name="Pair a device…").click()
    await page.get_by_label("Name").fill("Kiosk by the door")
    await page.get_by_label("Where it stands").select_option(label="Fruit stand")
    await page.get_by_role("button", name="Pair it").click()
    await expect(page.get_by_role("img", name="Address")).to_be_visible()
    address = await page.get_by_label("Address").last.input_value()
    key = address.partition("#device=")[2]
    asking = "{ thisDevice { name zone { id } } }"
    device = {"name": "Kiosk by the door", "zone": {"id": "mad1-fruit"}}
    assert await ask(client, asking, token=key) == {"thisDevice": device}
    await page.get_by_role("button", name="Done").click()
    card = page.get_by_role("article").filter(has_text="Kiosk by the door")
    await expect(card).to_contain_text("Never heard")
    await card.get_by_role("button", name="Unpair…").click()
    await page.get_by_role("button", name="Unpair it").click()
    await expect(card).to_have_count(0)
    answer = await client.post(
        "/graphql", json={"query": asking}, headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.status_code == 401


async def test_what_a_device_finds_wrong_with_itself_is_told(page: Page, shop: Shop) -> None:
    await heard(shop, "Kiosk of the test", store="mad1", problems=("CLOCK_WRONG",))
    await opened(page, shop, "devices")
    card = page.get_by_role("article").filter(has_text="Kiosk of the test")
    await expect(card).to_contain_text("Online")
    await expect(card).to_contain_text("Clock off by 3,671 s")


async def test_what_was_handed_in_and_refused_is_told_in_words(page: Page, shop: Shop) -> None:
    await handed_in(shop)
    await opened(page, shop, "capture")
    job = page.get_by_role("article").filter(has_text="Hoja Verde").first
    await expect(job).to_contain_text("Partly stored")
    await job.locator("summary").click()
    await expect(job).to_contain_text("“SOMETIMES” is no action.")
    reading = page.get_by_role("article").filter(has_text="freshlens/mad1/t-mad1-fish")
    await expect(reading).to_contain_text("It must be a number")


async def test_links_are_set_refused_where_they_are_wrong_and_removed(
    page: Page, shop: Shop, client: httpx.AsyncClient
) -> None:
    await opened(page, shop, "links")
    await page.get_by_label("Product or lot").fill(f"https://brand.example/01/{PASTA}?x=1")
    await page.get_by_role("button", name="Show its links").click()
    await page.get_by_role("button", name=f"Set links for 01/{PASTA}").click()
    link = page.get_by_role("group", name="Link 1")
    await link.get_by_label("Kind of link").fill("gs1:noSuchThing")
    await link.get_by_label("Title that people read").fill("How to cook it")
    await link.get_by_label("Leads to").fill("https://brand.example/cook")
    await page.get_by_role("button", name="Save these links").click()
    await expect(link.get_by_role("alert")).to_be_visible()
    await link.get_by_label("Kind of link").fill("gs1:recipeInfo")
    await page.get_by_role("button", name="Save these links").click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    sent = await client.get(f"/01/{PASTA}", params={"linkType": "gs1:recipeInfo"})
    assert sent.headers["location"].startswith("https://brand.example/cook")
    await page.get_by_role("button", name="Change").click()
    await page.get_by_role("button", name="Remove all links of this item…").click()
    await page.get_by_role("button", name="Remove them").click()
    await expect(page.get_by_text("Nothing was set for this item")).to_be_visible()


async def test_a_review_is_seen_once_it_is_approved(
    page: Page, shop: Shop, client: httpx.AsyncClient
) -> None:
    await reviewed(shop, TEA, "Smells of spring.", session="ops-1")
    await reviewed(shop, TEA, "Buy at my shop instead!", session="ops-2")
    await opened(page, shop, "reviews")
    good = page.get_by_role("article").filter(has_text="Smells of spring.")
    await good.get_by_role("button", name="Show it").click()
    await expect(good).to_have_count(0)
    bad = page.get_by_role("article").filter(has_text="Buy at my shop instead!")
    await bad.get_by_role("button", name="Hide it").click()
    await expect(bad).to_have_count(0)
    shown = [
        each["node"]["text"] for each in (await scanned(client, REVIEWS, TEA))["reviews"]["edges"]
    ]
    assert "Smells of spring." in shown
    assert "Buy at my shop instead!" not in shown


async def test_lots_that_will_not_keep_come_with_what_to_do(page: Page, shop: Shop) -> None:
    await opened(page, shop, "shelf-life")
    await expect(page.locator(".lot", has_text="Take it off the shelf").first).to_be_visible()
    await page.get_by_label("Department").select_option("produce")
    await expect(page.locator(".lot", has_text="SPIN").first).to_contain_text("Do not eat")


async def test_a_rule_is_refused_in_words_set_and_removed(page: Page, shop: Shop) -> None:
    await opened(page, shop, "rules")
    await page.get_by_role("button", name="Add a rule").click()
    await page.get_by_label("Name").fill("mad1-drinks")
    await page.get_by_label("The whole store").uncheck()
    await page.get_by_label("Dry goods aisles").check()
    await page.get_by_label("From (°C)").fill("26")
    await page.get_by_label("Clears at").fill("30")
    await page.get_by_role("button", name="Save the rule").click()
    await expect(page.get_by_role("alert")).to_contain_text("The value to clear at")
    await page.get_by_label("Clears at").fill("25")
    await page.get_by_role("button", name="Save the rule").click()
    card = page.get_by_role("article").filter(has_text="mad1-drinks")
    await expect(card).to_contain_text("≥ 26 °C, for 30 min")
    await expect(card).to_contain_text("Dry goods aisles")
    await card.get_by_role("button", name="Remove…").click()
    await page.get_by_role("button", name="Remove it").click()
    await expect(card).to_have_count(0)


async def test_sheets_of_shelf_labels_are_saved_as_a_pdf(page: Page, shop: Shop) -> None:
    await opened(page, shop, "labels")
    await page.get_by_label("Zone").select_option(label="Fish counter")
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Make the sheets").click()
    saved = await saving.value
    assert saved.suggested_filename == "mad1-fish.pdf"
    assert (await saved.path()).read_bytes().startswith(b"%PDF")
    await expect(page.get_by_text("The sheets are ready")).to_be_visible()
    await page.get_by_label("Zone").select_option(label="Checkouts")
    await page.get_by_role("button", name="Make the sheets").click()
    await expect(page.get_by_role("alert")).to_contain_text("Nothing of this has a price")
