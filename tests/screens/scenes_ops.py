"""The operations board, worth a picture."""

from datetime import timedelta

from playwright.async_api import Page, expect

from tests.screens.cold_store import warmed
from tests.screens.shop import Shop
from tests.screens.staff import logged_in

_warm: set[str] = set()


async def _opened(page: Page, shop: Shop, language: str, view: str) -> None:
    if shop.database not in _warm:
        await warmed(shop, "hz1-dairy", 9.6, for_=timedelta(minutes=40))
        _warm.add(shop.database)
    await logged_in(page, shop, "operations", f"/ops?lang={language}#/{view}")
    await expect(page.locator(".link-live")).to_be_visible()


async def floor(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "floor")
    await expect(page.locator(".floor-plan")).to_be_visible()
    await expect(page.locator("fl-alarm").first).to_be_visible()


async def place(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "floor/hz1-dairy")
    await expect(page.locator("fl-temperature canvas")).to_be_visible()


async def alarms(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "alarms")
    await page.locator("fl-alarm button.main").first.click()


OPS_SCENES = {"ops-floor": floor, "ops-place": place, "ops-alarms": alarms}
