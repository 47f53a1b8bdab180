"""The kiosk in every state that matters."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from playwright.async_api import Page, expect

from api import clock
from seed.codes import sample_codes
from seed.lots import sample_day
from tests.screens.devices import device_key
from tests.screens.shop import Shop
from tests.screens.wedge import scan_at_once

Scene = Callable[[Page, Shop, str], Awaitable[None]]


async def open_kiosk(
    page: Page,
    shop: Shop,
    *,
    store: str = "mad1",
    zone: str | None = None,
    name: str | None = None,
    language: str = "en",
) -> None:
    """A kiosk that is paired, live, and waits for somebody; `page` says where the server is."""
    key = await device_key(shop, "kiosk", store, zone or f"{store}-dairy", name)
    await page.goto(f"/kiosk?lang={language}#device={key}")
    await expect(page.locator(".head .link.live")).to_be_visible()
    await expect(page.locator("fl-attract h1")).to_be_visible()


def code_that_shows(what: str, *, store: str | None = None) -> str:
    """A sample code of today that shows `what` (a state, a refusal, a word) in that store."""
    for each in sample_codes(sample_day(clock.now())):
        if each.shows == what and store in (None, each.store):
            return each.code
    raise KeyError(what)


def _scanned(
    what: str, *, tab: int | None = None, waits_for: str = ".verdict", **where: str
) -> Scene:
    async def opened(page: Page, shop: Shop, language: str) -> None:
        await open_kiosk(page, shop, language=language, **where)
        await scan_at_once(page, code_that_shows(what, store=where.get("store")))
        await expect(page.locator(waits_for)).to_be_visible()
        if tab is not None:
            await page.locator("[role=tab]").nth(tab).click()
        if waits_for == ".verdict":
            await expect(page.locator(".coming")).to_have_count(0)
            await page.wait_for_timeout(400)  # maps and plots are drawn

    return opened


async def _attract(page: Page, shop: Shop, language: str) -> None:
    await page.emulate_media(reduced_motion="no-preference")
    await open_kiosk(page, shop, language=language)
    await expect(page.locator("fl-attract .offer")).to_be_visible()


async def _larger(page: Page, shop: Shop, language: str) -> None:
    await _scanned("FRESH")(page, shop, language)
    await page.locator(".size").click()


async def _cart(page: Page, shop: Shop, language: str) -> None:
    await _scanned("SOON")(page, shop, language)
    await page.locator(".buying .main").click()
    await expect(page.locator(".controls .count")).to_be_visible()
    await page.locator(".controls .button").last.click()
    await expect(page.locator("svg.qr")).to_be_visible()


async def _type_in(page: Page, shop: Shop, language: str) -> None:
    await open_kiosk(page, shop, language=language)
    await page.locator(".controls [aria-haspopup=dialog]").click()
    for digit in "952123400":
        await page.locator(".keys button", has_text=digit).click()


async def _idle(page: Page, shop: Shop, language: str) -> None:
    await page.clock.install()
    await _scanned("GOOD", store="hz1")(page, shop, language)
    await page.clock.run_for(52_000)
    await expect(page.locator("fl-idle dialog")).to_be_visible()


async def _wrong_clock(page: Page, shop: Shop, language: str) -> None:
    await page.clock.install(time=clock.now() + timedelta(hours=1))
    await _scanned("SOON")(page, shop, language)
    await expect(page.locator(".notice.clock")).to_be_visible()


async def _away(page: Page, shop: Shop, language: str) -> None:
    await _scanned("GOOD", store="hz1")(page, shop, language)
    await page.context.set_offline(True)
    await expect(page.locator(".as-of")).to_be_visible(timeout=10_000)


async def _ended(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/kiosk?lang={language}#device=fl_{'0' * 16}_{'x' * 43}")
    await expect(page.locator(".pairing .button")).to_be_visible()


async def _unpaired(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/kiosk?lang={language}")
    await page.locator("fl-pairing input").fill("abc")
    await page.locator("fl-pairing form .main").click()
    await expect(page.locator(".wrong")).not_to_be_empty()


KIOSK_SCENES: Mapping[str, Scene] = {
    "kiosk-unpaired": _unpaired,
    "kiosk-attract": _attract,
    "kiosk-fresh": _scanned("FRESH", store="mad1"),
    "kiosk-temperature": _scanned("GOOD", store="hz1", tab=1),
    "kiosk-keeping": _scanned("SOON", tab=2),
    "kiosk-reviews": _scanned("FRESH", store="mad1", tab=3),
    "kiosk-recipes": _scanned("FRESH", store="mad1", tab=4),
    "kiosk-gap": _scanned("gap", store="mad1"),
    "kiosk-last-day": _scanned("LAST_DAY"),
    "kiosk-recall": _scanned("recall", waits_for=".recall"),
    "kiosk-foreign-link": _scanned("FOREIGN_LINK", waits_for=".miss"),
    "kiosk-type-in": _type_in,
    "kiosk-larger": _larger,
    "kiosk-cart": _cart,
    "kiosk-idle": _idle,
    "kiosk-wrong-clock": _wrong_clock,
    "kiosk-away": _away,
    "kiosk-ended": _ended,
}
"""Scenes by name."""
