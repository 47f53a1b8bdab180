"""Labels for shelves: 24 on a sheet of A4, with today's price and what anybody is offered.

Sheets are 3 × 8 labels of 70 × 37 mm; small crosses show where to cut plain paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.labels.bitmap import DPI_300, Bitmap, Media
from kiosk.labels.codes import link_code
from kiosk.labels.fonts import family_for
from kiosk.labels.page import Page
from kiosk.labels.read_back import checked
from kiosk.labels.shelf_drawing import Cell, ShelfWords, draw_shelf_label
from kiosk.labels.spoken import money
from provenance.answer import Price, PriceUnit
from provenance.identity import Money
from provenance.text import Message, Texts

COLUMNS, ROWS = 3, 8
A_SHEET = COLUMNS * ROWS
"""Labels on a sheet."""

A4 = Media(210, 297, DPI_300)
_WIDTH, _HEIGHT = 70.0, 37.0
_TOP = (A4.height_mm - ROWS * _HEIGHT) / 2
_CROSS = 1.5

_UNITS = {
    PriceUnit.EACH: "label-each",
    PriceUnit.KILOGRAM: "label-a-kilogram",
    PriceUnit.LITRE: "label-a-litre",
}


@dataclass(frozen=True, slots=True)
class ShelfOffer:
    """What anybody gets who comes to the shelf: its `title`; `price` is what one then costs, None
    where it takes more than one; `last_day` None: nobody said until when."""

    title: str
    price: Money | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """One product in its place. `name` and the offer are in the sheet's language.

    `number` is what people type (PLU) or staff look for (GTIN); `link` is the QR's, None: no QR.
    """

    name: str
    number: str
    price: Price
    offer: ShelfOffer | None = None
    link: str | None = None


def sheets(
    labels: Sequence[ShelfLabel], texts: Texts, language: str, today: date
) -> Iterator[Bitmap]:
    """Sheet after sheet, every code read back. `today` is printed, for prices change.

    Raises `LabelRefusedError`.
    """
    words = [shelf_words(label, texts, language, today) for label in labels]
    family = family_for("".join(each.characters for each in words) + "…")
    for start in range(0, len(words), A_SHEET):
        page = Page.blank(A4, family)
        here = words[start : start + A_SHEET]
        for position, each in enumerate(here):
            row, column = divmod(position, COLUMNS)
            draw_shelf_label(page, _cell(page, row, column), each)
        _draw_crosses(page)
        yield checked(page.bitmap, [link_code(each.link) for each in here if each.link])


def _cell(page: Page, row: int, column: int) -> Cell:
    left, top = page.dots(column * _WIDTH), page.dots(_TOP + row * _HEIGHT)
    return Cell(left, top, page.dots(_WIDTH), page.dots(_HEIGHT))


def _draw_crosses(page: Page) -> None:
    arm, last = page.dots(_CROSS), page.width - 1
    for row in range(ROWS + 1):
        y = page.dots(_TOP + row * _HEIGHT)
        for column in range(COLUMNS + 1):
            x = min(page.dots(column * _WIDTH), last)
            page.draw.line((x - arm, y, x + arm, y), 0)
            page.draw.line((x, y - arm, x, y + arm), 0)


def shelf_words(label: ShelfLabel, texts: Texts, language: str, today: date) -> ShelfWords:
    """What one label says in `language`, printed `today`."""

    def say(key: str, **args: object) -> str:
        return texts(Message(key, args), language)

    shelf, offer = label.price.amount, label.offer
    reduced = offer.price if offer else None
    terms = [say("label-instead-of", amount=money(shelf))] if reduced else []
    if offer and offer.last_day:
        terms.append(say("label-until", day=offer.last_day))
    return ShelfWords(
        name=label.name,
        price=say("label-money", amount=money(reduced or shelf)),
        unit=say(_UNITS[label.price.per]),
        offer=offer.title if offer else None,
        terms=" · ".join(terms) or None,
        number=label.number,
        printed=say("label-day", day=today),
        link=label.link,
    )
