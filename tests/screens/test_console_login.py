"""The way into the marketers' desk."""

from playwright.async_api import Page, expect

from tests.screens.shop import Shop
from tests.screens.staff import logged_in


async def test_a_wrong_password_is_said(page: Page) -> None:
    await page.goto("/console?lang=en")
    await page.get_by_label("Name").fill("marketer")
    await page.get_by_label("Password").fill("not this one")
    await page.get_by_role("button", name="Log in").click()
    await expect(page.get_by_role("alert")).to_contain_text("password")
    await page.get_by_role("dialog").get_by_role("button", name="Español").click()
    await expect(page.get_by_role("heading", name="Iniciar sesión")).to_be_visible()


async def test_who_logged_in_stays_so_in_this_tab(page: Page, shop: Shop) -> None:
    await logged_in(page, shop, "marketer", "/console?lang=en")
    await page.reload()
    await expect(page.get_by_role("heading", name="Offers")).to_be_visible()
    await page.get_by_role("button", name="Log out").click()
    await expect(page.get_by_role("heading", name="Log in")).to_be_visible()


async def test_another_desks_staff_is_told_so(page: Page, shop: Shop) -> None:
    await logged_in(page, shop, "producer", "/console?lang=en")
    await expect(page.get_by_text("This desk is for marketing")).to_be_visible()
