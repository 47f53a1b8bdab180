"""The console's reports, simulation, experiments and exchange, with two weeks to tell of."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Page, expect

from tests.screens.report_store import STORE, planted
from tests.screens.shop import Shop
from tests.screens.staff import logged_in

Scene = Callable[[Page, Shop, str], Awaitable[None]]

REPORTS = {
    "offers": "offers",
    "offer": "offers/reports-fish",
    "floor": "floor",
    "freshness": "freshness",
    "shoppers": "shoppers",
}


async def at_desk(page: Page, shop: Shop, language: str, path: str, store: str = STORE) -> None:
    """The marketer's console at `#/{path}`, looking at `store`."""
    await planted(shop)
    await page.add_init_script(f"localStorage.setItem('freshlens-store', '{store}')")
    await logged_in(page, shop, "marketer", f"/console?lang={language}#/{path}")


def _report(path: str) -> Scene:
    async def opened(page: Page, shop: Shop, language: str) -> None:
        await at_desk(page, shop, language, f"reports/{path}")
        await expect(page.locator(".figure, .card.now").first).to_be_visible()

    return opened


REPORT_SCENES: Mapping[str, Scene] = {
    f"console-report-{name}": _report(path) for name, path in REPORTS.items()
}
