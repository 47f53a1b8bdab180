"""Digital Links of any domain, links that are none, and our own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes import canonical_digital_link, digital_link, read_code, read_link_path
from provenance.identity import (
    CodeRefusal,
    Currency,
    Identity,
    Money,
    RefusalReason,
    StoreCodes,
)

TODAY = date(2026, 11, 21)
GTIN = "09506000134352"
LOT = Identity(gtin=GTIN, lot="L1")
EUR = Currency("EUR", 2)


@pytest.mark.parametrize(
    "link",
    [
        f"https://id.gs1.org/01/{GTIN}/10/L1",
        f"http://brand.example/01/{GTIN}/10/L1",
        f"HTTPS://BRAND.EXAMPLE/01/{GTIN}/10/L1",
        f"]Q1https://brand.example/01/{GTIN}/10/L1",
        f"]d1HTTPS://brand.example/01/{GTIN}/10/L1",
        f"  https://brand.example/01/{GTIN}/10/L1\r\n",
        f"https://brand.example/01/{GTIN}/10/L1/",
        f"https://brand.example/01/{GTIN}/10/L1/?utm_source=label",
        f"https://brand.example/01/{GTIN}/10/%4C1",
        f"https://brand.example:8443/shop/es-ES/01/{GTIN}/10/L1",
        f"https://me:secret@brand.example/01/{GTIN}/10/L1#story",
        f"https://brand.example/01/{GTIN}/10/L1?linkType=gs1:pip&utm_source=x&flag&=&99=ABC",
        f"https://商店.example/01/{GTIN}/10/L1",
        f"https://brand.example/01/09520123456788/01/{GTIN}/10/L1",
    ],
)
def test_a_digital_link_of_any_domain_names_its_lot(link: str) -> None:
    assert read_code(link, today=TODAY) == LOT


def test_all_that_a_link_can_say_is_read() -> None:
    link = (
        f"https://brand.example/01/{GTIN}/22/2A/10/AB%2F1/21/S%251"
        "?17=261231&15=261200&13=261101&11=261031&3103=001250&3932=9780499"
    )
    assert read_code(link, today=TODAY) == Identity(
        gtin=GTIN,
        variant="2A",
        lot="AB/1",
        serial="S%1",
        expiry=date(2026, 12, 31),
        best_before=date(2026, 12, 31),
        packed_on=date(2026, 11, 1),
        produced_on=date(2026, 10, 31),
        net_weight_grams=1250.0,
        price_in_code=Money(499, EUR),
    )


@pytest.mark.parametrize(
    ("link", "reason", "message"),
    [
        ("https://brand.example/offers/42", RefusalReason.FOREIGN_LINK, "code-foreign-link"),
        ("https://brand.example", RefusalReason.FOREIGN_LINK, "code-foreign-link"),
        ("http://[..", RefusalReason.FOREIGN_LINK, "code-foreign-link"),
        ("www.brand.example/x", RefusalReason.FOREIGN_LINK, "code-foreign-link"),
        ("ftp://brand.example/x", RefusalReason.FOREIGN_LINK, "code-foreign-link"),
        (f"https://a/01/{GTIN}/10", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"https://a/01/{GTIN}/10/", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"https://a/01/{GTIN}/foo", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"https://a/01/{GTIN}/10/A%2", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"https://a/01/{GTIN}/21/S/10/L", RefusalReason.UNREADABLE, "code-link-order"),
        (f"https://a/01/{GTIN}/10/L/235/X", RefusalReason.UNREADABLE, "code-link-order"),
        (f"https://a/01/{GTIN}?10=L", RefusalReason.UNREADABLE, "code-link-order"),
        (f"https://a/01/{GTIN}/10/A/10/A", RefusalReason.UNREADABLE, "code-link-order"),
        (f"https://a/01/{GTIN}?17=261231&17=261231", RefusalReason.UNREADABLE,
         "code-element-twice"),
        (f"https://a/01/{GTIN}?17=", RefusalReason.UNREADABLE, "code-element-form"),
        (f"https://a/01/{GTIN}/10//21/S", RefusalReason.UNREADABLE, "code-element-form"),
        (f"https://a/01/{GTIN}/10/%E4%B8%AD", RefusalReason.UNREADABLE, "code-element-form"),
        (f"https://a/01/{GTIN}/10/123456789012345678901", RefusalReason.UNREADABLE,
         "code-element-form"),
        (f"https://a/01/{GTIN[1:]}", RefusalReason.UNREADABLE, "code-element-form"),
        (f"https://a/01/{GTIN}?999=x", RefusalReason.UNREADABLE, "code-element-unknown"),
        (f"https://a/01/{GTIN}?17=261331", RefusalReason.UNREADABLE, "code-element-form"),
        (f"https://a/01/{GTIN}?17=260231", RefusalReason.UNREADABLE, "code-date"),
        ("https://a/01/09506000134353", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("https://a/414/9506000134353", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("https://a/414/9506000134352", RefusalReason.UNSUPPORTED, "code-place"),
        ("https://a/00/106141412345678908", RefusalReason.UNSUPPORTED, "code-logistic-unit"),
        ("https://a/255/9506000134352", RefusalReason.UNSUPPORTED, "code-coupon"),
        (f"https://a/8004/95X?01={GTIN}", RefusalReason.UNSUPPORTED, "code-other"),
    ],
)  # fmt: skip
def test_a_link_that_names_no_item_is_refused_in_its_own_words(
    link: str, reason: RefusalReason, message: str
) -> None:
    answer = read_code(link, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.message.key) == (reason, message)


def test_a_request_path_is_read_with_its_escapes() -> None:
    assert read_link_path(f"/01/{GTIN}/10/AB%2F1/21/7?17=261231&linkType=all", today=TODAY) == (
        Identity(gtin=GTIN, lot="AB/1", serial="7", expiry=date(2026, 12, 31))
    )
    assert read_link_path(f"/01/{GTIN}/", today=TODAY) == Identity(gtin=GTIN)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (f"/01/{GTIN}/foo", RefusalReason.UNREADABLE),
        (f"/stem/01/{GTIN}", RefusalReason.UNREADABLE),
        (f"/01/{GTIN}/01/{GTIN}", RefusalReason.UNREADABLE),
        ("/", RefusalReason.UNREADABLE),
        ("", RefusalReason.UNREADABLE),
        (f"/01/{GTIN}/21/S/10/L", RefusalReason.UNREADABLE),
        ("/01/09506000134353", RefusalReason.CHECK_DIGIT),
        ("/00/106141412345678908", RefusalReason.UNSUPPORTED),
    ],
)
def test_a_wrong_request_path_is_refused(path: str, reason: RefusalReason) -> None:
    answer = read_link_path(path, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert answer.reason is reason


def test_the_canonical_link_names_the_thing_and_nothing_else() -> None:
    identity = Identity(gtin=GTIN, lot="A/1", serial="ü", expiry=date(2026, 12, 31))
    assert canonical_digital_link(identity) == (f"https://id.gs1.org/01/{GTIN}/10/A%2F1/21/%C3%BC")
    assert canonical_digital_link(Identity(plu="4011")) is None


def test_a_link_of_ours_needs_a_gtin() -> None:
    with pytest.raises(ValueError, match="GTIN"):
        digital_link("https://shop.example", Identity(plu="4011"))


def test_a_price_without_its_weight_stays_out_of_a_link() -> None:
    priced = Identity(gtin=GTIN, price_in_code=Money(499, EUR))
    assert digital_link("https://shop.example/", priced) == f"https://shop.example/01/{GTIN}"


def test_a_load_of_over_a_tonne_is_written_in_whole_kilograms() -> None:
    link = digital_link("https://shop.example", Identity(gtin=GTIN, net_weight_grams=1_250_000.0))
    assert link.endswith("?3100=001250")


gs1_text = st.text(
    "".join(map(chr, (*range(0x25, 0x40), *range(0x41, 0x5B)))), min_size=1, max_size=20
)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(
    st.builds(
        Identity,
        gtin=st.just(GTIN),
        variant=st.none() | gs1_text,
        lot=st.none() | gs1_text,
        serial=st.none() | gs1_text,
        expiry=st.none() | days,
        best_before=st.none() | days,
        packed_on=st.none() | days,
        produced_on=st.none() | days,
        net_weight_grams=st.integers(0, 999_999).map(float),
        price_in_code=st.none() | st.integers(0, 10**9).map(lambda cents: Money(cents, EUR)),
    )
)
def test_every_link_of_ours_reads_back_as_what_it_was_made_of(identity: Identity) -> None:
    store = StoreCodes((), Currency("JPY", 0))
    link = digital_link("https://shop.example/p", identity)
    assert read_code(link, today=TODAY, store=store) == identity
