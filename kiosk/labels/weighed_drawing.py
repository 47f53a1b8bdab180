"""The label of weighed goods as dots.

From above: a reprint says so, the name, dates and lot beside the QR, weights and unit price beside
the total to pay, the till's code, the store and the label's number.
"""

from dataclasses import dataclass

from PIL.Image import Image

from kiosk.labels.bitmap import Bitmap, Media
from kiosk.labels.codes import Code, CodeKind
from kiosk.labels.facts import LARGE, draw_facts
from kiosk.labels.fonts import family_for
from kiosk.labels.page import Page, largest, set_in_lines, within
from kiosk.labels.qr import LEAST_MODULE_MM, qr_image
from kiosk.labels.refusals import CodeImpossibleError, LabelTooSmallError
from kiosk.labels.symbols import LEAST_BAR_MM, databar, ean
from kiosk.labels.weighed_words import Words
from kiosk.labels.wrapping import shortened
from provenance.text import Message

_MARGIN, _EDGE, _GAP = 2.0, 1.5, 1.0
"""White left and right, above and below, and between parts."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the upper part is set: the name's sizes and lines, and the size of the date below it."""

    sizes: tuple[float, ...]
    lines: int
    date: float = LARGE


_SETTINGS = (
    _Setting((4.75, 4.25, 3.75), 2),
    _Setting((4.25, 3.75), 2),
    _Setting((3.75,), 2),
    _Setting((3.25,), 2),
    _Setting((3.75, 3.25), 1),
    _Setting((3.25,), 1, date=3.0),
)
"""The first that leaves room for the rest."""

_SMALL, _PLAIN, _ROW = 2.25, 2.75, 3.2
_TOTAL_SIZES = (7.5, 6.75, 5.75, 5.0, 4.25)
_STRIP, _FOOTER, _DIGITS = 3.5, 3.0, 3.0
_BARS = (12.0, 10.0, 8.0, 6.0)
"""Heights of EAN bars, the first that fits."""

_SEGMENTS = (4, 2)
"""Segments in a row of DataBar, the first that fits."""


def draw_weighed(words: Words, qr: Code | None, till: Code, media: Media) -> Bitmap:
    """The label, not read back; a long name is cut where two lines of it have no room.

    Raises `LabelTooSmallError`, `GlyphsMissingError`, and `CodeImpossibleError` for what is too
    much for a DataBar.
    """
    family = family_for(words.characters + "…0123456789")
    symbol = qr_image(qr.drawn, media.least_dots(LEAST_MODULE_MM)) if qr else None
    symbols = _till_symbols(till, media)
    digits = media.dots(_DIGITS) if till.kind is CodeKind.EAN else 0
    for setting in _SETTINGS:
        page = Page.blank(media, family)
        top = _draw_upper(page, words, symbol, setting)
        bottom = page.height - page.dots(_EDGE + _FOOTER)
        for bars in symbols:
            if bars.width <= page.width and bars.height + digits <= bottom - top:
                _draw_till(page, till, bars, (top, bottom))
                _draw_footer(page, words)
                return page.bitmap
    size = {"width": media.width_mm, "height": media.height_mm}
    raise LabelTooSmallError(Message("label-no-room-weighed", size))


def _draw_upper(page: Page, words: Words, qr: Image | None, setting: _Setting) -> int:
    """Everything above the till's code; returns the lower edge."""
    margin, gap = page.dots(_MARGIN), page.dots(_GAP)
    room = page.width - 2 * margin
    y = page.dots(_EDGE)
    if words.reprint:
        y = _draw_strip(page, words.reprint)
    wrapped, size = set_in_lines(page, words.name, setting.sizes, room, setting.lines)
    for line in wrapped:
        y += page.dots(size * 1.12)
        page.write(margin, y, line, page.font(size, bold=True))
    y += page.dots(size * 0.2)  # what reaches below the line
    lower = y
    if qr is not None:
        page.image.paste(qr, (page.width - qr.width, y))
        room -= qr.width - margin + gap
        lower += qr.height
    facts = draw_facts(page, words.facts, (margin, y + gap), room, setting.date)
    return _draw_band(page, words, max(lower, facts + 2 * gap))


def _draw_strip(page: Page, reprint: str) -> int:
    """White on black over the whole width: nobody takes it for a second piece."""
    height = page.dots(_STRIP)
    page.draw.rectangle((0, 0, page.width, height - 1), 0)
    room = page.width - 2 * page.dots(_MARGIN)
    font = largest(page, reprint, (2.6, _SMALL, 2.0), room, bold=True)
    text = shortened(reprint, within(font, room))
    page.draw.text((page.width // 2, height // 2), text, 1, font, anchor="mm")
    return height


def _draw_band(page: Page, words: Words, top: int) -> int:
    """Weights and unit price left, the total right and largest of all."""
    margin, row = page.dots(_MARGIN), page.dots(_ROW)
    right = page.width - margin
    page.rule(margin, right, top)
    small, plain = page.font(_SMALL), page.font(_PLAIN, bold=True)
    captions = max(round(small.getlength(caption)) for caption, _ in words.weights)
    values = max(round(plain.getlength(value)) for _, value in words.weights)
    beside = margin + captions + page.dots(_GAP)
    y = top
    for caption, value in words.weights:
        y += row
        page.write(margin, y, caption, small)
        page.write(beside, y, value, plain)
    room = right - beside - values - page.dots(2 * _GAP)
    font = largest(page, words.total, _TOTAL_SIZES, room, bold=True)
    page.write(right, top + page.dots(_ROW), words.to_pay, small, anchor="rs")
    page.write(right, y, words.total, font, anchor="rs")
    return y + page.dots(2 * _GAP)  # a comma reaches below the line


def _till_symbols(till: Code, media: Media) -> list[Image]:
    """The till's code with as many dots a bar as it needs, the best shape first."""
    dots = media.least_dots(LEAST_BAR_MM)
    if till.kind is CodeKind.EAN:
        return [ean(till.drawn, dots, media.dots(height)) for height in _BARS]
    try:
        return [databar(till.drawn, segments, dots) for segments in _SEGMENTS]
    except ValueError as error:
        impossible = Message("label-code-impossible", {"code": till.kind.value})
        raise CodeImpossibleError(impossible) from error


def _draw_till(page: Page, till: Code, symbol: Image, room: tuple[int, int]) -> None:
    """The code in the middle of the room from above to below; an EAN has its digits under it."""
    digits = page.dots(_DIGITS) if till.kind is CodeKind.EAN else 0
    top, bottom = room
    y = top + (bottom - top - symbol.height - digits) // 2
    page.image.paste(symbol, ((page.width - symbol.width) // 2, y))
    if digits:
        under = y + symbol.height + page.dots(_DIGITS - 0.5)
        font = page.font(_DIGITS - 0.25)
        page.write(page.width // 2, under, _grouped(till.drawn), font, anchor="ms")


def _grouped(digits: str) -> str:
    """As digits stand below bars: 2 104011 012507."""
    half = len(digits) // 2
    head, rest = digits[: len(digits) - 2 * half], digits[len(digits) - 2 * half :]
    return "  ".join(part for part in (head, rest[:half], rest[half:]) if part)


def _draw_footer(page: Page, words: Words) -> None:
    """The store left, the label's number right."""
    margin, small = page.dots(_MARGIN), page.font(_SMALL)
    right, baseline = page.width - margin, page.height - page.dots(_EDGE)
    page.write(right, baseline, words.number, small, anchor="rs")
    room = right - margin - round(small.getlength(words.number)) - page.dots(_GAP)
    page.write(margin, baseline, shortened(words.store, within(small, room)), small)
