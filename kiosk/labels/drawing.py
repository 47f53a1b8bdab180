"""The label of a lot or an item: name above, QR left, facts beside it."""

from PIL.Image import Image

from kiosk.labels.bitmap import Bitmap
from kiosk.labels.codes import link_code
from kiosk.labels.facts import Fact, draw_facts
from kiosk.labels.fonts import family_for
from kiosk.labels.label import Label
from kiosk.labels.page import Page, set_in_lines
from kiosk.labels.qr import LEAST_MODULE_MM, QUIET_ZONE, qr_image
from kiosk.labels.read_back import checked
from kiosk.labels.refusals import LabelTooSmallError
from provenance.text import Message, Texts

_MODULES_MM = (0.75, 0.625, 0.5)
"""Widths of a QR's module, the first that fits."""

_MARGIN, _GAP = 1.5, 1.0
_NAME_SIZES = (4.5, 4.0, 3.5)
_SMALL = 2.25
_FOOTER = 4.25
_COLUMN, _LEAST_COLUMN = 30.0, 20.0


def item_label(label: Label, texts: Texts, language: str) -> Bitmap:
    """The label in `language`, its QR read back.

    Raises `LabelRefusedError`: it is too small, no font has the characters, or the QR would not
    scan; `ValueError` for an identity without a GTIN.
    """
    return checked(render_label(label, texts, language), [link_code(label.link)])


def render_label(label: Label, texts: Texts, language: str) -> Bitmap:
    """The label as `item_label` makes it, not read back."""
    facts = [
        Fact(texts(caption, language), texts(value, language)) for caption, value in label.facts
    ]
    call = texts(Message("label-scan-me"), language)
    gtin = f"(01) {label.identity.gtin}"
    family = family_for(
        "".join((label.name, call, gtin, "…", *(fact.caption + fact.value for fact in facts)))
    )
    page = Page.blank(label.media, family)
    margin, footer = page.dots(_MARGIN), page.dots(_FOOTER)
    top = _draw_name(page, label.name)
    qr, quiet = _largest_qr(label.link, page, top)
    size = {"width": label.media.width_mm, "height": label.media.height_mm}
    if qr.width + page.dots(_LEAST_COLUMN) > page.width or top + qr.height + footer > page.height:
        taken = qr.width / page.dots(1)
        raise LabelTooSmallError(Message("label-no-room-for-qr", {"qr": round(taken), **size}))
    page.image.paste(qr, (0, top))
    room = page.width - margin - qr.width
    lower = draw_facts(page, facts, (qr.width, top + quiet), room)
    if lower + page.dots(_GAP) > page.height - footer:
        raise LabelTooSmallError(Message("label-no-room", {"facts": len(facts), **size}))
    _draw_footer(page, gtin, call, margin)
    return page.bitmap


def _draw_name(page: Page, name: str) -> int:
    """Draw the name on one line or two; returns its lower edge."""
    margin = page.dots(_MARGIN)
    wrapped, size = set_in_lines(page, name, _NAME_SIZES, page.width - 2 * margin, 2)
    baseline = margin // 2
    for line in wrapped:
        baseline += page.dots(size * 1.15)
        page.write(margin, baseline, line, page.font(size, bold=True))
    return baseline + page.dots(_GAP)


def _largest_qr(link: str, page: Page, top: int) -> tuple[Image, int]:
    """The link's symbol as large as leaves room for the facts, and its quiet zone in dots."""
    for module in _MODULES_MM:
        dots = max(page.dots(module), page.media.least_dots(LEAST_MODULE_MM))
        qr = qr_image(link, dots)
        below = top + qr.height + page.dots(_FOOTER)
        if qr.width + page.dots(_COLUMN) <= page.width and below <= page.height:
            break
    return qr, QUIET_ZONE * dots


def _draw_footer(page: Page, gtin: str, call: str, margin: int) -> None:
    """The number for people and, where there is room beside it, why to scan."""
    small, baseline = page.font(_SMALL), page.height - margin
    page.rule(margin, page.width - margin, page.height - page.dots(_FOOTER))
    page.write(margin, baseline, gtin, small)
    right = page.width - margin - round(small.getlength(call))
    if right > margin + small.getlength(gtin) + page.dots(_GAP):
        page.write(right, baseline, call, small)
