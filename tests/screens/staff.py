"""Staff at a desk: console and operations board."""

from playwright.async_api import Page, expect

from tests.api.app_client import PASSWORD
from tests.screens.shop import Shop


async def logged_in(page: Page, shop: Shop, role: str, path: str) -> None:
    """The page at `path` (such as `/console#/offers`), with the member of staff of `role`."""
    await page.goto(f"{shop.url}{path}")
    dialog = page.locator("dialog.login")
    await dialog.locator("input[name=name]").fill(role)
    await dialog.locator("input[name=password]").fill(PASSWORD)
    await dialog.locator("button.main").click()
    await expect(dialog).to_be_hidden()
