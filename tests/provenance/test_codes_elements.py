"""Element strings, bracketed text, and what their elements say."""

from datetime import date

import pytest
from biip.gs1_messages import GS1Message

from provenance.codes import read_code
from provenance.codes.dates import printed_date
from provenance.codes.money import currency_of_code, currency_of_number, payable
from provenance.identity import (
    CodeRefusal,
    Currency,
    Identity,
    Money,
    RefusalReason,
    StoreCodes,
    Symbology,
)

TODAY = date(2026, 11, 21)
GTIN = "09506000134352"
GS = "\x1d"
EUR = Currency("EUR", 2)
STORE = StoreCodes((), EUR)


@pytest.mark.parametrize(
    "code",
    [
        f"01{GTIN}1726123110L1",
        f"]d201{GTIN}10L1{GS}17261231",
        f"]Q3{GS}01{GTIN}17261231{GS}10L1{GS}",
        f"]C110L1{GS}17261231{GS}01{GTIN}",
        f"]e001{GTIN}17261231{GS}{GS}10L1",
        f"(01){GTIN}(17)261231(10)L1",
        f"(01) {GTIN} (17) 261231 (10) L1",
        f"01{GTIN}240X{GS}1726123110L1",
    ],
)
def test_elements_in_any_writing_and_order_name_the_same_lot(code: str) -> None:
    assert read_code(code, today=TODAY) == Identity(gtin=GTIN, lot="L1", expiry=date(2026, 12, 31))


def test_brackets_inside_a_value_are_escaped_ones() -> None:
    answer = read_code(f"(01){GTIN}(10)A\\(1)", today=TODAY)
    assert answer == Identity(gtin=GTIN, lot="A(1)")


@pytest.mark.parametrize(
    ("elements", "grams"),
    [
        ("3103001250", 1250.0),
        ("3100000002", 2000.0),
        ("3105000001", 0.01),
        ("3201000100", 4535.9237),
        ("3202000050", 226.796185),
    ],
)
def test_a_net_weight_is_told_in_grams(elements: str, grams: float) -> None:
    answer = read_code(f"01{GTIN}{elements}", today=TODAY)
    assert isinstance(answer, Identity)
    assert answer.net_weight_grams == pytest.approx(grams, rel=1e-12)


@pytest.mark.parametrize(
    ("element", "store", "price"),
    [
        ("39220499", STORE, Money(499, EUR)),
        ("39220499", None, None),
        ("39239995", STORE, None),
        ("39239990", STORE, Money(999, EUR)),
        ("39329780499", None, Money(499, EUR)),
        ("39303920499", STORE, Money(499, Currency("JPY", 0))),
        ("39320000499", STORE, None),
    ],
)
def test_a_price_is_in_the_stores_currency_or_names_its_own(
    element: str, store: StoreCodes | None, price: Money | None
) -> None:
    answer = read_code(f"01{GTIN}3103001250{element}", today=TODAY, store=store)
    assert isinstance(answer, Identity)
    assert answer.price_in_code == price


@pytest.mark.parametrize(
    ("digits", "today", "meant"),
    [
        ("261231", TODAY, date(2026, 12, 31)),
        ("260200", TODAY, date(2026, 2, 28)),
        ("280200", TODAY, date(2028, 2, 29)),
        ("760101", TODAY, date(2076, 1, 1)),
        ("770101", TODAY, date(1977, 1, 1)),
        ("500101", date(2099, 6, 1), date(2050, 1, 1)),
        ("490101", date(2099, 6, 1), date(2149, 1, 1)),
        ("510101", date(2000, 6, 1), date(1951, 1, 1)),
        ("500101", date(2000, 6, 1), date(2050, 1, 1)),
        ("260229", TODAY, None),
        ("261300", TODAY, None),
        ("260001", TODAY, None),
    ],
)
def test_two_digit_years_lie_within_49_years_past_and_50_ahead(
    digits: str, today: date, meant: date | None
) -> None:
    assert printed_date(digits, today) == meant


def test_an_expiry_with_an_hour_counts_where_no_plain_one_is_given() -> None:
    timed = read_code(f"01{GTIN}70032612311200", today=TODAY)
    both = read_code(f"01{GTIN}1726123070032612311200", today=TODAY)
    assert isinstance(timed, Identity)
    assert isinstance(both, Identity)
    assert (timed.expiry, both.expiry) == (date(2026, 12, 31), date(2026, 12, 30))


@pytest.mark.parametrize(
    ("code", "reason", "message"),
    [
        ("0109506000134353", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("(01)09506000134353(10)L1", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        (f"01{GTIN}4109506000134353", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("00106141412345678909", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("800309506000134353A", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("00106141412345678908", RefusalReason.UNSUPPORTED, "code-logistic-unit"),
        (f"02{GTIN}3712", RefusalReason.UNSUPPORTED, "code-logistic-unit"),
        ("4149506000134352", RefusalReason.UNSUPPORTED, "code-place"),
        ("2559506000134352", RefusalReason.UNSUPPORTED, "code-coupon"),
        ("10L1", RefusalReason.UNREADABLE, "code-no-product"),
        (f"01{GTIN}10{GS}17261231", RefusalReason.UNREADABLE, "code-element-form"),
        (f"01{GTIN}17261331", RefusalReason.UNREADABLE, "code-element-form"),
        (f"01{GTIN}17260230", RefusalReason.UNREADABLE, "code-date"),
        (f"01{GTIN}10A{GS}10A", RefusalReason.UNREADABLE, "code-element-twice"),
        (f"01{GTIN}10A{GS}01{GTIN}", RefusalReason.UNREADABLE, "code-element-twice"),
        (f"01{GTIN}890", RefusalReason.UNREADABLE, "code-element-unknown"),
        (f"01{GTIN}02{GTIN}", RefusalReason.UNREADABLE, "code-element-pair"),
        (f"01{GTIN}39220499", RefusalReason.UNREADABLE, "code-element-pair"),
        (f"(01){GTIN}(10", RefusalReason.UNREADABLE, "code-brackets"),
        (f"(01){GTIN}10)L1", RefusalReason.UNREADABLE, "code-element-form"),
        ("(01)", RefusalReason.UNREADABLE, "code-element-form"),
    ],
)
def test_a_faulty_element_is_refused_in_its_own_words(
    code: str, reason: RefusalReason, message: str
) -> None:
    answer = read_code(code, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.message.key) == (reason, message)


def test_a_number_in_a_gs1_symbol_is_still_a_trade_item() -> None:
    for symbology in (Symbology.GS1_128, Symbology.DATABAR, Symbology.QR, None):
        assert read_code(GTIN, today=TODAY, symbology=symbology) == Identity(gtin=GTIN)


@pytest.mark.parametrize(
    "code",
    [f"01{GTIN}1726123110L1{GS}21S-1", f"01{GTIN}3103001250{GS}15261130", f"11261101{GS}01{GTIN}"],
)
def test_what_biip_reads_with_a_valid_gtin_we_read_alike(code: str) -> None:
    theirs = {element.ai.ai: element.value for element in GS1Message.parse(code).element_strings}
    ours = read_code(code, today=TODAY)
    assert isinstance(ours, Identity)
    assert (ours.gtin, ours.lot, ours.serial) == (
        theirs["01"],
        theirs.get("10"),
        theirs.get("21"),
    )


def test_currencies_are_found_by_either_iso_4217_code() -> None:
    assert currency_of_number("978") == currency_of_code("EUR") == EUR
    assert currency_of_code("KWD") == Currency("KWD", 3)
    assert currency_of_number("000") is None
    assert currency_of_code("XXX") is None


def test_an_amount_finer_than_its_currency_is_no_money() -> None:
    assert payable(4990, 3, EUR) == Money(499, EUR)
    assert payable(4995, 3, EUR) is None
