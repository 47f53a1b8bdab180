"""The screens' pages and what the browser loads for them, built by `kiosk/web`."""

from kiosk.screens.assets import Asset, NotBuiltError, Parts, asset, parts
from kiosk.screens.page import Screen, render_screen, screen_headers

__all__ = [
    "Asset",
    "NotBuiltError",
    "Parts",
    "Screen",
    "asset",
    "parts",
    "render_screen",
    "screen_headers",
]
