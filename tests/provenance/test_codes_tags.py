"""RFID tags and EPC URIs. Tags are those that epcpy 0.1.8 and the standard's example make."""

from datetime import date

import pytest
from biip.checksums import gs1_standard_check_digit
from hypothesis import given
from hypothesis import strategies as st

from provenance.codes import read_code
from provenance.identity import CodeRefusal, Identity, RefusalReason, Symbology

TODAY = date(2026, 11, 21)
UNREADABLE, UNSUPPORTED = RefusalReason.UNREADABLE, RefusalReason.UNSUPPORTED


@pytest.mark.parametrize(
    ("tag", "gtin", "serial"),
    [
        ("3034257BF7194E4000001A85", "80614141123458", "6789"),
        ("3034257bf7194e4000001a85", "80614141123458", "6789"),
        ("3020393243F1660000000001", "80614141123458", "1"),
        ("30242DC1CFF4417FFFFFFFFF", "00614141123452", "274877906943"),
        ("3028249B0CC30B4000000000", "00614141123452", "0"),
        ("302C3A91AE00564000000007", "00614141123452", "7"),
        ("36302EDAF18C0E59B20000000000000000000000000000000000", "10614141123459", "32"),
        ("3634257BF6B7A659B2C2BF100000000000000000000000000000", "70614141123451", "32a/b"),
        ("3634257BF6B7A659B2C2BF1000000000000000000000000000", "70614141123451", "32a/b"),
        (
            "36383BF9806DB660C287122C68F224CA60C593368D5B3770E400",
            "00614141123452",
            "ABCDEFGHIJ0123456789",
        ),
    ],
)
@pytest.mark.parametrize("symbology", [None, Symbology.RFID_TAG])
def test_a_tag_of_a_trade_item_names_it(
    tag: str, gtin: str, serial: str, symbology: Symbology | None
) -> None:
    answer = read_code(tag, today=TODAY, symbology=symbology)
    assert answer == Identity(gtin=gtin, serial=serial)


@pytest.mark.parametrize(
    ("uri", "identity"),
    [
        ("urn:epc:id:sgtin:0614141.812345.6789", Identity(gtin="80614141123458", serial="6789")),
        ("URN:EPC:ID:SGTIN:0614141.812345.A%2FB", Identity(gtin="80614141123458", serial="A/B")),
        (
            "urn:epc:tag:sgtin-96:3.0614141.812345.6789",
            Identity(gtin="80614141123458", serial="6789"),
        ),
        (
            "urn:epc:tag:sgtin-198:0.0614141.712345.32a%2Fb",
            Identity(gtin="70614141123451", serial="32a/b"),
        ),
        (
            "urn:epc:class:lgtin:4054739.099914.20160711",
            Identity(gtin="04054739999148", lot="20160711"),
        ),
        ("urn:epc:idpat:sgtin:4054739.099914.*", Identity(gtin="04054739999148")),
    ],
)
def test_an_epc_uri_of_a_trade_item_names_it(uri: str, identity: Identity) -> None:
    assert read_code(uri, today=TODAY) == identity


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        ("3174257BF4499602D2000000", UNSUPPORTED, "code-logistic-unit"),
        ("3274257BF4499602D2000000", UNSUPPORTED, "code-place"),
        ("3374257BF40C0E4000000190", UNSUPPORTED, "code-other"),
        ("3500E86F8000A9E000000586", UNSUPPORTED, "code-tag"),
        ("4006381333931", UNSUPPORTED, "code-tag"),
        ("hello", UNSUPPORTED, "code-tag"),
        ("301C257BF7194E4000001A85", UNREADABLE, "code-tag-broken"),
        ("303FFFFFF7194E4000001A85", UNREADABLE, "code-tag-broken"),
        ("3034257BF7194E4000001A8500000001", UNREADABLE, "code-tag-broken"),
        ("3034257BF7194E4000001A8500000000", UNREADABLE, "code-tag-broken"),
        ("3634257BF6B7A659B2C2BF10", UNREADABLE, "code-tag-broken"),
        ("3634257BF6B7A659B20001000000000000000000000000000000", UNREADABLE, "code-tag-broken"),
        ("3634257BF6B7A6000000000000000000000000000000000000", UNREADABLE, "code-element-form"),
        ("urn:epc:id:sscc:4012345.3111111111", UNSUPPORTED, "code-logistic-unit"),
        ("urn:epc:id:sgln:4012345.00011.987", UNSUPPORTED, "code-place"),
        ("urn:epc:id:grai:4012345.00022.334455", UNSUPPORTED, "code-other"),
        ("urn:epc:id:gid:95100000.12345.400", UNSUPPORTED, "code-tag"),
        ("urn:epc:raw:96.x00", UNSUPPORTED, "code-tag"),
        ("urn:epc:id:sgtin:0614141.12345.6789", UNREADABLE, "code-tag-broken"),
        ("urn:epc:id:sgtin-96:3.0614141.812345.6789", UNREADABLE, "code-tag-broken"),
        ("urn:epc:tag:sgtin:0614141.812345.6789", UNREADABLE, "code-tag-broken"),
        ("urn:epc:id:sgtin:0614141.812345.[1-5]", UNREADABLE, "code-element-form"),
    ],
)
def test_a_tag_of_anything_else_is_refused_in_its_own_words(
    text: str, reason: RefusalReason, message: str
) -> None:
    answer = read_code(text, today=TODAY, symbology=Symbology.RFID_TAG)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.message.key) == (reason, message)


def test_digits_are_a_tag_only_where_the_scanner_says_so() -> None:
    digits = "310300125017261231991234"
    unhinted = read_code(digits, today=TODAY)
    tag = read_code(digits, today=TODAY, symbology=Symbology.RFID_TAG)
    bars = read_code("3034257BF7194E4000001A85", today=TODAY, symbology=Symbology.GS1_128)
    keys = [
        answer.message.key for answer in (unhinted, tag, bars) if isinstance(answer, CodeRefusal)
    ]
    assert keys == ["code-no-product", "code-logistic-unit", "code-element-form"]


def tag_of(company: str, item: str, serial: int) -> str:
    """An SGTIN-96 as the standard builds it (14.6.1), filter value 1."""
    partition = 12 - len(company)
    company_bits = (40, 37, 34, 30, 27, 24, 20)[partition]
    bits = f"00110000001{partition:03b}{int(company):0{company_bits}b}"
    bits += f"{int(item):0{44 - company_bits}b}{serial:038b}"
    return f"{int(bits, 2):024X}"


@given(st.from_regex("[0-9]{13}", fullmatch=True), st.integers(6, 12), st.integers(0, 2**38 - 1))
def test_every_sgtin_reads_back_from_its_tag(digits: str, prefix: int, serial: int) -> None:
    company, item = digits[:prefix], digits[prefix:]
    gtin = item[0] + company + item[1:]
    gtin += str(gs1_standard_check_digit(gtin))
    answer = read_code(tag_of(company, item, serial), today=TODAY)
    assert answer == read_code(f"(01){gtin}(21){serial}", today=TODAY)
