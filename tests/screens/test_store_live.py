"""One store, every screen at once: what one desk does, the others show."""

from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.screens.cold_store import warmed
from tests.screens.devices import device_key
from tests.screens.scale_counter import counter
from tests.screens.scenes_kiosk import code_that_shows, open_kiosk
from tests.screens.scenes_scale import open_scale
from tests.screens.shop import Shop, opened_page
from tests.screens.staff import logged_in
from tests.screens.wedge import scan

OFFER = "Three yoghurts for the price of two"


async def test_a_store_lives_on_kiosk_scale_desk_and_board_at_once(
    browser: Browser, shop: Shop, tmp_path: Path
) -> None:
    key = await device_key(shop, "scale", "mad1", "mad1-produce", "Live scale")
    async with (
        counter(tmp_path, shop.url, key) as here,
        opened_page(browser, shop, size=(1080, 1920)) as kiosk,
        opened_page(browser, shop, elsewhere=(f"ws://127.0.0.1:{here.running.port}",)) as scale,
        opened_page(browser, shop) as console,
        opened_page(browser, shop) as board,
    ):
        await open_kiosk(kiosk, shop, store="mad1", zone="mad1-dairy", name="Live kiosk")
        await open_scale(scale, key, here.running.port)
        await logged_in(console, shop, "marketer", "/console?lang=en#/offers")
        await logged_in(board, shop, "operations", "/ops?lang=en#/floor")
        await board.locator(".desk-side select").select_option("mad1")

        told = kiosk.locator("fl-attract .offer", has_text=OFFER)
        await expect(told).to_be_visible()
        row = console.get_by_role("row", name=OFFER)
        await row.get_by_role("button", name="Pause").click()
        await expect(told).to_have_count(0)
        await row.get_by_role("button", name="Resume").click()
        await expect(told).to_be_visible(timeout=20_000)  # offers take turns

        await scan(scale, code_that_shows("FRESH", store="mad1"))
        here.scale.put(480)
        await expect(scale.locator(".mark.ready")).to_be_visible()
        await expect(scale.locator("main")).to_contain_text("0.480")

        await warmed(shop, "mad1-dairy", 9.4, for_=timedelta(minutes=40))
        await expect(board.locator(".floor-place", has_text="Dairy wall")).to_contain_text(
            "Too warm"
        )
        await expect(board.get_by_role("article").filter(has_text="Dairy wall")).to_be_visible()

        await board.goto(f"{shop.url}/ops?lang=en#/devices")
        await board.locator(".desk-side select").select_option("mad1")
        for name in ("Live kiosk", "Live scale"):
            await expect(board.locator("main")).to_contain_text(name)
