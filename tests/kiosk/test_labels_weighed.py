"""Labels of weighed goods: what they say to people, phones and tills, and when none is printed."""

from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageDraw

from kiosk.labels import (
    DPI_300,
    Bitmap,
    LabelRefusedError,
    Media,
    WeighedGoods,
    reprinted,
    weighed_label,
)
from kiosk.labels.codes import codes_of
from kiosk.labels.read_back import checked
from kiosk.labels.refusals import CodeImpossibleError, LabelTooSmallError, LabelUnreadableError
from kiosk.labels.weighed_words import words_of
from provenance.codes import read_code
from provenance.identity import Currency, Identity, Money, StoreCodes, StorePattern, Symbology
from provenance.text import LANGUAGES
from tests.kiosk.label_samples import BANANAS, BY_PRICE, BY_WEIGHT, EUR, NAMES, TEXTS
from tests.kiosk.test_labels import needs_font_for

TODAY = date(2026, 11, 21)
LINK = "https://shop.example/01/09521234005087/10/BAN-2611?15=261124&3103=001250&3932=978499"
ELEMENTS = "01095212340050873103001250392" + "20499\x1d1526112410BAN-2611"


def codes_on(label: Bitmap) -> set[tuple[str, str]]:
    found = zxingcpp.read_barcodes(label.image.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    return {(str(code.format), code.text) for code in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("pattern", "till"),
    [
        (BY_WEIGHT, ("EAN-13", "2104011012507")),
        (BY_PRICE, ("EAN-13", "2004011804990")),
        (None, ("DataBar Expanded Stacked", ELEMENTS)),
    ],
)
def test_a_label_has_a_link_for_phones_and_a_code_for_tills(
    language: str, pattern: StorePattern | None, till: tuple[str, str]
) -> None:
    needs_font_for(NAMES[language] + "重")
    goods = replace(BANANAS, name=NAMES[language])
    label = weighed_label(goods, TEXTS, language, pattern=pattern)
    assert label.image.mode == "1"
    assert codes_on(label) == {("QR Code", LINK), till}


def test_phone_and_till_understand_the_lot_weight_price_and_date() -> None:
    qr, till = codes_of(BANANAS, None)
    meant = Identity(
        gtin="09521234005087",
        lot="BAN-2611",
        best_before=date(2026, 11, 24),
        net_weight_grams=1250.0,
        price_in_code=Money(499, EUR),
    )
    assert qr is not None
    assert read_code(qr.read, today=TODAY) == meant
    store = StoreCodes((), EUR)
    assert read_code(till.read, today=TODAY, symbology=Symbology.DATABAR, store=store) == meant


def test_a_label_says_weights_price_dates_and_lot_in_its_language() -> None:
    said = {language: words_of(BANANAS, TEXTS, language) for language in LANGUAGES}
    assert {language: (words.to_pay, words.total) for language, words in said.items()} == {
        "en": ("To pay", "€4.99"),
        "zh-Hans": ("应付金额", "€4.99"),
        "es": ("A pagar", "4,99\xa0€"),
    }
    assert said["es"].weights == (
        ("Peso neto", "1,250 kg"),
        ("Tara", "0,012 kg"),
        ("Precio/kg", "3,99\xa0€"),
    )
    assert [(fact.caption, fact.value) for fact in said["zh-Hans"].facts] == [
        ("最佳食用期至", "2026年11月24日"),
        ("包装时间", "2026年11月20日 14:05"),
        ("批号", "BAN-2611"),
        ("产地", "La Palma"),
    ]


def test_unknown_origin_and_lot_are_not_made_up() -> None:
    words = words_of(replace(BANANAS, lot=None, origin=None), TEXTS, "en")
    assert [fact.caption for fact in words.facts] == ["Best before", "Packed"]


def test_a_reprint_keeps_the_time_of_packing_and_cites_the_first_label() -> None:
    again = reprinted(reprinted(BANANAS, "000130"), "000131")
    assert (again.number, again.reprint_of) == ("000131", "000123")
    assert again.packed_at == BANANAS.packed_at
    first, third = (words_of(each, TEXTS, "en") for each in (BANANAS, again))
    assert first.facts == third.facts
    assert (first.reprint, third.reprint) == (None, "REPRINT of label no. 000123")
    label = weighed_label(again, TEXTS, "en", pattern=BY_WEIGHT)
    assert label.image.getpixel((2, 2)) == 0  # its strip is white on black
    assert codes_on(label) == {("QR Code", LINK), ("EAN-13", "2104011012507")}


def test_what_was_printed_once_can_be_printed_again() -> None:
    """The strip that says so costs room; the longest caption, name and a long lot leave little."""
    full = replace(BANANAS, name="Plátanos ecológicos " * 5, lot="LOT-2026-11-20-0001")
    assert weighed_label(full, TEXTS, "es", pattern=BY_WEIGHT)
    assert weighed_label(reprinted(full, "000124"), TEXTS, "es", pattern=BY_WEIGHT)


def test_goods_without_a_gtin_have_the_code_of_their_store_only() -> None:
    label = weighed_label(replace(BANANAS, gtin=None), TEXTS, "en", pattern=BY_WEIGHT)
    assert codes_on(label) == {("EAN-13", "2104011012507")}


def test_upc_and_short_patterns_are_printed_as_they_are() -> None:
    upc = weighed_label(BANANAS, TEXTS, "en", pattern=StorePattern("2IIIIIVPPPPC", 2))
    short = weighed_label(
        replace(BANANAS, plu="11"), TEXTS, "en", pattern=StorePattern("2IIPPPPC", 2)
    )
    assert codes_on(upc) == {("QR Code", LINK), ("EAN-13", "0204011804996")}
    assert codes_on(short) == {("QR Code", LINK), ("EAN-8", "21104992")}


@pytest.mark.parametrize("pattern", [BY_WEIGHT, None])
def test_a_printer_of_300_dpi_prints_the_same_in_more_dots(pattern: StorePattern | None) -> None:
    media = Media(80, 100, DPI_300)
    label = weighed_label(BANANAS, TEXTS, "es", pattern=pattern, media=media)
    assert label.image.size == (945, 1181)
    assert len(codes_on(label)) == 2


names = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=120)
chinese = st.text(st.sampled_from("大西洋三文鱼柳（带皮）散装有机，。 100g"), max_size=60)


@settings(deadline=None, max_examples=15)
@given(
    name=names | chinese,
    language=st.sampled_from(LANGUAGES),
    grams=st.integers(1, 99_999),
    total=st.integers(0, 9_999),
    lot=st.none() | st.from_regex(r"[A-Z0-9./-]{1,12}", fullmatch=True),
    origin=st.none() | names.filter(str.strip),
    pattern=st.sampled_from([BY_WEIGHT, BY_PRICE, None]),
    reprint=st.booleans(),
)
def test_any_weighing_under_any_name_reads_back_exactly(
    name: str,
    language: str,
    grams: int,
    total: int,
    lot: str | None,
    origin: str | None,
    pattern: StorePattern | None,
    reprint: bool,
) -> None:
    """What overlapped a code would keep it from being read, and the label would be refused."""
    needs_font_for("三")
    goods = replace(
        BANANAS, name=name, net_grams=grams, total=Money(total, EUR), lot=lot, origin=origin
    )
    goods = reprinted(goods, "000124") if reprint else goods
    label = weighed_label(goods, TEXTS, language, pattern=pattern)
    qr, till = codes_of(goods, pattern)
    assert qr is not None
    assert {text for _, text in codes_on(label)} == {qr.read, till.read}


@pytest.mark.parametrize(
    ("goods", "pattern", "code"),
    [
        (replace(BANANAS, net_grams=100_000), BY_WEIGHT, "EAN"),
        (replace(BANANAS, total=Money(10_000, EUR)), BY_PRICE, "EAN"),
        (replace(BANANAS, plu="123456"), BY_WEIGHT, "EAN"),
        (replace(BANANAS, total=Money(499, Currency("JPY", 0))), BY_PRICE, "EAN"),
        (replace(BANANAS, gtin=None), None, "DataBar"),
        (replace(BANANAS, lot="A" * 20, use_by=TODAY), None, "DataBar"),
        (replace(BANANAS, lot="A" * 21), BY_WEIGHT, "QR"),
        (replace(BANANAS, lot="naïve"), BY_WEIGHT, "QR"),
        (replace(BANANAS, gtin="09521234005088"), BY_WEIGHT, "QR"),
        (replace(BANANAS, use_by=date(1900, 1, 1)), BY_WEIGHT, "QR"),
    ],
)
def test_what_no_code_can_say_is_refused_in_words(
    goods: WeighedGoods, pattern: StorePattern | None, code: str
) -> None:
    with pytest.raises(CodeImpossibleError) as refused:
        weighed_label(goods, TEXTS, "en", pattern=pattern)
    assert f"No {code} code can say this" in TEXTS(refused.value.message, "en")


def test_a_lot_that_would_read_as_another_element_is_refused() -> None:
    """Its brackets would end the lot and begin a serial number in the DataBar."""
    with pytest.raises(LabelRefusedError):
        weighed_label(replace(BANANAS, lot="L(21)7"), TEXTS, "en", pattern=None)
    assert weighed_label(replace(BANANAS, lot="L(21)7"), TEXTS, "en", pattern=BY_WEIGHT)


@pytest.mark.parametrize("media", [Media(58, 40), Media(40, 60), Media(30, 20)])
@pytest.mark.parametrize("pattern", [BY_WEIGHT, None])
def test_a_label_that_is_too_small_is_refused(media: Media, pattern: StorePattern | None) -> None:
    with pytest.raises(LabelTooSmallError) as refused:
        weighed_label(BANANAS, TEXTS, "en", pattern=pattern, media=media)
    assert "larger" in TEXTS(refused.value.message, "en")


def test_a_code_with_a_scratch_is_named_and_not_printed() -> None:
    label = weighed_label(BANANAS, TEXTS, "en", pattern=BY_WEIGHT)
    ImageDraw.Draw(label.image).rectangle((200, 340, 230, 440), fill=0)
    qr, till = codes_of(BANANAS, BY_WEIGHT)
    assert qr is not None
    with pytest.raises(LabelUnreadableError) as refused:
        checked(label, [qr, till])
    assert "EAN code should say “2104011012507”" in TEXTS(refused.value.message, "en")


@pytest.mark.parametrize(("net", "tare"), [(0, 0), (-5, 0), (5, -1)])
def test_what_no_scale_hands_over_is_our_mistake(net: int, tare: int) -> None:
    with pytest.raises(ValueError, match="weight"):
        replace(BANANAS, net_grams=net, tare_grams=tare)


def test_the_time_of_packing_knows_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(BANANAS, packed_at=BANANAS.packed_at.replace(tzinfo=None))
