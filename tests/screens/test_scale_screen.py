"""The smart scale's screen in Chromium, with the real agent and a simulated scale on a wire."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request, expect

from kiosk.scale.printing import NetworkPrinter
from kiosk.scale.simulator import Fault
from tests.api.processes import free_port
from tests.screens.cut import network
from tests.screens.devices import device_key
from tests.screens.scale_counter import ScaleCounter, counter
from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.scenes_scale import open_scale
from tests.screens.shop import Shop, opened_page
from tests.screens.wedge import scan


@dataclass(frozen=True, slots=True)
class Here:
    """A counter and its screen."""

    page: Page
    counter: ScaleCounter

    async def shows(self, where: str, text: str | re.Pattern[str]) -> None:
        """Wait until it does."""
        await expect(self.page.locator(where).first).to_contain_text(text)


@pytest.fixture(scope="module")
async def key(shop: Shop) -> str:
    return await device_key(shop, "scale", "mad1", "mad1-fruit", "Counter 1")


@pytest.fixture
async def here(shop: Shop, page: Page, key: str, tmp_path: Path) -> AsyncIterator[Here]:
    async with counter(tmp_path, shop.url, key) as opened:
        await open_scale(page, key, opened.running.port)
        yield Here(page, opened)


async def test_goods_are_picked_weighed_tared_sold_and_the_label_comes_again(here: Here) -> None:
    page, scale = here.page, here.counter.scale
    await here.shows(".because", "Choose the goods")
    await page.get_by_role("button", name="Number keys").click()
    for digit in "4011":
        await page.locator(".key", has_text=digit).click()
    await expect(page.locator(".tile")).to_have_count(1)
    await page.get_by_role("button", name="OK").click()
    await here.shows(".verdict h1", "Bananas, loose")
    scale.put(45)
    await here.shows(".because", "at least 100 g")
    await page.get_by_role("button", name="Tare").click()
    await page.get_by_role("button", name="What lies there now").click()
    await here.shows(".weight .what", "Net weight")
    scale.put(1_045)
    await here.shows(".grams", "1.000 kg")
    await here.shows(".parts", re.compile(r"1\.045 kg.*0\.045 kg", re.DOTALL))
    await here.shows(".total", "€1.99")
    await here.shows(".rules", re.compile(r"Not certified.*Price rules \S+ · [0-9a-f]{8}"))
    await page.get_by_role("button", name="Print label").click()
    await here.shows(".done", "Label 1 is printed. Please take the goods off.")
    await expect(page.locator(".print")).to_be_disabled()
    scale.put(0)
    await expect(page.locator(".tile").first).to_contain_text("Bananas, loose")  # picked lately
    await page.get_by_role("button", name="Last label again (1)").click()
    await here.shows(".done", "Label 1 is printed.")
    labels = [file.name for file in here.counter.labels.iterdir()]
    assert sorted(labels) == ["label-000001-1.png", "label-000001.png"]


async def test_goods_are_found_by_name_and_told_in_the_language_of_now(here: Here) -> None:
    page = here.page
    await page.get_by_role("searchbox").fill("AVOCADO")
    await page.keyboard.press("Enter")
    await here.shows(".verdict h1", "Hass avocados")
    await page.get_by_role("button", name="Español").click()
    await here.shows(".verdict h1", "Aguacates Hass")
    await here.shows(".costs .of", "Aguacates Hass")
    await here.shows(".rules", "Sin certificar")
    await expect(page.locator("html")).to_have_attribute("lang", "es")
    here.counter.scale.put(500)
    await here.shows(".total", re.compile("2,95\\s€"))
    await page.get_by_role("button", name="Otro producto").click()
    await here.shows(".tile", "Aguacates Hass")


async def test_a_number_of_the_store_tells_of_its_goods(here: Here) -> None:
    await here.page.get_by_role("button", name="No. 1204").click()
    await here.shows(".verdict h1", "Atlantic salmon fillet")


async def test_a_scan_tells_freshness_origin_journey_and_offers(here: Here) -> None:
    page = here.page
    await scan(page, code_that_shows("FRESH", store="mad1"))
    await here.shows(".verdict .word", "Fresh")
    await here.shows(".origin", "Norway")
    await here.shows(".offers .offer", "Fresh fish, best today")
    await page.get_by_role("button", name="The whole journey").click()
    await expect(page.locator("dialog fl-timeline li").first).to_be_visible()
    await page.get_by_role("button", name="Close").click()
    await expect(page.locator("dialog.journey")).not_to_be_visible()


async def test_what_is_recalled_is_stopped_and_cannot_be_printed(here: Here) -> None:
    page = here.page
    here.counter.scale.put(500)
    await scan(page, code_that_shows("recall"))
    await here.shows(".stop-sale h1", "Do not sell this")
    await expect(page.locator(".print")).to_be_disabled()
    await page.get_by_role("button", name="It is off the scale").click()
    await expect(page.locator(".tile").first).to_be_visible()
    await scan(page, "two for one!")
    await expect(page.locator(".refused h1")).to_be_visible()


@pytest.mark.parametrize(
    ("fault", "badge", "words"),
    [
        (Fault.BABBLE, "Scale not understood since", "makes no sense"),
        (Fault.WRONG_PROTOCOL, "wrong protocol", "another protocol"),
        (Fault.SILENT, "Scale silent since", "does not answer"),
        (Fault.UNPLUG, "Scale unplugged since", "plug it in"),
    ],
)
async def test_a_wire_in_trouble_shows_no_weight_says_why_and_recovers(
    here: Here, fault: Fault, badge: str, words: str
) -> None:
    page, scale = here.page, here.counter.scale
    await page.get_by_role("button", name="No. 4011").click()
    scale.put(500)
    await here.shows(".total", "€1.00")
    await scale.fail(fault)
    await here.shows(".link.wire.away", badge)
    await here.shows(".trouble", words)
    assert await page.locator(".grams").text_content() == "—"
    assert await page.locator(".total").text_content() == "—"
    await expect(page.locator(".print")).to_be_disabled()
    await scale.mend()
    await here.shows(".link.wire.live", "Scale connected")
    await here.shows(".total", "€1.00")


async def test_operations_is_told_of_a_scale_that_is_silent(here: Here) -> None:
    def tells(asked: Request) -> bool:
        return "SCALE_SILENT" in (asked.post_data or "")

    async with here.page.expect_request(tells, timeout=10_000):
        await here.counter.scale.fail(Fault.SILENT)


async def test_a_label_that_did_not_come_out_is_tried_again_under_its_number(
    shop: Shop, page: Page, key: str, tmp_path: Path
) -> None:
    port = free_port()
    async with counter(
        tmp_path, shop.url, key, printer=NetworkPrinter("127.0.0.1", port)
    ) as opened:
        here = Here(page, opened)
        await open_scale(page, key, opened.running.port)
        await page.get_by_role("button", name="No. 4011").click()
        opened.scale.put(500)
        await page.locator(".print:enabled").click()
        await here.shows(".kept", "Sale 1 is kept")
        opened.scale.put(0)
        await expect(page.locator(".tile").first).to_be_visible()
        got = bytearray()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            got.extend(await reader.read())
            writer.close()

        async with await asyncio.start_server(take, "127.0.0.1", port):
            await page.get_by_role("button", name="Print label 1 again").click()
            await here.shows(".done", "Label 1 is printed.")
        assert got.startswith(b"^XA")
        await expect(page.locator(".kept")).to_have_count(0)


async def test_while_the_server_is_away_its_last_prices_count_with_their_age(
    shop: Shop, browser: Browser, key: str, tmp_path: Path
) -> None:
    async with (
        network(shop.port) as between,
        counter(tmp_path, between.url, key) as opened,
        opened_page(browser, shop, elsewhere=(between.url,)) as page,
    ):
        here = Here(page, opened)
        await open_scale(page, key, opened.running.port, server=between.url)
        await page.get_by_role("button", name="No. 4011").click()
        await here.shows(".verdict h1", "Bananas, loose")
        await page.get_by_role("button", name="Other goods").click()
        await between.cut()
        await here.shows(".link.server.away", "Server away")
        await page.get_by_role("button", name="No. 4011").click()
        await here.shows(".aged", "The server is away: its price of")
        opened.scale.put(1_000)
        await here.shows(".total", "€1.99")
        await between.heal()
        await here.shows(".link.server.live", "Server live")


async def test_without_its_agent_the_screen_says_how_to_start_it_and_finds_it(
    shop: Shop, page: Page, key: str, tmp_path: Path
) -> None:
    async with counter(tmp_path, shop.url, key) as opened:
        port = opened.running.port
        await open_scale(page, key, port)
        await expect(page.locator(".link.wire.live")).to_be_visible()
    await expect(page.locator(".trouble")).to_contain_text("freshlens scale --port")
    assert await page.locator(".grams").text_content() == "—"
    await page.reload()  # its address says no port any more
    await expect(page.locator(".link.wire.away")).to_contain_text("program not running")
    async with counter(tmp_path, shop.url, key, port=port):
        await expect(page.locator(".link.wire.live")).to_be_visible()


async def test_a_clock_an_hour_off_is_told(
    shop: Shop, page: Page, key: str, tmp_path: Path
) -> None:
    await page.add_init_script("const now = Date.now; Date.now = () => now() + 3_600_000")
    async with counter(tmp_path, shop.url, key) as opened:
        await open_scale(page, key, opened.running.port)
        await expect(page.locator(".clock")).to_contain_text("clock of this screen is wrong")


WATCH = """() => {
  const seen = [], grams = document.querySelector(".grams");
  const look = () => requestAnimationFrame(() => seen.push([Date.now(), grams.textContent]));
  new MutationObserver(look).observe(grams, { characterData: true, subtree: true });
  window.seen = seen;
}"""


@pytest.mark.quiet
async def test_a_weight_is_on_the_screen_within_150_ms_of_the_wire(here: Here) -> None:
    page, scale = here.page, here.counter.scale
    await here.shows(".grams", "0.000 kg")
    await page.evaluate(WATCH)
    weights = range(200, 1_400, 100)
    for grams in weights:
        scale.put(grams)
        await here.shows(".grams", f"{grams / 1000:.3f} kg")
    ahead = time.time() - time.monotonic()
    first: dict[str, float] = {}
    for at, text in await page.evaluate("seen"):
        first.setdefault(text, at / 1000 - ahead)
    late = sorted(
        first[f"{grams / 1000:.3f} kg"] - next(at for at, sent in scale.sent if sent == grams)
        for grams in weights
    )
    assert late[int(0.95 * len(late)) - 1] < 0.15, late
