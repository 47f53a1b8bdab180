"""The published scan vectors, those of GS1's official syntax engine and those of biip."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from provenance.codes import LinkedThing, bracketed, element_string, read_code, read_link
from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Scanned
from provenance.identity import (
    CodeRefusal,
    Currency,
    Identity,
    RefusalReason,
    StoreCodes,
    StorePattern,
    Symbology,
)

TODAY = date(2026, 11, 21)
EUR = Currency("EUR", 2)

NOT_APPLICABLE = {99: "a number of pieces inside an in-store number is no weight and no price"}
"""Vectors with a reading that we do not give, by position, and why."""

ZERO_SUPPRESSED = "zero_suppressed_gtin"
"""An option of the engine; requests to us are read with it, printed links are not."""

REGIONAL = {
    "dk": (("26IIIIIWWWWWC", 3), ("27IIIIIWWWWWC", 3)),
    "fi": (("25IIIIIIWWWWC", 1),),
    "de": (("22IIIIVPPPPPC", 2), ("28IIIIVWWWWWC", 3), ("25IIIIVWWWWWC", 3)),
    "gb": (("20IIIIIVPPPPC", 2),),
    "no": (("23IIIIIIWWWWC", 3),),
    "se": (("22IIIIIIPPPPC", 0), ("24IIIIIIWWWWC", 2)),
    "lv": (("23IIIIIIWWWWC", 3),),
    "ee": (("29IIIIIIIIIIC", 0),),
    None: (("0IIIIIIC", 0), ("4IIIIIIIIIIC", 0), ("21IIIIIIIIIIC", 0)),
}
"""How stores of a country build their numbers: the rules that biip has in code, as data."""

PARTS: dict[str, Callable[[str], list[Element] | CodeRefusal]] = {
    "ai_bracketed": bracketed.elements_of,
    "element_string": element_string.elements_of,
}


def vectors_of(shared_data: Path) -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = json.loads(
        (shared_data / "scan_vectors.json").read_text(encoding="utf-8")
    )
    return vectors


def answer_to(vector: dict[str, Any], store: StoreCodes | None = None) -> Identity | CodeRefusal:
    symbology = Symbology.EAN_UPC if vector["kind"] == "upc" else None
    return read_code(vector["input"], today=TODAY, symbology=symbology, store=store)


def store_of(region: str | None) -> StoreCodes:
    return StoreCodes(tuple(StorePattern(*pattern) for pattern in REGIONAL[region]), EUR)


def applicable(shared_data: Path, kinds: set[str]) -> list[dict[str, Any]]:
    return [
        vector
        for position, vector in enumerate(vectors_of(shared_data))
        if vector["kind"] in kinds and "expect" in vector and position not in NOT_APPLICABLE
    ]


def as_elements(thing: LinkedThing | CodeRefusal) -> list[list[str]]:
    assert isinstance(thing, LinkedThing), thing
    return [[thing.key, thing.value], *map(list, (*thing.qualifiers, *thing.attributes))]


def test_every_digital_link_says_what_is_published(shared_data: Path) -> None:
    for vector in applicable(shared_data, {"dl_uri"}):
        short = vector.get("options", {}).get(ZERO_SUPPRESSED, False)
        thing = read_link(vector["input"], today=TODAY, short_gtins=short)
        assert as_elements(thing) == vector["expect"]["ais"]


def test_every_element_is_taken_apart_as_published(shared_data: Path) -> None:
    for vector in applicable(shared_data, set(PARTS)):
        elements = PARTS[vector["kind"]](vector["input"])
        assert elements == [Element(*pair) for pair in vector["expect"]["ais"]]


def test_every_vector_with_a_gtin_is_read_as_its_item(shared_data: Path) -> None:
    for vector in applicable(shared_data, {"dl_uri", "scan", *PARTS}):
        elements = [Element(*pair) for pair in vector["expect"].get("ais", [])]
        if dict(elements[:1]).keys() == {"01"} and ZERO_SUPPRESSED not in vector.get("options", {}):
            answer = answer_to(vector)
            assert answer == named_item(elements, Scanned("", TODAY))
            assert isinstance(answer, Identity)


def test_every_vector_without_a_gtin_is_refused_in_words_for_what_it_names(
    shared_data: Path,
) -> None:
    words = {"00": "code-logistic-unit", "414": "code-place"}
    for vector in applicable(shared_data, {"dl_uri", *PARTS}):
        ais = dict(vector["expect"]["ais"])
        key = next(iter(ais))
        if key == "01" or ("01" in ais and key != "8004"):
            continue
        answer = answer_to(vector)
        assert isinstance(answer, CodeRefusal)
        keyless = vector.get("options", {}).get("check_requisites") is False
        assert answer.message.key == (
            "code-no-product" if keyless else words.get(key, "code-other")
        )


def test_every_number_is_read_as_published(shared_data: Path) -> None:
    for vector in applicable(shared_data, {"gtin", "upc"}):
        wanted = vector["expect"]
        gtin = str(wanted.get("gtin14") or wanted["upc_a"]).zfill(14)
        assert answer_to(vector) == Identity(gtin=gtin)


def test_every_logistic_unit_is_told_from_its_number(shared_data: Path) -> None:
    for vector in applicable(shared_data, {"sscc"}):
        answer = answer_to(vector)
        assert isinstance(answer, CodeRefusal)
        assert answer.message.key == "code-logistic-unit"


def test_every_scan_is_read_as_its_text(shared_data: Path) -> None:
    store = store_of(None)
    for vector in applicable(shared_data, {"scan"}):
        if text := vector["expect"].get("text"):
            bare = read_code(text, today=TODAY, symbology=None, store=store)
            assert answer_to(vector, store) == bare


def test_every_in_store_number_is_read_by_the_patterns_of_its_country(shared_data: Path) -> None:
    for vector in applicable(shared_data, {"rcn"}):
        answer = answer_to(vector)
        assert isinstance(answer, CodeRefusal)
        assert answer.reason is RefusalReason.STORE_REQUIRED
        wanted = vector["expect"]
        answer = answer_to(vector, store_of(vector.get("options", {}).get("region")))
        assert isinstance(answer, Identity), vector
        grams, price = answer.net_weight_grams, answer.price_in_code
        weight, cost = wanted.get("weight_kg"), wanted.get("price")
        assert grams == (float(weight) * 1000 if weight else None)
        assert (price.minor_units / 100 if price else None) == (float(cost) if cost else None)


def test_every_wrong_vector_is_refused(shared_data: Path) -> None:
    wrong = [vector for vector in vectors_of(shared_data) if "error" in vector]
    assert len(wrong) == 44
    for vector in wrong:
        assert isinstance(answer_to(vector), CodeRefusal), vector


def test_a_wrong_check_digit_in_a_vector_has_its_own_reason(shared_data: Path) -> None:
    wrong = [
        vector for vector in vectors_of(shared_data) if "check_digit" in vector.get("error", "")
    ]
    assert len(wrong) == 5
    for vector in wrong:
        store = store_of("de") if vector["kind"] == "rcn" else None
        answer = answer_to(vector, store)
        assert isinstance(answer, CodeRefusal)
        assert answer.reason is RefusalReason.CHECK_DIGIT


@pytest.mark.parametrize("position", sorted(NOT_APPLICABLE))
def test_a_vector_that_does_not_apply_has_a_reading_and_a_reason(
    shared_data: Path, position: int
) -> None:
    assert "expect" in vectors_of(shared_data)[position]
    assert isinstance(answer_to(vectors_of(shared_data)[position]), CodeRefusal)
