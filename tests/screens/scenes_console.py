"""The marketers' console: log in, the list of offers, and every step of the editor."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Page, expect

from tests.screens.shop import Shop
from tests.screens.staff import logged_in

Scene = Callable[[Page, Shop, str], Awaitable[None]]
_OFFER = "sample-fish-counter"


async def _login(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/console?lang={language}")
    await page.locator("dialog.login").wait_for()


async def _list(page: Page, shop: Shop, language: str) -> None:
    await logged_in(page, shop, "marketer", f"/console?lang={language}#/offers")
    await expect(page.locator(".offers tbody tr")).not_to_have_count(0)


async def _campaigns(page: Page, shop: Shop, language: str) -> None:
    await logged_in(page, shop, "marketer", f"/console?lang={language}#/campaigns")
    await expect(page.locator(".campaigns .card")).not_to_have_count(0)


def _step(step: str, offer: str = _OFFER) -> Scene:
    async def opened(page: Page, shop: Shop, language: str) -> None:
        address = f"/console?lang={language}#/offers/{offer}/{step}"
        await logged_in(page, shop, "marketer", address)
        await expect(page.locator(".form")).to_be_visible()
        await page.wait_for_timeout(600)  # names of what it names, and its check

    return opened


CONSOLE_SCENES: Mapping[str, Scene] = {
    "console-login": _login,
    "console-offers": _list,
    "console-campaigns": _campaigns,
    **{
        f"console-{step}": _step(step)
        for step in ("what", "whom", "benefit", "schedule", "limits", "copy", "check")
    },
    "console-ladder": _step("benefit", "sample-ladder-fish"),
    "console-new": _step("benefit", "=new"),
}
