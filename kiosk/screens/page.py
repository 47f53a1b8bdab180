"""The page of a screen: what is seen before its script runs, and the headers it is sent with."""

from enum import StrEnum
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from kiosk.screens.assets import parts
from provenance.text import LANGUAGES, Message, Texts


class Screen(StrEnum):
    """Every screen; its value is its path, its entry under `kiosk/web/src` and its element."""

    KIOSK = "kiosk"
    SCALE = "scale"
    CONSOLE = "console"
    OPS = "ops"


def render_screen(screen: Screen, *, texts: Texts, language: str) -> str:
    """The page of `screen` in `language`. Raises `NotBuiltError`."""
    return (
        _templates()
        .get_template("screen.html")
        .render(
            screen=screen.value,
            language=language,
            languages=LANGUAGES,
            parts=parts(screen),
            t=lambda key: texts(Message(key), language),
        )
    )


def screen_headers(own_websocket: str, *, more_connections: str = "") -> dict[str, str]:
    """Headers of every screen: its own scripts only, and nobody frames it.

    `own_websocket` is the `ws(s)://host` of this server (older browsers do not count it as
    `'self'`), `more_connections` what a screen talks to besides, as in `connect-src`.
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "media-src": "'self'",
        "manifest-src": "'self'",
        "connect-src": f"'self' {own_websocket} {more_connections}".strip(),
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Vary": "Accept-Language",
        "Cache-Control": "no-cache",
    }


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kiosk.screens"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
