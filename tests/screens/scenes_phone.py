"""The phone page in every state that matters."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from playwright.async_api import Page, expect

from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.shop import Shop

Scene = Callable[[Page, Shop, str], Awaitable[None]]


def item_path(shows: str, *, store: str | None = "mad1", language: str = "en") -> str:
    """The address of a sample item's page on our own server."""
    link = urlsplit(code_that_shows(shows, store=store))
    return f"{link.path}?lang={language}" + (f"&store={store}" if store else "")


async def put_into_cart(page: Page, shows: str = "SOON", language: str = "en") -> None:
    """The phone's cart holds that item of mad1."""
    await page.goto(item_path(shows, language=language))
    await page.locator("form.add button").click()
    await expect(page.locator(".said .notice a")).to_be_visible()


async def open_review(page: Page) -> None:
    """The form for a review, which comes when somebody scrolls to the others."""
    await page.locator("ul.reviews").scroll_into_view_if_needed()
    await page.locator(".reviewing summary").click()


def _item(shows: str) -> Scene:
    async def opened(page: Page, _: Shop, language: str) -> None:
        await page.goto(item_path(shows, language=language))
        await expect(page.locator("fl-item .in-store span")).to_be_visible()
        await page.wait_for_timeout(500)  # offers come

    return opened


async def _whole(page: Page, shop: Shop, language: str) -> None:
    """The whole page in one picture: as tall as it is."""
    await _item("FRESH")(page, shop, language)
    await open_review(page)
    await page.locator(".what-if summary").click()
    await expect(page.locator("fl-what-if .lasting")).to_be_visible()
    width = page.viewport_size["width"] if page.viewport_size else 390
    height = await page.evaluate("document.documentElement.scrollHeight")
    await page.evaluate("scrollTo(0, 0)")
    await page.set_viewport_size({"width": width, "height": height})


async def _no_store(page: Page, _: Shop, language: str) -> None:
    await page.goto(item_path("FRESH", store=None, language=language))
    await expect(page.locator("fl-item select")).to_be_visible()


async def _dark(page: Page, shop: Shop, language: str) -> None:
    await page.emulate_media(color_scheme="dark")
    await _item("SOON")(page, shop, language)
    await page.locator("form.add button").click()
    await expect(page.locator(".said .notice a")).to_be_visible()


async def _cart(page: Page, _: Shop, language: str) -> None:
    await put_into_cart(page, "SOON", language)
    await put_into_cart(page, "PAST_BEST", language)
    await page.locator(".to-cart").click()
    await expect(page.locator(".lines li")).to_have_count(2)


async def _home(page: Page, _: Shop, language: str) -> None:
    for shows in ("FRESH", "SOON", "recall"):
        await page.goto(item_path(shows, language=language))
    await page.goto(f"/?lang={language}")
    await expect(page.locator(".seen li")).to_have_count(3)


async def _pair(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/pair?lang={language}#forged")
    await expect(page.locator("fl-pair .do")).to_be_visible()


async def _offline(page: Page, _: Shop, language: str) -> None:
    await page.goto(item_path("FRESH", language=language))
    await page.goto(f"/offline?lang={language}")
    await expect(page.locator(".seen li")).to_be_visible()


PHONE_SCENES: Mapping[str, Scene] = {
    "phone-item": _item("FRESH"),
    "phone-whole": _whole,
    "phone-recall": _item("recall"),
    "phone-no-store": _no_store,
    "phone-dark": _dark,
    "phone-cart": _cart,
    "phone-home": _home,
    "phone-pair": _pair,
    "phone-offline": _offline,
}
"""Scenes by name."""
