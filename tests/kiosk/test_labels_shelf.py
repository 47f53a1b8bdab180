"""Labels for shelves: 24 on a sheet, each code read back."""

from datetime import date

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.labels.refusals import LabelRefusedError
from kiosk.labels.shelf import A_SHEET, ShelfLabel, ShelfOffer, sheets, shelf_words
from provenance.answer import Price, PriceUnit
from provenance.identity import Money
from tests.kiosk.label_samples import EUR, NAMES, TEXTS
from tests.kiosk.test_labels import needs_font_for

TODAY = date(2026, 11, 20)
PRICE = Price(Money(399, EUR), PriceUnit.KILOGRAM)
LESS = ShelfOffer("Ripe and ready", Money(299, EUR), date(2026, 11, 24))


def label(number: int = 0, name: str = "Bananas", offer: ShelfOffer | None = None) -> ShelfLabel:
    link = f"https://shop.example/01/{number:014}"
    return ShelfLabel(name, f"{number:014}", PRICE, offer, link)


@pytest.mark.parametrize("count", [1, A_SHEET, A_SHEET + 1])
def test_sheets_hold_24_labels_and_every_code_reads_back(count: int) -> None:
    labels = [label(number, offer=LESS if number % 2 else None) for number in range(count)]
    pages = list(sheets(labels, TEXTS, "en", TODAY))
    assert len(pages) == -(-count // A_SHEET)
    assert {page.image.size for page in pages} == {(2480, 3508)}
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(page.image.convert("L"))]
    assert sorted(read) == [each.link for each in labels]


@pytest.mark.parametrize(
    ("language", "price", "unit", "terms"),
    [
        ("en", "€2.99", "per kg", "instead of €3.99 · until Nov 24, 2026"),
        ("zh-Hans", "€2.99", "每千克", "原价 €3.99 · 至 2026年11月24日"),
        ("es", "2,99\xa0€", "el kilo", "antes 3,99\xa0€ · hasta el 24 nov 2026"),
    ],
)
def test_an_offer_shows_what_one_pays_what_it_was_and_until_when(
    language: str, price: str, unit: str, terms: str
) -> None:
    words = shelf_words(label(offer=LESS), TEXTS, language, TODAY)
    assert (words.price, words.unit, words.terms) == (price, unit, terms)


def test_an_offer_on_several_leaves_the_price_of_one() -> None:
    words = shelf_words(label(offer=ShelfOffer("3 for 2")), TEXTS, "en", TODAY)
    assert (words.offer, words.price, words.terms) == ("3 for 2", "€3.99", None)


def test_goods_without_a_link_have_no_qr() -> None:
    page = next(sheets([ShelfLabel("Bananas", "PLU 4011", PRICE)], TEXTS, "en", TODAY))
    assert not zxingcpp.read_barcodes(page.image.convert("L"))


texts = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=90)


@settings(deadline=None, max_examples=8)
@given(
    st.lists(st.tuples(texts, st.none() | texts, st.integers(0, 10**9)), min_size=24, max_size=24),
    st.sampled_from(sorted(NAMES)),
)
def test_no_name_offer_or_price_reaches_into_a_code(
    rows: list[tuple[str, str | None, int]], language: str
) -> None:
    needs_font_for("三")
    labels = [
        ShelfLabel(
            name,
            f"{number:014}",
            Price(Money(price, EUR), PriceUnit.EACH),
            None if offer is None else ShelfOffer(offer, Money(price // 2, EUR), TODAY),
            f"https://shop.example/01/{number:014}",
        )
        for number, (name, offer, price) in enumerate(rows)
    ]
    assert len(list(sheets(labels, TEXTS, language, TODAY))) == 1


def test_a_name_that_no_font_has_is_refused() -> None:
    with pytest.raises(LabelRefusedError):
        list(sheets([label(name="\U0010fffd")], TEXTS, "en", TODAY))
