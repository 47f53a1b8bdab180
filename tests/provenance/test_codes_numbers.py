"""Numbers alone: trade items, in-store numbers, PLUs, pallets, and things that are no product."""

from datetime import date
from decimal import Decimal

import pytest
from biip import ParseConfig
from biip.checksums import gs1_price_weight_check_digit, gs1_standard_check_digit
from biip.gtin import Gtin
from biip.rcn import Rcn
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes import read_code
from provenance.identity import (
    CodeRefusal,
    Currency,
    Identity,
    Money,
    RefusalReason,
    StoreCodes,
    StorePattern,
    Symbology,
)

TODAY = date(2026, 11, 21)
EUR = Currency("EUR", 2)
STORE = StoreCodes(
    (
        StorePattern("20IIIIIVPPPPC", 2),
        StorePattern("21IIIIIWWWWWC", 3),
        StorePattern("0IIIIIIC", 0),
    ),
    EUR,
)


@pytest.mark.parametrize(
    ("text", "symbology", "gtin"),
    [
        ("4006381333931", None, "04006381333931"),
        ("]E04006381333931", None, "04006381333931"),
        ("]E3400638133393112", None, "04006381333931"),
        ("5 901234 123457", None, "05901234123457"),
        ("042100005264", None, "00042100005264"),
        ("98765432109213", None, "98765432109213"),
        ("96385074", None, "00000096385074"),
        ("]E496385074", None, "00000096385074"),
        ("04252614", None, "00042100005264"),
        ("14252611", None, "00142100005261"),
        ("0425261", Symbology.EAN_UPC, "00042100005264"),
        ("425261", Symbology.EAN_UPC, "00042100005264"),
        ("9780306406157", None, "09780306406157"),
    ],
)
def test_a_number_under_bars_is_a_trade_item(
    text: str, symbology: Symbology | None, gtin: str
) -> None:
    assert read_code(text, today=TODAY, symbology=symbology) == Identity(gtin=gtin)


def test_eight_digits_that_are_right_both_ways_are_decided_by_what_is_known() -> None:
    both = "00011112"  # EAN-8 and UPC-E check digits both hold
    upc_e = Identity(gtin="00000100001112")
    alone = read_code(both, today=TODAY)
    assert isinstance(alone, CodeRefusal)
    assert alone.reason is RefusalReason.STORE_REQUIRED
    assert read_code(both, today=TODAY, symbology=Symbology.EAN_UPC) == upc_e
    assert read_code(both, today=TODAY, store=StoreCodes((), EUR)) == upc_e
    assert read_code(both, today=TODAY, store=STORE) == Identity(plu="1111")


@pytest.mark.parametrize(
    ("code", "identity"),
    [
        ("2104011012507", Identity(plu="4011", net_weight_grams=1250.0)),
        ("2004011804990", Identity(plu="4011", price_in_code=Money(499, EUR))),
        ("02104011012507", Identity(plu="4011", net_weight_grams=1250.0)),
        ("010210401101250710L1", Identity(plu="4011", lot="L1", net_weight_grams=1250.0)),
    ],
)
def test_an_in_store_code_means_what_the_stores_pattern_says(code: str, identity: Identity) -> None:
    assert read_code(code, today=TODAY, store=STORE) == identity


def test_a_upc_pattern_reads_the_american_form() -> None:
    american = StoreCodes((StorePattern("2IIIIIVPPPPC", 2),), Currency("USD", 2))
    for code in ("204011804996", "0204011804996"):
        assert read_code(code, today=TODAY, store=american) == Identity(
            plu="4011", price_in_code=Money(499, Currency("USD", 2))
        )


@pytest.mark.parametrize(
    ("code", "store", "reason"),
    [
        ("2104011012507", None, RefusalReason.STORE_REQUIRED),
        ("204011804996", None, RefusalReason.STORE_REQUIRED),
        ("401111111119", None, RefusalReason.STORE_REQUIRED),
        ("2204011012504", STORE, RefusalReason.UNSUPPORTED),
        ("2104011012508", STORE, RefusalReason.CHECK_DIGIT),
        ("2004011704993", STORE, RefusalReason.CHECK_DIGIT),
    ],
)
def test_an_in_store_code_that_cannot_be_read_is_refused(
    code: str, store: StoreCodes | None, reason: RefusalReason
) -> None:
    answer = read_code(code, today=TODAY, store=store)
    assert isinstance(answer, CodeRefusal)
    assert answer.reason is reason


def test_a_pattern_whose_verifier_holds_beats_one_whose_does_not() -> None:
    store = StoreCodes((StorePattern("20IIIIIVPPPPC", 2), StorePattern("20IIIIIIPPPPC", 2)), EUR)
    assert read_code("2004011704993", today=TODAY, store=store) == Identity(
        plu="40117", price_in_code=Money(499, EUR)
    )


@pytest.mark.parametrize(
    "pattern",
    ["", "21IIIIIWWWWW", "21IIIIIWWWWWX", "IIIIIIIWWWWWC", "21IIWWWIIWWWC", "21IIIIVVPPPPC",
     "21IIIIVPPPPPPC", "21IIIVPPPPPPC", "21IIIWWWPPPPC", "21WWWWWWWWWWC", "21IIIIICWWWWW"],
)  # fmt: skip
def test_a_pattern_that_reads_no_code_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="in-store pattern"):
        StorePattern(pattern, 2)


REGIONS = [
    ("dk", "21IIIIPPPPPPC", 2), ("dk", "26IIIIWWWWWWC", 3), ("dk", "27IIIIIWWWWWC", 3),
    ("ee", "23IIIIIIWWWWC", 3), ("fi", "24IIIIIIWWWWC", 2), ("lv", "25IIIIIIWWWWC", 1),
    ("lt", "23IIIIIIWWWWC", 3), ("de", "22IIIIVPPPPPC", 2), ("de", "28IIIIVWWWWWC", 3),
    ("gb", "20IIIIIVPPPPC", 2), ("no", "21IIIIIIPPPPC", 1), ("se", "20IIIIIIPPPPC", 2),
    ("se", "22IIIIIIPPPPC", 0), ("se", "24IIIIIIWWWWC", 2),
]  # fmt: skip


@pytest.mark.parametrize(("region", "pattern", "decimals"), REGIONS)
@given(digits=st.text("0123456789", min_size=10, max_size=10), right=st.booleans())
def test_patterns_of_the_regions_that_biip_knows_read_as_it_does(
    region: str, pattern: str, decimals: int, digits: str, right: bool
) -> None:
    body = pattern[:2] + digits
    if right and (at := pattern.find("V")) > 0:
        measure = body[at + 1 :]
        body = f"{body[:at]}{gs1_price_weight_check_digit(measure)}{measure}"
    code = f"{body}{gs1_standard_check_digit(body)}"
    ours = read_code(code, today=TODAY, store=StoreCodes((StorePattern(pattern, decimals),), EUR))
    theirs = Gtin.parse(
        code, config=ParseConfig(rcn_region=region, rcn_verify_variable_measure=False)
    )
    assert isinstance(theirs, Rcn)
    if isinstance(ours, CodeRefusal):
        assert ours.reason is RefusalReason.CHECK_DIGIT
        assert not right
        return
    price = ours.price_in_code
    assert theirs.item_reference is not None
    assert ours.plu == (theirs.item_reference.lstrip("0") or "0")
    assert (None if price is None else Decimal(price.minor_units) / 100) == theirs.price
    assert ours.net_weight_grams == (None if theirs.weight is None else float(theirs.weight * 1000))


@given(st.text("0123456789", min_size=4, max_size=5), st.integers(0, 9))
def test_the_verifier_digit_is_the_one_biip_reckons(measure: str, verifier: int) -> None:
    item = "4" * (9 - len(measure))
    body = f"20{item}{verifier}{measure}"
    pattern = f"20{'I' * len(item)}V{'P' * len(measure)}C"
    store = StoreCodes((StorePattern(pattern, 2),), EUR)
    answer = read_code(f"{body}{gs1_standard_check_digit(body)}", today=TODAY, store=store)
    assert isinstance(answer, Identity) == (verifier == gs1_price_weight_check_digit(measure))


@pytest.mark.parametrize("plu", ["4011", "3000", "4999", "83000", "94011"])
def test_a_plu_means_something_in_a_store_only(plu: str) -> None:
    assert read_code(plu, today=TODAY, store=STORE) == Identity(plu=plu)
    answer = read_code(plu, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.identity) == (
        RefusalReason.STORE_REQUIRED,
        Identity(plu=plu),
    )


@pytest.mark.parametrize(("keyed_in", "plu"), [("04011", "4011"), ("7", "7"), ("00012", "12")])
def test_a_number_keyed_in_as_a_plu_is_the_stores_own(keyed_in: str, plu: str) -> None:
    answer = read_code(keyed_in, today=TODAY, symbology=Symbology.PLU, store=STORE)
    assert answer == Identity(plu=plu)


@pytest.mark.parametrize("number", ["2999", "5000", "85000", "7"])
def test_other_short_numbers_are_no_plu(number: str) -> None:
    answer = read_code(number, today=TODAY, store=STORE)
    assert isinstance(answer, CodeRefusal)
    assert answer.reason is RefusalReason.UNREADABLE


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        ("4006381333930", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("96385075", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("157035381410375177", RefusalReason.UNSUPPORTED, "code-logistic-unit"),
        ("157035381410375178", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("9812345678902", RefusalReason.UNSUPPORTED, "code-coupon"),
        ("9912345678909", RefusalReason.UNSUPPORTED, "code-coupon"),
        ("512345678900", RefusalReason.UNSUPPORTED, "code-coupon"),
        ("9801234567892", RefusalReason.UNSUPPORTED, "code-refund-receipt"),
        ("]E0400638133393", RefusalReason.UNREADABLE, "code-length"),
        ("４００６３８１３３３９３１", RefusalReason.UNREADABLE, "code-characters"),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", RefusalReason.UNREADABLE, "code-characters"),
        ("", RefusalReason.UNREADABLE, "code-empty"),
        ("hello", RefusalReason.UNREADABLE, "code-unreadable"),
        ("4" * 2001, RefusalReason.UNREADABLE, "code-too-long"),
        ("WIFI:T:WPA;S:shop;P:x;;", RefusalReason.UNSUPPORTED, "code-network"),
        ("BEGIN:VCARD\nFN:李\nEND:VCARD", RefusalReason.UNSUPPORTED, "code-contact"),
        ("BCD\n002\n1\nSCT", RefusalReason.UNSUPPORTED, "code-payment"),
        ("upi://pay?pa=x@y", RefusalReason.UNSUPPORTED, "code-payment"),
        ("00020101021126580014A000000615000101065887346304C5BE", RefusalReason.UNSUPPORTED,
         "code-payment"),
        ("otpauth://totp/x?secret=y", RefusalReason.UNSUPPORTED, "code-account"),
    ],
)  # fmt: skip
def test_what_is_no_product_is_refused_in_its_own_words(
    text: str, reason: RefusalReason, message: str
) -> None:
    answer = read_code(text, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.message.key) == (reason, message)


def test_a_radio_tag_is_not_taken_for_a_number() -> None:
    answer = read_code("4006381333931", today=TODAY, symbology=Symbology.RFID_TAG)
    assert isinstance(answer, CodeRefusal)
    assert answer.reason is RefusalReason.UNSUPPORTED
