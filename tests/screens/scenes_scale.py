"""The smart scale in every state that matters, with a real agent and a simulated scale."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, expect

from kiosk.scale.printing import NetworkPrinter, Printer
from kiosk.scale.simulator import Fault
from tests.api.processes import free_port
from tests.screens.devices import device_key
from tests.screens.scale_counter import ScaleCounter, counter
from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.shop import Shop
from tests.screens.wedge import scan

Scene = Callable[[Page, Shop, str], Awaitable[None]]


async def open_scale(
    page: Page, key: str, port: int, *, language: str = "en", server: str = ""
) -> None:
    """The screen beside an agent at that port; `server` where it is not the page's own."""
    await page.goto(f"{server}/scale?lang={language}#device={key}&agent={port}")
    await expect(page.locator(".head .link.server.live")).to_be_visible()
    await expect(page.locator(".tile").first).to_be_visible()


async def _beside(
    page: Page, shop: Shop, language: str, printer: Printer | None = None
) -> ScaleCounter:
    """A counter that stands until the page is closed."""
    stack = AsyncExitStack()
    folder = stack.enter_context(TemporaryDirectory(prefix="fl-scale"))
    key = await device_key(shop, "scale", "mad1", "mad1-fruit")
    here = await stack.enter_async_context(counter(Path(folder), shop.url, key, printer=printer))
    closing = set[asyncio.Task[None]]()
    page.on("close", lambda _: closing.add(asyncio.create_task(stack.aclose())))
    await open_scale(page, key, here.running.port, language=language)
    return here


async def _picking(page: Page, shop: Shop, language: str) -> None:
    here = await _beside(page, shop, language)
    here.scale.put(0)
    await expect(page.locator(".mark.empty")).to_be_visible()


async def _keypad(page: Page, shop: Shop, language: str) -> None:
    await _picking(page, shop, language)
    await page.locator(".finder .button").click()
    await page.locator(".key").nth(3).click()


async def _salmon(page: Page, shop: Shop, language: str) -> ScaleCounter:
    here = await _beside(page, shop, language)
    await scan(page, code_that_shows("FRESH", store="mad1"))
    await expect(page.locator(".verdict")).to_be_visible()
    here.scale.put(480)
    await expect(page.locator(".mark.ready")).to_be_visible()
    return here


async def _selling(page: Page, shop: Shop, language: str) -> None:
    await _salmon(page, shop, language)


async def _larger(page: Page, shop: Shop, language: str) -> None:
    await _salmon(page, shop, language)
    await page.locator(".size").click()


async def _journey(page: Page, shop: Shop, language: str) -> None:
    await _salmon(page, shop, language)
    await page.locator(".lies .actions .button").nth(1).click()
    await expect(page.locator("fl-journey svg.map")).to_be_visible()
    await page.wait_for_timeout(400)


async def _printed(page: Page, shop: Shop, language: str) -> None:
    await _salmon(page, shop, language)
    await page.locator(".print").click()
    await expect(page.locator(".done")).to_be_visible()


async def _tare(page: Page, shop: Shop, language: str) -> None:
    await _salmon(page, shop, language)
    await page.locator(".keys .button").first.click()
    await expect(page.locator("dialog.tare")).to_be_visible()


async def _recall(page: Page, shop: Shop, language: str) -> None:
    await _beside(page, shop, language)
    await scan(page, code_that_shows("recall"))
    await expect(page.locator(".stop-sale")).to_be_visible()


async def _refused(page: Page, shop: Shop, language: str) -> None:
    await _beside(page, shop, language)
    await scan(page, "9521234003175")
    await expect(page.locator(".refused")).to_be_visible()


async def _printer_away(page: Page, shop: Shop, language: str) -> None:
    here = await _beside(page, shop, language, NetworkPrinter("127.0.0.1", free_port()))
    await page.locator(".tile").first.click()
    here.scale.put(1_250)
    await page.locator(".print:enabled").click()
    await expect(page.locator(".kept")).to_be_visible()


async def _babbling(page: Page, shop: Shop, language: str) -> None:
    here = await _salmon(page, shop, language)
    await here.scale.fail(Fault.BABBLE)
    await expect(page.locator(".trouble")).to_be_visible()


async def _no_agent(page: Page, shop: Shop, language: str) -> None:
    key = await device_key(shop, "scale", "mad1", "mad1-fruit")
    await open_scale(page, key, free_port(), language=language)
    await expect(page.locator(".trouble")).to_be_visible()


async def _unpaired(page: Page, _: Shop, language: str) -> None:
    await page.goto(f"/scale?lang={language}")
    await expect(page.locator(".pairing h1")).to_be_visible()


SCALE_SCENES: Mapping[str, Scene] = {
    "scale-unpaired": _unpaired,
    "scale-picking": _picking,
    "scale-keypad": _keypad,
    "scale-selling": _selling,
    "scale-larger": _larger,
    "scale-journey": _journey,
    "scale-printed": _printed,
    "scale-tare": _tare,
    "scale-recall": _recall,
    "scale-refused": _refused,
    "scale-printer-away": _printer_away,
    "scale-babbling": _babbling,
    "scale-no-agent": _no_agent,
}
"""Scenes by name."""
