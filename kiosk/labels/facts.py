"""Facts on a label: a caption and a value each, the first one large."""

from collections.abc import Sequence

from kiosk.labels.page import Page, largest, within
from kiosk.labels.wrapping import lines

SMALL, PLAIN, LARGE = 2.25, 2.75, 4.25
"""Sizes of captions, of values and of the first value, in mm."""

_GAP = 1.0

Fact = tuple[str, str]
"""A caption and its value, as they are printed."""


def draw_facts(page: Page, facts: Sequence[Fact], corner: tuple[int, int], room: int) -> int:
    """Draw them below each other, `room` dots wide, a line each where they fit; returns the lower
    edge. The first stands large under its caption."""
    x, y = corner
    small, gap = page.font(SMALL), page.dots(_GAP)
    for position, (caption, value) in enumerate(facts):
        sizes = (PLAIN, 2.5, SMALL) if position else (LARGE, 4.0, 3.5, 3.0, PLAIN, SMALL)
        font = largest(page, value, sizes, room, bold=True)
        indent = round(small.getlength(caption)) + gap
        if position and within(font, room - indent)(value):
            y += round(font.size * 1.3)
            page.write(x, y, caption, small)
            page.write(x + indent, y, value, font)
            continue
        y += gap if position else 0
        for line in lines(caption, within(small, room)):
            y += page.dots(SMALL)
            page.write(x, y, line, small)
        for line in lines(value, within(font, room)):
            y += round(font.size * 1.1)
            page.write(x, y, line, font)
    return y
