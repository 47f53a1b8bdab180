"""What is worth a picture and an accessibility check: every screen in every state that matters."""

from collections.abc import Awaitable, Callable, Mapping

from playwright.async_api import Page

from kiosk.screens import Screen
from tests.screens.scenes_console import CONSOLE_SCENES
from tests.screens.scenes_console_reports import REPORT_SCENES
from tests.screens.scenes_kiosk import KIOSK_SCENES
from tests.screens.scenes_ops import OPS_SCENES
from tests.screens.scenes_phone import PHONE_SCENES
from tests.screens.scenes_scale import SCALE_SCENES
from tests.screens.scenes_story import STORY_SCENES
from tests.screens.shop import Shop

Scene = Callable[[Page, Shop, str], Awaitable[None]]
"""Brings a fresh page to a state; the string is the language (`en`, `zh-Hans`, `es`)."""


def _bare(screen: Screen) -> Scene:
    async def opened(page: Page, _: Shop, language: str) -> None:
        await page.goto(f"/{screen}?lang={language}")

    return opened


SCENES: Mapping[str, Scene] = {
    **{f"{screen}-start": _bare(screen) for screen in Screen},
    **CONSOLE_SCENES,
    **OPS_SCENES,
    **PHONE_SCENES,
    **KIOSK_SCENES,
    **REPORT_SCENES,
    **SCALE_SCENES,
    **STORY_SCENES,
}
"""Scenes by name; each screen adds its own from `scenes_<screen>.py`."""
