"""QR symbols for screens are drawn as one path, and read back as what they say."""

import re

import pytest
import zxingcpp
from PIL import Image

from kiosk.labels.qr import QUIET_ZONE, qr_path

SHAPES = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def drawn(size: int, path: str, module: int = 4) -> Image.Image:
    """What a browser fills: each sub-path is a row of modules."""
    assert SHAPES.sub("", path) == ""
    image = Image.new("L", (size * module, size * module), 255)
    for x, y, width, back in SHAPES.findall(path):
        assert width == back
        left, top = int(x) * module, int(y) * module
        image.paste(0, (left, top, left + int(width) * module, top + module))
    return image


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/01/09520001000012/10/S-0607",
        "https://shop.example/recipes/salmon-lemon?lang=zh-Hans",
        "https://shop.example/pair#" + "e" * 200,
        "三文鱼",
    ],
)
def test_a_symbol_says_what_it_was_made_of(text: str) -> None:
    [found] = zxingcpp.read_barcodes(drawn(*qr_path(text)))
    assert found.text == text


def test_the_quiet_zone_stays_white() -> None:
    size, path = qr_path("https://shop.example/")
    for x, y, width, _ in SHAPES.findall(path):
        assert int(x) >= QUIET_ZONE
        assert int(x) + int(width) <= size - QUIET_ZONE
        assert QUIET_ZONE <= int(y) < size - QUIET_ZONE
