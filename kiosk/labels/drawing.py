"""A label as dots: one bit a pixel, as thermal printers want it."""

from PIL import Image, ImageDraw

from kiosk.labels.fonts import Family, family_for
from kiosk.labels.label import Label, LabelTooSmall
from kiosk.labels.qr import QUIET_ZONE, qr_image
from kiosk.labels.wrapping import lines, shortened
from provenance.text import Message, Texts

DOTS_PER_MM = 8
"""203 dpi, the resolution of most label printers."""

QR_DOTS = 4
"""0.5 mm a module; GS1 wants at least 0.396 mm (General Specifications, 5.12.3.1)."""

_MARGIN = 12
_NAME_SIZES = (36, 30, 26)
_NAME_LINES = 2
_CAPTION, _VALUE, _FIRST_VALUE, _SMALL = 18, 24, 30, 18
_LEADING = 1.25
_LEAST_COLUMN = 150


def render_label(label: Label, texts: Texts, language: str) -> Image.Image:
    """The label in `language`, one bit a pixel at 203 dpi: name above, QR left, facts beside it.

    Raises `LabelTooSmall` where the QR or a date would not fit, `GlyphsMissing` where no font has
    the characters, `ValueError` for an identity without a GTIN.
    """
    captions = [(texts(key, language), texts(value, language)) for key, value in label.facts]
    call = texts(Message("label-scan-me"), language)
    gtin = f"(01) {label.identity.gtin}"
    family = family_for("".join((label.name, call, gtin, "…", *map("".join, captions))))
    size = (label.width_mm * DOTS_PER_MM, label.height_mm * DOTS_PER_MM)
    image = Image.new("1", size, 1)
    draw = ImageDraw.Draw(image)
    top = _draw_name(draw, label.name, family, size[0])
    qr = qr_image(label.link, QR_DOTS)
    quiet = QUIET_ZONE * QR_DOTS
    footer = round(_SMALL * _LEADING)
    if top + qr.height + footer > size[1] or qr.width + _LEAST_COLUMN + _MARGIN > size[0]:
        raise LabelTooSmall(
            f"a QR of {qr.width // DOTS_PER_MM} mm does not fit a label of {label.width_mm} × "
            f"{label.height_mm} mm: take a larger label or a shorter link"
        )
    image.paste(qr, (0, top))
    draw.text((quiet, top + qr.height - quiet // 2), gtin, 0, family.font(_SMALL))
    _draw_facts(draw, captions, call, family, (qr.width, top + quiet, *size))
    return image


def _draw_name(draw: ImageDraw.ImageDraw, name: str, family: Family, width: int) -> int:
    """Draw the name as large as two lines allow; returns where the next part begins."""
    for size in _NAME_SIZES:
        font = family.font(size, bold=True)

        def fits(part: str, font: ImageFont.FreeTypeFont = font) -> bool:
            return font.getlength(part) <= width - 2 * _MARGIN

        wrapped = lines(name, fits)
        if len(wrapped) <= _NAME_LINES:
            break
    else:
        wrapped = [wrapped[0], shortened(" ".join(wrapped[1:]), fits)]
    for row, line in enumerate(wrapped):
        draw.text((_MARGIN, _MARGIN // 2 + row * round(size * _LEADING)), line, 0, font)
    return _MARGIN // 2 + len(wrapped) * round(size * _LEADING)


def _draw_facts(
    draw: ImageDraw.ImageDraw,
    captions: list[tuple[str, str]],
    call: str,
    family: Family,
    box: tuple[int, int, int, int],
) -> None:
    """Draw caption over value, the first value largest, and the call to scan at the bottom."""
    left, y, right, bottom = box
