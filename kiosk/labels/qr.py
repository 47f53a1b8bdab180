"""QR symbols (ISO/IEC 18004) as dots for a printer and as text for a terminal."""

from collections.abc import Sequence
from itertools import groupby

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004, 9.1)."""

LEAST_MODULE_MM = 0.396
"""The narrowest module of a Digital Link (GS1 General Specifications, 5.12.3.1)."""

_BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
"""Colours of the 256-colour cube: themes change the first sixteen, never these."""

_RESET = "\x1b[0m"
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def modules(text: str) -> Sequence[Sequence[bool]]:
    """The symbol's rows, True for dark, quiet zone included; error correction level M or better."""
    code = QRCode[PilImage](error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    return [[bool(module) for module in row] for row in code.get_matrix()]


def qr_image(text: str, dots: int) -> Image.Image:
    """The symbol in one bit per pixel, `dots` printer dots a module."""
    rows = modules(text)
    image = Image.new("1", (len(rows), len(rows)))
    image.putdata([not dark for row in rows for dark in row])
    return image.resize((len(rows) * dots, len(rows) * dots), Image.Resampling.NEAREST)


def qr_path(text: str) -> tuple[int, str]:
    """The symbol as SVG path data in units of one module, and how many of them a side has."""
    rows = modules(text)
    path = ""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                path += f"M{x} {y}h{width}v1h-{width}z"
            x += width
    return len(rows), path


def terminal_qr(text: str) -> str:
    """The symbol in half blocks, two modules a character; black on white in every theme."""
    rows = list(modules(text))
    if len(rows) % 2:
        rows.append([False] * len(rows))
    return "\n".join(
        _BLACK_ON_WHITE + "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) + _RESET
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
