"""The kiosk's budgets, measured in Chromium on this machine."""

import gzip
from statistics import quantiles

import pytest
from playwright.async_api import Browser, Page, Response, expect

from api import clock
from provenance.answer import FreshnessState
from seed.codes import sample_codes
from seed.lots import sample_day
from tests.screens.scenes_kiosk import open_kiosk
from tests.screens.shop import Shop, opened_page
from tests.screens.wedge import scan_at_once

MOST_BYTES = 80_000
"""Gzipped: the page, and every script and stylesheet that comes with it."""

FIRST_PAINT = 600
"""Milliseconds until something can be read."""

VERDICT = 150
"""Milliseconds, p95, from the scanner's last key to the verdict on the screen."""

SCANS = 40
TRIES = 3
"""This machine may have other things to do for a moment."""

MEASURED = "performance.getEntriesByName('scan-to-verdict').map((each) => each.toJSON())"


async def test_the_page_is_light(page: Page, shop: Shop) -> None:
    came: list[Response] = []

    def take(response: Response) -> None:
        came.append(response)

    page.on("response", take)
    await open_kiosk(page, shop)
    bodies = [await each.body() for each in came if not each.url.endswith("/graphql")]
    assert len(bodies) > 2
    assert sum(len(gzip.compress(body)) for body in bodies) <= MOST_BYTES


@pytest.mark.quiet
async def test_something_can_be_read_at_once(browser: Browser, shop: Shop) -> None:
    took = []
    for _ in range(TRIES):
        async with opened_page(browser, shop, size=(1080, 1920)) as page:
            await open_kiosk(page, shop)
            paints = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            took.append(await page.evaluate(paints))
        if took[-1] <= FIRST_PAINT:
            return
    raise AssertionError(took)


@pytest.mark.quiet
async def test_the_verdict_comes_within_a_blink(browser: Browser, shop: Shop) -> None:
    states = {state.value for state in FreshnessState}
    codes = [
        each.code
        for each in sample_codes(sample_day(clock.now()))
        if each.shows in states and each.store == "mad1"
    ]
    p95 = []
    async with opened_page(browser, shop, size=(1080, 1920)) as page:
        await open_kiosk(page, shop)
        for _ in range(TRIES):
            took = [
                await _verdict_after(page, codes[number % len(codes)]) for number in range(SCANS)
            ]
            p95.append(quantiles(took, n=20)[-1])
            if p95[-1] <= VERDICT:
                return
    raise AssertionError(p95)


async def _verdict_after(page: Page, code: str) -> float:
    """Milliseconds that a scan took by the screen's own timing; the story has come as well."""
    before = await page.evaluate(MEASURED)
    await scan_at_once(page, code)
    await expect(page.locator("fl-timeline")).to_be_visible()
    while (measured := await page.evaluate(MEASURED)) == before:
        await page.wait_for_timeout(10)
    duration: float = measured[0]["duration"]
    return duration
