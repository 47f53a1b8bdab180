"""In-store codes that a scale makes: what is put in is what a till reads out."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.codes import in_store_code, read_code
from provenance.identity import Currency, Identity, Money, StoreCodes, StorePattern

TODAY = date(2026, 11, 21)
EUR, JPY = Currency("EUR", 2), Currency("JPY", 0)
WEIGHT = StorePattern("21IIIIIWWWWWC", 3)
PRICE = StorePattern("20IIIIIVPPPPC", 2)
PATTERNS = (WEIGHT, PRICE, StorePattern("2IIIIIVPPPPC", 2), StorePattern("2IIPPPPC", 2))


@pytest.mark.parametrize(
    ("pattern", "digits"),
    [
        (WEIGHT, "2104011012507"),
        (PRICE, "2004011804990"),
        (StorePattern("2IIIIIVPPPPC", 2), "204011804996"),
        (StorePattern("02IIIIIIIIIIC", 0), "0200000040116"),
    ],
)
def test_a_pattern_makes_the_digits_of_an_article(pattern: StorePattern, digits: str) -> None:
    assert in_store_code(pattern, "4011", 1250, Money(499, EUR)) == digits


@given(
    pattern=st.sampled_from(PATTERNS),
    plu=st.integers(0, 99_999),
    grams=st.integers(1, 99_999),
    price=st.integers(0, 9_999),
)
def test_what_a_pattern_makes_it_reads_again(
    pattern: StorePattern, plu: int, grams: int, price: int
) -> None:
    assume(len(str(plu)) <= pattern.pattern.count("I"))
    code = in_store_code(pattern, str(plu), grams, Money(price, EUR))
    by_weight = "W" in pattern.pattern
    assert read_code(code, today=TODAY, store=StoreCodes([pattern], EUR)) == Identity(
        plu=str(plu),
        net_weight_grams=float(grams) if by_weight else None,
        price_in_code=None if by_weight else Money(price, EUR),
    )


@pytest.mark.parametrize(
    ("pattern", "plu", "grams", "price"),
    [
        (WEIGHT, "123456", 1250, Money(499, EUR)),
        (WEIGHT, "4011", 100_000, Money(499, EUR)),
        (WEIGHT, "A1", 1250, Money(499, EUR)),
        (PRICE, "4011", 1250, Money(10_000, EUR)),
        (PRICE, "4011", 1250, Money(100, JPY)),
        (StorePattern("21IIIIIWWWWWC", 2), "4011", 1255, Money(499, EUR)),
    ],
)
def test_what_has_no_room_in_a_pattern_is_no_code(
    pattern: StorePattern, plu: str, grams: int, price: Money
) -> None:
    with pytest.raises(ValueError, match=r"room|coarse"):
        in_store_code(pattern, plu, grams, price)
