"""The phone page as an app: pages of its own, and the manifest that installs it."""

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from api.pages import icons
from provenance.text import Message, Texts


class OwnPage(StrEnum):
    """A page whose content lives on the phone; its value is its path and the key of its words."""

    CART = "cart"
    PAIR = "pair"
    OFFLINE = "offline"

    @property
    def element(self) -> str:
        """The custom element that fills it."""
        return "fl-seen" if self is OwnPage.OFFLINE else f"fl-{self}"


def app_manifest(texts: Texts, language: str) -> dict[str, Any]:
    """The web app manifest (W3C) in a language."""
    return {
        "id": "/",
        "name": "Freshlens",
        "short_name": "Freshlens",
        "description": texts(Message("page-home-title"), language),
        "lang": language,
        "start_url": f"/?{urlencode({'lang': language})}",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f4ef",
        "theme_color": icons.COLOUR,
        "icons": [
            {
                "src": f"/icons/{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in icons.SIZES
            for purpose in ("any", "maskable")
        ],
    }
