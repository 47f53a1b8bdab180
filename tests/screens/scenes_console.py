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
    await expect(page.locator(".offers")).not_to_contain_text("0952")  # names have come


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


async def _nested(page: Page, shop: Shop, language: str) -> None:
    """A group in a group, something that is wrong, and the menu of conditions."""
    await _step("whom")(page, shop, language)
    adding = page.locator(".menu > summary")
    await adding.click()
    await page.locator(".menu .choices button").nth(3).click()
    await page.locator(".group > .actions > button").click()
    await adding.first.click()
    await page.locator(".menu[open] .choices button").nth(9).click()
    await page.locator(".group .group .head select").first.select_option(index=2)
    await adding.last.click()
    await page.locator(".menu[open] .choices").scroll_into_view_if_needed()


async def _changed(page: Page, shop: Shop, language: str) -> None:
    """A change, what it is against the live version, and the question before it is published."""
    await _step("benefit", "sample-ladder-fish")(page, shop, language)
    await page.locator("fl-number input").nth(1).fill("15")
    await page.locator(".saving .main").click()
    await expect(page.locator(".changes ins")).not_to_have_count(0)


async def _question(page: Page, shop: Shop, language: str) -> None:
    await _changed(page, shop, language)
    await page.locator(".actions > button.main").click()
    await expect(page.locator("dialog.publish")).to_be_visible()


async def _conflict(page: Page, shop: Shop, language: str) -> None:
    """Somebody else saved meanwhile."""
    await logged_in(page, shop, "marketer", f"/console?lang={language}#/offers")
    await page.locator(".offers tbody tr").last.locator(".deeds button").last.click()
    await page.locator(".form").wait_for()
    title = page.locator('[data-path$=".title"] input').first
    async with page.context.expect_page() as opened:
        await page.evaluate("window.open(location.href)")
    other = await opened.value
    await other.locator('[data-path$=".title"] input').first.fill("Theirs 21 %")
    await other.locator(".saving button").click()
    await expect(other.locator(".saving button")).to_be_disabled()
    await other.close()
    await title.fill("Ours 22 %")
    await page.locator(".saving button").click()
    await page.locator("fl-conflict table").wait_for()


CONSOLE_SCENES: Mapping[str, Scene] = {
    "console-login": _login,
    "console-offers": _list,
    "console-campaigns": _campaigns,
    **{
        f"console-{step}": _step(step)
        for step in ("what", "whom", "benefit", "schedule", "limits", "copy", "check")
    },
    "console-ladder": _step("benefit", "sample-ladder-fish"),
    "console-nested": _nested,
    "console-changed": _changed,
    "console-question": _question,
    "console-conflict": _conflict,
    "console-new": _step("benefit", "=new"),
}
