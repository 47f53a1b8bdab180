"""The console's reports, simulation, experiments and exchange, with two weeks to tell of."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Page, expect

from tests.screens.report_store import STORE, planted
from tests.screens.shop import Shop
from tests.screens.staff import logged_in

Scene = Callable[[Page, Shop, str], Awaitable[None]]

OFFERS = """\
{"id": "week-tea", "copy": {"en": {"title": "Tea week"}}, "benefits": [{"kind": "percent", \
"value": "10"}]}
{"id": "week-honey", "copy": {"en": {"title": "Honey"}}, "benefits": [{"kind": "percent", \
"value": "120"}], "stores": ["paris"]}
{"id": "week-salt"}
"""
"""An import of which one offer is right, one has errors, and one is none."""


async def at_desk(page: Page, shop: Shop, language: str, path: str, store: str = STORE) -> None:
    """The marketer's console at `#/{path}`, looking at `store`."""
    await planted(shop)
    await page.add_init_script(f"localStorage.setItem('freshlens-store', '{store}')")
    await logged_in(page, shop, "marketer", f"/console?lang={language}#/{path}")


def _figure(path: str, shown: str = ".figure", store: str = STORE) -> Scene:
    async def opened(page: Page, shop: Shop, language: str) -> None:
        await at_desk(page, shop, language, path, store)
        await expect(page.locator(shown).first).to_be_visible()

    return opened


async def simulated(page: Page, shop: Shop, language: str) -> None:
    """The planted offer, tried on the planted baskets."""
    await at_desk(page, shop, language, "simulate/baskets/reports-fish")
    await page.locator("fl-simulate-baskets button.main").click()
    await expect(page.locator(".simulated .figure").first).to_be_visible()


async def made_up(page: Page, shop: Shop, language: str) -> None:
    """The planted offer on a basket with cod in it."""
    await at_desk(page, shop, language, "simulate/moment/reports-fish")
    await page.locator("input[type=search]").fill("09521234000273")
    await page.locator(".found button").first.click()
    await page.locator("fl-simulate-moment button.main").click()
    await expect(page.locator(".example")).to_be_visible()


async def explained(page: Page, shop: Shop, language: str) -> None:
    """Why the live offers of Madrid do what they do for a scanned yoghurt."""
    await at_desk(page, shop, language, "simulate/now")
    await page.locator("input[name=code]").fill("09521234001409")
    await page.locator("fl-explain-now button.main").click()
    await expect(page.locator(".example").first).to_be_visible()


async def tried(page: Page, shop: Shop, language: str) -> None:
    """An import that has been looked at and not yet confirmed."""
    await at_desk(page, shop, language, "exchange")
    file = {"name": "week.jsonl", "mimeType": "application/x-ndjson", "buffer": OFFERS.encode()}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await page.locator(".choices button").last.click()
    await expect(page.locator("fl-import-offers tbody tr")).to_have_count(2)


REPORT_SCENES: Mapping[str, Scene] = {
    "console-report-offers": _figure("reports/offers"),
    "console-report-offer": _figure("reports/offers/reports-fish"),
    "console-report-floor": _figure("reports/floor"),
    "console-report-freshness": _figure("reports/freshness"),
    "console-report-shoppers": _figure("reports/shoppers"),
    "console-simulate": simulated,
    "console-simulate-moment": made_up,
    "console-simulate-now": explained,
    "console-experiments": _figure("experiments", ".experiment"),
    "console-experiment": _figure("experiments/reports-fish", ".verdict"),
    "console-experiment-new": _figure("experiments/new", ".experiment-form"),
    "console-exchange": tried,
}
