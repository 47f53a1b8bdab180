"""Every screen in a real Chromium, on a real server with the sample store."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.screens.shop import Shop, chromium, open_shop, opened_page


@pytest.fixture(scope="session")
async def shop(mongodb_uri: str) -> AsyncIterator[Shop]:
    """One sample store for the whole run: what a test changes, it tells apart or puts back."""
    async with open_shop(mongodb_uri) as opened:
        yield opened


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the whole run."""
    async with chromium() as opened:
        yield opened


@pytest.fixture
async def page(browser: Browser, shop: Shop) -> AsyncIterator[Page]:
    """A page in a fresh context, 1280 × 800."""
    async with opened_page(browser, shop) as opened:
        yield opened
