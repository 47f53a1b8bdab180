"""Every screen's page arrives, in its language, with nothing from elsewhere."""

import pytest
from playwright.async_api import Page

from kiosk.screens import Screen
from provenance.text import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", Screen)
async def test_a_screen_opens(page: Page, screen: Screen, language: str) -> None:
    answer = await page.goto(f"/{screen}?lang={language}")
    assert answer is not None
    assert answer.status == 200
    assert "script-src 'self';" in (await answer.all_headers())["content-security-policy"]
    assert await page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("screen", Screen)
async def test_only_the_scale_talks_to_its_own_machine(page: Page, screen: Screen) -> None:
    answer = await page.goto(f"/{screen}")
    assert answer is not None
    policy = (await answer.all_headers())["content-security-policy"]
    assert ("ws://127.0.0.1:*" in policy) is (screen is Screen.SCALE)
