"""The operations board, worth a picture."""

from datetime import timedelta

from playwright.async_api import Page, expect

from tests.screens.cold_store import warmed
from tests.screens.ops_day import a_day
from tests.screens.shop import Shop
from tests.screens.staff import logged_in

_ready: set[str] = set()


async def _opened(page: Page, shop: Shop, language: str, view: str) -> None:
    if shop.database not in _ready:
        await warmed(shop, "hz1-dairy", 9.6, for_=timedelta(minutes=40))
        await a_day(shop)
        _ready.add(shop.database)
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


async def shelf_life(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "shelf-life")
    await page.locator(".choice button").nth(1).click()
    await expect(page.locator(".lot").first).to_be_visible()


async def recalls(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "recalls")
    await expect(page.locator(".recall").first).to_be_visible()


async def recall_new(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "recalls/new")
    code = page.locator("input[name=code]")
    await code.fill("09521234000105")
    await code.press("Enter")
    await expect(page.locator(".tree-store").first).to_be_visible()


async def recall_trace(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "recalls")
    await page.locator(".recall .actions a").first.click()
    await expect(page.locator(".tree-store").first).to_be_visible()


async def devices(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "devices")
    await expect(page.locator(".device").nth(2)).to_be_visible()


async def device_pair(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "devices")
    await page.locator(".head button").click()
    await expect(page.locator("dialog select[name=kind]")).to_be_visible()


async def capture(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "capture")
    await page.locator("summary").first.click()


async def links(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "links")
    await page.locator("input[name=item]").fill("01/09521234000105")
    await page.locator("form button.main").click()
    await page.locator("fl-links > p button").click()
    await expect(page.locator(".link-form")).to_be_visible()


async def reviews(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "reviews")
    await expect(page.locator("blockquote").first).to_be_visible()


async def labels(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "labels")
    await expect(page.locator("select[name=zone] option").nth(3)).to_be_attached()


async def rules(page: Page, shop: Shop, language: str) -> None:
    await _opened(page, shop, language, "rules")
    await expect(page.locator("article").first).to_be_visible()


async def rule(page: Page, shop: Shop, language: str) -> None:
    await rules(page, shop, language)
    await page.locator("article .button").first.click()


async def stranger(page: Page, shop: Shop, language: str) -> None:
    await logged_in(page, shop, "marketer", f"/ops?lang={language}")
    await expect(page.locator("main .notice")).to_be_visible()


OPS_SCENES = {
    "ops-floor": floor,
    "ops-place": place,
    "ops-alarms": alarms,
    "ops-shelf-life": shelf_life,
    "ops-recalls": recalls,
    "ops-recall-new": recall_new,
    "ops-recall-trace": recall_trace,
    "ops-devices": devices,
    "ops-device-pair": device_pair,
    "ops-capture": capture,
    "ops-links": links,
    "ops-reviews": reviews,
    "ops-labels": labels,
    "ops-rules": rules,
    "ops-rule": rule,
    "ops-stranger": stranger,
}
