"""axe finds nothing wrong with any scene (WCAG 2.2 AA and best practice)."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.screens.scenes import SCENES
from tests.screens.shop import Shop, opened_page

AXE = Path(__file__).parents[2] / "kiosk/web/node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("scene", SCENES)
async def test_axe_finds_nothing(browser: Browser, shop: Shop, scene: str) -> None:
    async with opened_page(browser, shop) as page:
        await SCENES[scene](page, shop, "en")
        await page.evaluate(AXE.read_text())  # as a page's own script would run: past its CSP
        found = await page.evaluate("axe.run(document)")
    assert [
        (each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]
    ] == []
