"""A marketer writes an offer: from nothing to live, with everything that may come between."""

import secrets

from playwright.async_api import Page, expect

from tests.screens.shop import Shop
from tests.screens.staff import logged_in

NEW = "/console?lang=en#/offers/=new"
FISH = "/console?lang=en#/offers/sample-ladder-fish"
LIVE = """query ($code: String!, $context: ScanContext) { scan(code: $code, context: $context) {
    ... on Scan { offers { title } } } }"""


async def _fresh_copy(page: Page, shop: Shop) -> str:
    """The address of a draft of one's own, opened at its first step."""
    await logged_in(page, shop, "marketer", "/console?lang=en#/offers")
    await page.get_by_role("button", name="Duplicate: Meat for tonight").first.click()
    await expect(page.get_by_label("Title")).to_have_value("Meat for tonight")
    return page.url


async def test_an_offer_is_made_from_nothing_and_is_live(page: Page, shop: Shop) -> None:
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
    await expect(page.locator(".summary")).to_contain_text("12.5% off Extra virgin olive oil")
    await page.get_by_role("link", name="7 Check and publish").click()
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("Version 1 is in force.")).to_be_visible()
    await page.get_by_role("link", name="All offers").click()
    row = page.get_by_role("row", name=title)
    await expect(row).to_contain_text("Live")
    await row.get_by_role("button", name="End").click()
    await page.get_by_role("dialog").get_by_role("button", name="End").click()
    await expect(row).to_contain_text("Ended")
