"""One shelf label: the name, the offer in white on black, the price as large as fits, the QR."""

from dataclasses import astuple, dataclass

from kiosk.labels.page import Page, largest, set_in_lines, within
from kiosk.labels.qr import LEAST_MODULE_MM, QUIET_ZONE, qr_image
from kiosk.labels.wrapping import shortened

_SIDE, _EDGE, _GAP = 5.0, 3.5, 1.0
"""White left and right (printers leave out 4 mm of the sheet), above and below, and between."""

_NAME_SIZES = (4.5, 4.0, 3.5)
_STRIP_SIZES = (3.25, 3.0, 2.75)
_PRICE_SIZES = (12.0, 10.5, 9.0, 8.0, 7.0, 6.0, 5.0)
_PLAIN, _SMALL, _BELOW = 2.9, 2.25, 2.4
_CAPITAL = 0.8
"""How tall a digit is at most, in ems."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A label's place on its sheet, in dots."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShelfWords:
    """What is printed. `price` is what one costs now, `terms` what it was and until when."""

    name: str
    price: str
    unit: str
    offer: str | None
    terms: str | None
    number: str
    printed: str
    link: str | None

    @property
    def characters(self) -> str:
        """Everything that a font must have."""
        return "".join(each for each in astuple(self) if each)


def draw_shelf_label(page: Page, cell: Cell, words: ShelfWords) -> None:
    """Draw it; nothing reaches into the quiet zone of the QR or out of the cell."""
    left, right = cell.left + page.dots(_SIDE), cell.left + cell.width - page.dots(_SIDE)
    bottom = cell.top + cell.height - page.dots(_EDGE)
    y = _draw_name(page, words.name, left, right, cell.top + page.dots(_EDGE))
    beside = right
    if words.link:
        dots = page.media.least_dots(LEAST_MODULE_MM)
        symbol, quiet = qr_image(words.link, dots), QUIET_ZONE * dots
        # its outer white lies over the white of the label
        page.image.paste(symbol, (right - symbol.width + quiet, bottom - symbol.height + quiet))
        beside -= symbol.width - quiet
    if words.offer:
        y = _draw_strip(page, words.offer, left, right, y)
    if words.terms:
        y += page.dots(_PLAIN + _GAP / 2)
        font = largest(page, words.terms, (_PLAIN, 2.6, _SMALL, 2.0), beside - left, bold=False)
        page.write(left, y, shortened(words.terms, within(font, beside - left)), font)
    _draw_footer(page, words, left, beside, bottom)
    baseline = bottom - page.dots(_SMALL + _BELOW)
    _draw_price(page, words, (left, y + page.dots(_GAP)), (beside, baseline))


def _draw_name(page: Page, name: str, left: int, right: int, y: int) -> int:
    wrapped, size = _in_one_line_or_two(page, name, _NAME_SIZES, right - left)
    for line in wrapped:
        y += page.dots(size * 1.1)
        page.write(left, y, line, page.font(size, bold=True))
    return y + page.dots(size * 0.2 + _GAP / 2)


def _draw_strip(page: Page, offer: str, left: int, right: int, y: int) -> int:
    pad = page.dots(_GAP)
    wrapped, size = _in_one_line_or_two(page, offer, _STRIP_SIZES, right - left - 2 * pad)
    leading = page.dots(size * 1.2)
    lower = y + pad + leading * len(wrapped)
    page.draw.rectangle((left, y, right - 1, lower - 1), 0)
    for position, line in enumerate(wrapped):
        middle = y + (pad + leading) // 2 + position * leading
        font = page.font(size, bold=True)
        page.draw.text((left + pad, middle), line, 1, font, anchor="lm")
    return lower


def _in_one_line_or_two(
    page: Page, text: str, sizes: tuple[float, ...], room: int
) -> tuple[list[str], float]:
    """In one line as large as it goes, else in two of the smallest size, cut where need be."""
    fonts = [page.font(size, bold=True) for size in sizes]
    if any(within(font, room)(text) for font in fonts):
        return set_in_lines(page, text, sizes, room, 1)
    return set_in_lines(page, text, sizes[-1:], room, 2)


def _draw_price(
    page: Page, words: ShelfWords, upper_left: tuple[int, int], lower_right: tuple[int, int]
) -> None:
    """The price as large as the corner allows, its unit beside it."""
    (left, top), (right, baseline) = upper_left, lower_right
    plain, gap = page.font(_PLAIN), page.dots(_GAP)
    room = right - left - round(plain.getlength(words.unit)) - 2 * gap
    sizes = [size for size in _PRICE_SIZES if baseline - page.dots(size * _CAPITAL) >= top]
    font = largest(page, words.price, sizes or _PRICE_SIZES[-1:], room, bold=True)
    page.write(left, baseline, words.price, font)
    page.write(left + round(font.getlength(words.price)) + gap, baseline, words.unit, plain)


def _draw_footer(page: Page, words: ShelfWords, left: int, right: int, baseline: int) -> None:
    small, gap = page.font(_SMALL), page.dots(_GAP)
    printed = round(small.getlength(words.printed))
    page.write(right - gap, baseline, words.printed, small, anchor="rs")
    room = right - left - printed - 2 * gap
    page.write(left, baseline, shortened(words.number, within(small, room)), small)
