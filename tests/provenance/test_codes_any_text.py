"""Whatever is scanned: an answer, never an exception, in every language, in no time."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from timeit import repeat

import biip
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import provenance.codes
from provenance.codes import (
    LinkedThing,
    canonical_digital_link,
    read_code,
    read_link_path,
    read_linked,
)
from provenance.identity import (
    CodeRefusal,
    Currency,
    Identity,
    StoreCodes,
    StorePattern,
    Symbology,
)
from provenance.text import LANGUAGES, Texts

TODAY = date(2026, 11, 21)
TEXTS = Texts(["provenance"])
STORES = (
    None,
    StoreCodes(
        (StorePattern("20IIIIIVPPPPC", 2), StorePattern("21IIIIIWWWWWC", 3)), Currency("EUR", 2)
    ),
)

almost_codes = st.from_regex(
    r"(\][A-Za-z][0-9])?"
    r"(https?://[a-z\[]{1,5}(/[a-z]{1,4})?)?"
    r"([/(]?(00|01|02|10|17|21|22|235|3103|392[0-9]|3932|414|8003|99)[/)=]?[0-9A-Z%/\x1d]{0,18}){0,5}"
    r"(\?([0-9]{2,4}=[0-9A-Z%+]{0,8}&?){0,3})?",
    fullmatch=True,
)
digits = st.text("0123456789", max_size=20)
tags = st.from_regex(r"(3[0-9A-F]|2[C-E]|4[01])[0-9A-Fa-f]{22,50}", fullmatch=True) | st.from_regex(
    r"urn:epc:(id|idpat|class|tag):(sgtin|lgtin|sscc|sgln|gid|itip)(-96:3\.|:)[0-9.*%A]{0,30}",
    fullmatch=True,
)
compressed_links = st.from_regex(r"https://a(/01/[0-9]{14})?/[A-Za-z0-9_-]{1,40}", fullmatch=True)


@settings(max_examples=500)
@given(
    st.text() | almost_codes | digits | tags | compressed_links,
    st.none() | st.sampled_from(Symbology),
    st.sampled_from(STORES),
)
@example("]", None, None)
@example("http://[..", None, None)
@example("(01)" * 500, None, None)
@example("\x1d" * 2000, None, None)
@example("WIFI:S:shop;;", None, None)
@example("BEGIN:VCARD\nFN:李", None, None)
@example("upi://pay", None, None)
@example("otpauth://totp/x", None, None)
@example("urn:epc:id:sgtin:1", None, None)
@example("urn:epc:id:gid:1.2.3", None, None)
@example("4006381333931", Symbology.RFID_TAG, None)
@example("https://a/AQnYUc1gmiCNV4JG", None, None)
@example("https://a/414/9506000134352", None, None)
@example("https://a/255/9506000134352", None, None)
@example("https://a/8004/95X", None, None)
@example("https://a/b", None, None)
@example("9801234567892", None, None)
@example("01095060001343521099" + "\x1d" + "17260230", None, None)
def test_any_text_has_an_answer(
    text: str, symbology: Symbology | None, store: StoreCodes | None
) -> None:
    answer = read_code(text, today=TODAY, symbology=symbology, store=store)
    if isinstance(answer, Identity):
        assert answer.gtin or answer.plu
        assert canonical_digital_link(answer) is None or answer.gtin
        return
    for language in LANGUAGES:
        assert TEXTS(answer.message, language)
        assert answer.hint is None or TEXTS(answer.hint, language)


@settings(max_examples=300)
@given(almost_codes | st.text() | compressed_links.map(lambda link: link.removeprefix("https://a")))
def test_any_request_path_has_an_answer(raw: str) -> None:
    assert isinstance(read_link_path(raw, today=TODAY), Identity | CodeRefusal)
    thing = read_linked(raw, today=TODAY)
    if isinstance(thing, LinkedThing):
        assert read_linked(f"/{thing.path}", today=TODAY) == replace(
            thing, attributes=(), compressed=False, parameters=()
        )


@given(almost_codes, st.text(st.characters(exclude_characters="%")))
def test_a_link_is_read_from_its_path_and_never_from_its_host(path: str, host: str) -> None:
    plain = re.sub(r"[/?#]", "", host).strip()
    answer = read_code(f"https://{plain}", today=TODAY)
    assert isinstance(answer, CodeRefusal)


def test_every_message_of_codes_is_one_that_the_code_can_say() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(provenance.codes.__file__).parent.glob("*.py")
    )
    for key in TEXTS.keys("en"):
        if key.startswith("code-"):
            assert f'"{key.removeprefix("code-").removeprefix("hint-")}"' in source


@pytest.mark.parametrize(
    "code",
    [
        "https://id.gs1.org/01/09506000134352/10/AB1/21/7?17=261231&3103=001250",
        "01095060001343521726123110AB1",
        "4006381333931",
    ],
)
def test_reading_costs_no_more_than_the_library_alone(code: str) -> None:
    def cost(read: Callable[[], object]) -> float:
        return min(repeat(read, number=200, repeat=5))

    assert cost(lambda: read_code(code, today=TODAY)) < cost(lambda: biip.parse(code))
