"""A marketer writes an offer: from nothing to live, with everything that may come between."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.async_api import Browser, Page, Response, expect
from pymongo import AsyncMongoClient

from api import clock
from api.access.authentication import new_staff
from api.access.callers import Role
from api.access.store import AccessStore
from provenance.store.collection import Document
from tests.api.app_client import PASSWORD
from tests.screens.shop import Shop, opened_page
from tests.screens.staff import logged_in

NEW = "/console?lang=en#/offers/=new"
OIL = "09521234003175"
SCAN = """query ($code: String!) { scan(code: $code, context: {storeId: "mad1"}) {
    ... on Scan { product { name } offers { title } } } }"""


async def _copied(page: Page, shop: Shop) -> str:
    """The address of a draft of one's own, opened at its first step."""
    await logged_in(page, shop, "marketer", "/console?lang=en#/offers")
    await page.get_by_role("searchbox").fill("sample-ladder-meat")
    await page.get_by_role("button", name="Duplicate: Meat for tonight").last.click()
    await expect(page.get_by_label("Title")).to_have_value("Meat for tonight")
    return page.url


async def _saved(page: Page) -> None:
    await page.get_by_role("button", name="Save draft").click()
    await expect(page.locator(".saving [role=status]")).to_have_text("Saved")


def _is_check(response: Response) -> bool:
    return "checkOffer" in (response.request.post_data or "")


async def _offers_of(shop: Shop, code: str) -> list[str]:
    async with httpx.AsyncClient(base_url=shop.url) as server:
        asked = {"query": SCAN, "variables": {"code": code}}
        answer = (await server.post("/graphql", json=asked)).json()
    return [each["title"] for each in answer["data"]["scan"]["offers"] or ()]


@asynccontextmanager
async def _marketer(shop: Shop) -> AsyncIterator[tuple[AccessStore, str]]:
    """A member of staff of one's own."""
    async with AsyncMongoClient[Document](shop.mongodb_uri, tz_aware=True) as client:
        access, name = AccessStore(client[shop.database]), f"mia-{secrets.token_hex(3)}"
        await access.add_staff(new_staff(name, Role.MARKETER, PASSWORD, clock.now()))
        yield access, name


async def test_an_offer_is_made_from_nothing_and_shoppers_get_it(page: Page, shop: Shop) -> None:
    title = f"Oil for all {secrets.token_hex(3)}"
    await logged_in(page, shop, "marketer", NEW + "/what")
    await page.get_by_label("Title").fill(title)
    await page.get_by_role("link", name="For whom and when").click()
    await page.get_by_text("+ Add a condition").click()
    await page.get_by_role("button", name="Size of the cart").click()
    await expect(page.get_by_label("At least")).to_be_focused()
    await page.get_by_label("At least").fill("1")
    await page.get_by_role("link", name="3 Benefit").click()
    await page.get_by_label("Percent off").fill("12,5")
    await page.get_by_role("combobox", name="Products", exact=True).fill("olive oil")
    await page.get_by_role("option", name="olive oil").click()
    await expect(page.locator(".summary")).to_contain_text("12.5% off")
    await page.get_by_role("link", name="7 Check and publish").click()
    await expect(page.get_by_text("It was never published")).to_be_visible()
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("Version 1 is in force.")).to_be_visible()
    assert title in await _offers_of(shop, OIL)
    await page.get_by_role("link", name="All offers").click()
    row = page.get_by_role("row", name=title)
    await expect(row).to_contain_text("Live")
    await row.get_by_role("button", name="End").click()
    await page.get_by_role("dialog").get_by_role("button", name="End").click()
    await expect(row).to_contain_text("Ended")


async def test_what_is_wrong_is_said_where_it_is_while_one_writes(page: Page, shop: Shop) -> None:
    await _copied(page, shop)
    await page.get_by_role("link", name="3 Benefit").click()
    first = page.get_by_label("Percent off").first
    await first.fill("many")
    await expect(page.get_by_text("Write a number.")).to_be_visible()
    await expect(page.get_by_text("Fill this in.")).to_be_visible()
    await first.fill("120")
    told = page.locator(".form").get_by_text("120 is no percentage off.")
    await expect(told).to_be_visible()
    await expect(page.get_by_role("link", name="3 Benefit")).to_contain_text("error")
    await page.get_by_role("link", name="7 Check and publish").click()
    await expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    await page.get_by_role("listitem").filter(has_text="120 is no").get_by_role("button").click()
    await expect(first).to_be_focused()
    await page.get_by_role("button", name="Español").first.click()
    await expect(page.locator(".form").get_by_text("120 no es")).to_be_visible()


async def test_publishing_shows_what_changes_in_words(page: Page, shop: Shop) -> None:
    await logged_in(page, shop, "marketer", "/console?lang=en#/offers/sample-ladder-fish/benefit")
    await page.get_by_label("Percent off").first.fill("15")
    await page.get_by_role("link", name="7 Check and publish").click()
    changed = page.get_by_role("row", name="Benefit")
    await expect(changed.locator("del")).to_contain_text("10% off from 5 days left")
    await expect(changed.locator("ins")).to_contain_text("15% off from 5 days left")


async def test_a_condition_is_nested_denied_and_told(page: Page, shop: Shop) -> None:
    await _copied(page, shop)
    await page.get_by_role("link", name="For whom and when").click()
    await page.get_by_text("+ Add a condition").press("Enter")
    await page.get_by_role("button", name="New or returning").press("Enter")
    await page.get_by_role("combobox", name="New or returning").select_option("does not hold")
    await page.get_by_role("button", name="+ Add a group").press("Enter")
    inner = page.locator(".group .group")
    await expect(inner).to_contain_text("There is nothing in here.")
    await inner.get_by_text("+ Add a condition").press("Enter")
    await inner.get_by_role("button", name="Zone", exact=True).press("Enter")
    await inner.get_by_role("combobox", name="One of").fill("fish")
    await expect(inner.get_by_role("option", name="Fish counter").first).to_be_visible()
    await inner.get_by_role("combobox", name="One of").press("Enter")
    outline = page.locator("aside .outline").first
    await expect(outline).to_contain_text("The shopper has been here before")
    await expect(outline).to_contain_text("The shopper is in")
    await _saved(page)
    await page.reload()
    await expect(page.locator(".group .group .leaf")).to_be_visible()


async def test_two_who_write_at_once_choose_what_is_to_stand(
    browser: Browser, page: Page, shop: Shop
) -> None:
    address = await _copied(page, shop)
    async with opened_page(browser, shop) as other:
        await logged_in(other, shop, "admin", address.removeprefix(shop.url))
        await other.get_by_label("Title").fill("Steak for tonight")
        await other.get_by_role("link", name="5 Budget and limits").click()
        await other.get_by_label("Priority").fill("7")
        await _saved(other)
    await page.get_by_label("Title").fill("Ribs for tonight")
    await page.get_by_role("button", name="Save draft").click()
    await expect(page.get_by_role("heading", name="Somebody else changed")).to_be_visible()
    title, priority = (
        page.get_by_role("row", name="Title"),
        page.get_by_role("row", name="Priority"),
    )
    await expect(title).to_contain_text("Ribs for tonight")
    await expect(title).to_contain_text("Steak for tonight")
    await expect(title.get_by_role("radio").first).to_be_checked()
    await expect(priority.get_by_role("radio").last).to_be_checked()
    await page.get_by_role("button", name="Save like this").click()
    await expect(page.get_by_label("Title")).to_have_value("Ribs for tonight")
    await page.get_by_role("link", name="5 Budget and limits").click()
    await expect(page.get_by_label("Priority")).to_have_value("7")
    await expect(page.locator(".saving [role=status]")).to_have_text("Saved")


async def test_a_session_that_ends_loses_nothing_and_the_save_goes_on(
    page: Page, shop: Shop
) -> None:
    async with _marketer(shop) as (access, name):
        await logged_in(page, shop, name, NEW + "/what")
        async with page.expect_response(_is_check):  # the next to meet the end is the save
            await page.get_by_label("Title").fill("Written before the session ended")
        await access.remove_staff(name)
        await access.add_staff(new_staff(name, Role.MARKETER, PASSWORD, clock.now()))
        await page.get_by_role("button", name="Save draft").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Nothing you typed is lost")
        await expect(page.get_by_label("Title")).to_have_value("Written before the session ended")
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_label("Password").fill(PASSWORD)
        await dialog.get_by_role("button", name="Log in").click()
        await expect(page.locator(".saving [role=status]")).to_have_text("Saved")
        assert "written-before-the-session-ended-" in page.url


async def test_a_network_that_is_away_is_said_and_what_is_written_stays(
    page: Page, shop: Shop
) -> None:
    await _copied(page, shop)
    await page.context.set_offline(True)
    await page.get_by_label("Title").fill("Written in a tunnel")
    await page.get_by_role("button", name="Save draft").click()
    await expect(page.get_by_role("status").first).to_contain_text("Nothing is lost")
    await page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    await page.reload()
    await expect(page.get_by_label("Title")).to_have_value("Written in a tunnel")
    await expect(page.get_by_text("had not saved")).to_be_visible()
    await _saved(page)


@pytest.mark.parametrize(("language", "step"), [("中文", "对象与时机"), ("Español", "Calendario")])
async def test_the_language_changes_without_losing_a_word(
    page: Page, shop: Shop, language: str, step: str
) -> None:
    await logged_in(page, shop, "marketer", NEW + "/what")
    await page.get_by_label("Title").fill("A word")
    await page.get_by_role("banner").get_by_role("button", name=language).first.click()
    await expect(page.get_by_role("navigation").get_by_role("link", name=step)).to_be_visible()
    await page.get_by_role("banner").get_by_role("button", name="English").first.click()
    await expect(page.get_by_label("Title")).to_have_value("A word")


async def test_a_clock_that_is_an_hour_off_is_said_and_not_followed(page: Page, shop: Shop) -> None:
    await page.add_init_script("const now = Date.now; Date.now = () => now() + 3_600_000")
    await logged_in(page, shop, "marketer", NEW + "/schedule")
    notice = page.locator(".form .notice")
    await expect(notice).to_contain_text("This computer's clock is 60 minutes off.")
    hangzhou = clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    await expect(notice).to_contain_text(f"{hangzhou:%b} {hangzhou.day}, {hangzhou.year}")
    assert f"{hangzhou:%-I}:" in await notice.inner_text()


async def test_an_address_of_nothing_is_calm(page: Page, shop: Shop) -> None:
    await logged_in(page, shop, "marketer", "/console?lang=en#/offers/%ZZ")
    await expect(page.get_by_text("There is no such offer.")).to_be_visible()
    await page.goto("/console?lang=en#/nowhere/%ZZ")
    await expect(page.get_by_role("heading", name="Offers")).to_be_visible()


async def test_a_campaign_is_begun_with_a_budget(page: Page, shop: Shop) -> None:
    name = f"Autumn {secrets.token_hex(3)}"
    await logged_in(page, shop, "marketer", "/console?lang=en#/campaigns")
    await page.get_by_role("button", name="New campaign").click()
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("Most it gives away in all").fill("1500")
    await page.get_by_role("button", name="Save").click()
    card = page.get_by_role("listitem").filter(has_text=name)
    await expect(card).to_contain_text("1,500.00")
