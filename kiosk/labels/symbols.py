"""Bar codes as dots for a printer: EAN and UPC, and GS1 DataBar Expanded Stacked.

zxing-cpp makes the modules; we give each a whole number of dots, for a bar of two and a half is
none. Widths of modules are those of the GS1 General Specifications, 5.12.3.
"""

from typing import Any

import zxingcpp
from PIL import Image

LEAST_BAR_MM = 0.264
"""The narrowest bar at a point of sale. 203 dpi: 3 dots, for 2 are 0.25 mm and do not read."""

_EAN = {
    8: zxingcpp.BarcodeFormat.EAN8,
    12: zxingcpp.BarcodeFormat.UPCA,
    13: zxingcpp.BarcodeFormat.EAN13,
}
_EAN_QUIET = 11
"""Modules of white; the standard asks for 7 to 11."""

_DATABAR_QUIET = 2
"""DataBar needs none (5.5.3.4.2); two keep text away from it."""


def ean(digits: str, dots: int, height: int) -> Image.Image:
    """The bars of 8, 12 or 13 digits, check digit included, `height` dots tall; quiet zones left
    and right."""
    rows = _modules(zxingcpp.create_barcode(digits, _EAN[len(digits)]))
    return _with_quiet(rows.crop((0, 0, rows.width, 1)), _EAN_QUIET, dots, height)


def databar(elements: str, columns: int, dots: int) -> Image.Image:
    """The symbol of bracketed GS1 elements, in rows of `columns` segments (an even number)."""
    code = zxingcpp.create_barcode(elements, zxingcpp.BarcodeFormat.DataBarExpStk, columns=columns)
    rows = _modules(code)
    return _with_quiet(rows, _DATABAR_QUIET, dots, rows.height * dots)


def _modules(code: zxingcpp.Barcode) -> Image.Image:
    """One pixel a module."""
    made: Any = code.to_image(scale=1, add_quiet_zones=False)  # by NumPy's array interface
    return Image.fromarray(made).convert("1")


def _with_quiet(rows: Image.Image, quiet: int, dots: int, height: int) -> Image.Image:
    image = Image.new("1", ((rows.width + 2 * quiet) * dots, height), 1)
    bars = rows.resize((rows.width * dots, height), Image.Resampling.NEAREST)
    image.paste(bars, (quiet * dots, 0))
    return image
