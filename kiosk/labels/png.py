"""A label as a PNG file that was read back before it left."""

from io import BytesIO

import zxingcpp
from PIL import Image

from kiosk.labels.drawing import DOTS_PER_MM, render_label
from kiosk.labels.label import Label, LabelError
from provenance.text import Texts

_DPI = DOTS_PER_MM * 25.4


class LabelUnreadableError(LabelError):
    """A label's code does not read back as what it should say; it must not be printed."""


def checked_png(label: Label, texts: Texts, language: str) -> bytes:
    """The label as PNG at 203 dpi, its QR read back from that very file.

    Raises `LabelUnreadableError`, and what `render_label` raises.
    """
    file = BytesIO()
    render_label(label, texts, language).save(file, "PNG", dpi=(_DPI, _DPI), optimize=True)
    read_back(file.getvalue(), label.link)
    return file.getvalue()


def read_back(png: bytes, link: str) -> None:
    """Raise `LabelUnreadableError` unless the image has exactly one code, and it says `link`."""
    with Image.open(BytesIO(png)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    if [code.text for code in found] != [link]:
        raise LabelUnreadableError(
            f"the label should say {link!r} but reads as {[code.text for code in found]!r}; "
            "nothing was written"
        )
