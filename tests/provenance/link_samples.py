"""Links and levels for tests."""

from datetime import date
from typing import Any

from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, GS1_VOCABULARY

TODAY = date(2026, 11, 21)
ORIGIN = "https://shop.example"
GTIN = "09506000134352"
KEY = f"01/{GTIN}"
LOT = f"{KEY}/10/L1"


def link(type_: str = "pip", href: str = "https://brand.example/p", **more: Any) -> Link:
    """A link of a GS1 type."""
    return Link(GS1_VOCABULARY + type_, href, more.pop("title", "Page"), **more)


def level(*links: Link, path: str = KEY) -> Level:
    """A level with these links, its default leading to the first of them."""
    first = links[0] if links else link()
    return Level(path, (Link(DEFAULT, first.href, first.title), *(links or (first,))))
