"""Facts on a label: a caption and a value each, the first one large."""

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.labels.page import Page, largest, within
from kiosk.labels.wrapping import lines, shortened

SMALL, PLAIN, LARGE = 2.25, 2.75, 4.25
"""Sizes of captions, of values and of the first value, in mm."""

_SIZES = (LARGE, 4.0, 3.5, 3.0, PLAIN, 2.5, SMALL)
_GAP = 1.0


class Fact(NamedTuple):
    """A caption and its value, as they are printed; `may_be_cut` where the value's beginning says
    enough."""

    caption: str
    value: str
    may_be_cut: bool = False


def draw_facts(
    page: Page,
    facts: Sequence[Fact],
    corner: tuple[int, int],
    room: int,
    first_size: float = LARGE,
) -> int:
    """Draw them below each other, `room` dots wide, a line each where they fit; returns the lower
    edge. The first stands under its caption, `first_size` mm tall where that fits."""
    x, y = corner
    small, gap = page.font(SMALL), page.dots(_GAP)
    for position, (caption, value, may_be_cut) in enumerate(facts):
        most = PLAIN if position else first_size
        sizes = [size for size in _SIZES if size <= most]
        font = largest(page, value, sizes, room, bold=True)
        indent = round(small.getlength(caption)) + gap
        beside = within(font, room - indent)
        if position and (may_be_cut or beside(value)):
            y += round(font.size * 1.3)
            page.write(x, y, caption, small)
            page.write(x + indent, y, shortened(value, beside), font)
            continue
        y += gap if position else 0
        for line in lines(caption, within(small, room)):
            y += page.dots(SMALL)
            page.write(x, y, line, small)
        for line in lines(value, within(font, room)):
            y += round(font.size * 1.1)
            page.write(x, y, line, font)
    return y
