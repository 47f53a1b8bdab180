"""The phone page as an app: scanning in the page, without a network, installed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import httpx
import pytest
import qrcode
from PIL import Image
from playwright.async_api import Browser, Page, expect

from provenance.text import LANGUAGES
from tests.screens.cut import network
from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.scenes_phone import item_path
from tests.screens.shop import Shop, chromium, opened_page

PHONE = (390, 844)


def filmed(code: str, path: Path) -> Path:
    """A film of one picture: a package with that QR code, as Chromium's false camera shows it."""
    picture = Image.new("RGB", (640, 480), "#c9b48a")
    symbol = qrcode.make(code, box_size=6).get_image().convert("RGB")
    picture.paste(symbol, ((640 - symbol.width) // 2, (480 - symbol.height) // 2))
    frame = BytesIO()
    picture.save(frame, "JPEG", quality=90)
    path.write_bytes(frame.getvalue())
    return path


def camera(film: Path, *, allowed: bool) -> tuple[str, ...]:
    """Flags: the camera shows that film, and may be used without asking, or not at all."""
    flags = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}")
    return (*flags, "--use-fake-ui-for-media-stream") if allowed else flags


async def test_the_next_item_is_scanned_in_the_page(shop: Shop, tmp_path: Path) -> None:
    film = filmed(code_that_shows("SOON"), tmp_path / "package.mjpeg")
    async with (
        chromium(*camera(film, allowed=True)) as browser,
        opened_page(browser, shop, size=PHONE) as page,
    ):
        await page.goto(item_path("FRESH"))
        await page.get_by_role("link", name="Scan the next item").click()
        await page.wait_for_url("**/scan?code=**", timeout=15_000)
        await expect(page.locator(".verdict .word")).to_have_text("Eat soon")
        await expect(page.locator("fl-item .in-store")).to_contain_text("Madrid")


async def test_without_the_camera_there_are_words_and_a_field(shop: Shop, tmp_path: Path) -> None:
    film = filmed("none", tmp_path / "package.mjpeg")
    async with (
        chromium(*camera(film, allowed=False)) as browser,
        opened_page(browser, shop, size=PHONE) as page,
    ):
        await page.goto("/?lang=en")
        await page.get_by_role("button", name="Scan with the camera").click()
        await expect(page.locator("fl-scanner .notice")).to_contain_text("enter the code below")
        await page.get_by_label("Code").fill("9521234003175")
        await page.get_by_role("button", name="Look it up").click()
        await expect(page.locator(".verdict h1")).to_be_visible()


async def test_what_was_seen_reads_without_a_network(browser: Browser, shop: Shop) -> None:
    async with (
        network(shop.port) as between,
        opened_page(browser, replace(shop, url=between.url), size=PHONE) as page,
    ):
        await page.goto(item_path("SOON"))
        await expect(page.locator("fl-item form.add")).to_be_visible()
        await page.wait_for_timeout(1500)  # the first page is kept once its own work is done
        await page.goto(item_path("PAST_BEST"))
        await expect(page.locator("fl-item form.add")).to_be_visible()
        await between.cut()
        await expect(page.locator("fl-item .notice")).to_contain_text("No connection")
        await page.goto(item_path("SOON"))
        await expect(page.locator("main > .notice.warn")).to_contain_text("You are offline")
        await expect(page.locator(".verdict .word")).to_have_text("Eat soon")
        await page.goto(item_path("LAST_DAY", language="es"))
        await expect(page.locator("h1")).to_have_text("No tiene conexión")
        await expect(page.locator(".seen li")).to_have_count(2)
        await page.locator(".seen a").last.click()
        await expect(page.locator("main > .notice.warn")).to_be_visible()
        await between.heal()
        await expect(page.locator("main > .notice.warn")).to_have_count(0, timeout=10_000)
        assert await page.evaluate("caches.has('freshlens-pages')")
        await page.goto("/?lang=en")
        await page.get_by_role("button", name="Forget these").click()
        await expect(page.locator(".seen")).to_have_count(0)
        assert not await page.evaluate("caches.has('freshlens-pages')")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_can_be_installed(page: Page, shop: Shop, language: str) -> None:
    await page.goto(f"/?lang={language}")
    address = await page.locator("link[rel=manifest]").get_attribute("href")
    async with httpx.AsyncClient(base_url=shop.url) as client:
        answer = await client.get(address or "")
        assert answer.headers["content-type"] == "application/manifest+json"
        manifest = answer.json()
        assert (manifest["lang"], manifest["display"]) == (language, "standalone")
        for icon in manifest["icons"]:
            drawn = Image.open(BytesIO((await client.get(icon["src"])).content))
            assert icon["sizes"] == f"{drawn.width}x{drawn.height}"
        assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
