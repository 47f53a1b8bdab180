"""A label as dots: one bit a pixel, as thermal printers want it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from kiosk.labels.fonts import Family, family_for
from kiosk.labels.label import Label, LabelTooSmallError
from kiosk.labels.qr import QUIET_ZONE, qr_image
from kiosk.labels.wrapping import lines, shortened
from provenance.text import Message, Texts

DOTS_PER_MM = 8
"""203 dpi, the resolution of most label printers."""

QR_DOTS = (6, 5, 4)
"""Dots a module, the first that fits; 4 are 0.5 mm, and GS1 wants at least 0.396 mm."""

_MARGIN = 12
_GAP = 8
_NAME_SIZES = (36, 32, 28)
_SMALL, _PLAIN, _LARGE = 18, 22, 34
_LEADING = 1.3
_FOOTER = 34
_COLUMN = 240
_LEAST_COLUMN = 160

Font = ImageFont.FreeTypeFont
Fact = tuple[str, str]


def render_label(label: Label, texts: Texts, language: str) -> Image.Image:
    """The label in `language`, one bit a pixel at 203 dpi: name above, QR left, facts beside it.

    Raises `LabelTooSmallError` where the QR or a fact would not fit, `GlyphsMissingError` where no
    font has the characters, `ValueError` for an identity without a GTIN.
    """
    facts = [(texts(caption, language), texts(value, language)) for caption, value in label.facts]
    call = texts(Message("label-scan-me"), language)
    gtin = f"(01) {label.identity.gtin}"
    family = family_for("".join((label.name, call, gtin, "…", *map("".join, facts))))
    image = Image.new("1", (label.width_mm * DOTS_PER_MM, label.height_mm * DOTS_PER_MM), 1)
    page = _Page(ImageDraw.Draw(image), family, *image.size)
    top = _draw_name(page, label.name)
    qr, quiet = _largest_qr(label.link, page, top)
    if qr.width + _LEAST_COLUMN > page.width or top + qr.height + _FOOTER > page.height:
        raise LabelTooSmallError(
            f"a QR of {qr.width / DOTS_PER_MM:.0f} mm leaves no room for text on a label of "
            f"{label.width_mm} × {label.height_mm} mm: take a larger one or a shorter link"
        )
    image.paste(qr, (0, top))
    if _draw_facts(page, facts, qr.width, top + quiet) + _GAP > page.height - _FOOTER:
        raise LabelTooSmallError(
            f"{len(facts)} dates and numbers do not fit a label of {label.width_mm} × "
            f"{label.height_mm} mm: take a larger one or leave some out"
        )
    _draw_footer(page, gtin, call)
    return image


@dataclass(frozen=True, slots=True)
class _Page:
    draw: ImageDraw.ImageDraw
    family: Family
    width: int
    height: int

    def font(self, size: int, *, bold: bool = False) -> Font:
        return self.family.font(size, bold=bold)

    def fits(self, x: int, font: Font) -> "_Fits":
        """Whether text that begins at `x` ends before the right margin."""
        return _Fits(font, self.width - _MARGIN - x)

    def write(self, x: int, baseline: int, text: str, font: Font) -> None:
        self.draw.text((x, baseline), text, 0, font, anchor="ls")


@dataclass(frozen=True, slots=True)
class _Fits:
    font: Font
    room: int

    def __call__(self, text: str) -> bool:
        return self.font.getlength(text) <= self.room


def _draw_name(page: _Page, name: str) -> int:
    """Draw the name as large as fits one line, else on two, else cut; returns its lower edge."""
    for size in _NAME_SIZES:
        fits = page.fits(_MARGIN, page.font(size, bold=True))
        if fits(name):
            return _draw_lines(page, [name], size)
    for size in _NAME_SIZES:
        fits = page.fits(_MARGIN, page.font(size, bold=True))
        if len(wrapped := lines(name, fits)) <= 2:
            return _draw_lines(page, wrapped, size)
    rest = name[name.index(wrapped[0]) + len(wrapped[0]) :].strip()
    return _draw_lines(page, [wrapped[0], shortened(rest, fits)], size)


def _draw_lines(page: _Page, name: Sequence[str], size: int) -> int:
    baseline = _MARGIN // 2
    for line in name:
        baseline += round(size * 1.15)
        page.write(_MARGIN, baseline, line, page.font(size, bold=True))
    return baseline + _GAP


def _largest_qr(link: str, page: _Page, top: int) -> tuple[Image.Image, int]:
    """The link's symbol as large as leaves room for the facts, and its quiet zone in dots."""
    for dots in QR_DOTS:
        qr = qr_image(link, dots)
        if qr.width + _COLUMN <= page.width and top + qr.height + _FOOTER <= page.height:
            break
    return qr, QUIET_ZONE * dots


def _draw_facts(page: _Page, facts: Sequence[Fact], x: int, y: int) -> int:
    """Draw the first fact large, the others a line each where they fit; returns the lower edge."""
    small = page.font(_SMALL)
    for position, (caption, value) in enumerate(facts):
        size = _PLAIN if position else _LARGE
        while size > _SMALL and not page.fits(x, page.font(size, bold=True))(value):
            size -= 2
        font = page.font(size, bold=True)
        indent = round(small.getlength(caption)) + _GAP
        if position and page.fits(x + indent, font)(value):
            y += round(size * _LEADING)
            page.write(x, y, caption, small)
            page.write(x + indent, y, value, font)
            continue
        y += _GAP if position else 0
        for line in lines(caption, page.fits(x, small)):
            y += _SMALL
            page.write(x, y, line, small)
        for line in lines(value, page.fits(x, font)):
            y += round(size * 1.1)
            page.write(x, y, line, font)
    return y


def _draw_footer(page: _Page, gtin: str, call: str) -> None:
    """The number for people and, where there is room beside it, why to scan."""
    small, baseline = page.font(_SMALL), page.height - _MARGIN
    top = page.height - _FOOTER
    page.draw.line(((_MARGIN, top), (page.width - _MARGIN, top)), 0, 2)
    page.write(_MARGIN, baseline, gtin, small)
    right = page.width - _MARGIN - round(small.getlength(call))
    if right > _MARGIN + small.getlength(gtin) + _GAP:
        page.write(right, baseline, call, small)
