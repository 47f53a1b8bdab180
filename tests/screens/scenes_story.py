"""A story's recipe on its way to a phone, worth a picture."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Page, expect

from tests.screens.scenes_kiosk import KIOSK_SCENES
from tests.screens.shop import Shop


async def _sent(page: Page, shop: Shop, language: str) -> None:
    await KIOSK_SCENES["kiosk-recipes"](page, shop, language)
    await page.locator(".recipe .button").first.click()
    await expect(page.locator("dialog svg.qr")).to_be_visible()


async def _page(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/recipes/salmon-with-lemon-and-spinach?lang={language}")


STORY_SCENES: Mapping[str, Callable[[Page, Shop, str], Awaitable[None]]] = {
    "story-recipe-sent": _sent,
    "recipe-page": _page,
}
"""Scenes by name."""
