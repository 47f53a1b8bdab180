"""The published scan vectors, those of GS1's official syntax engine and those of biip."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from provenance.codes import read_code
from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Scanned
from provenance.identity import CodeRefusal, Identity, RefusalReason, Symbology

TODAY = date(2026, 11, 21)

OTHER_KEYS = "names no trade item: other GS1 keys come with the resolver"
NO_KEY = "elements without a key name nothing; the engine was asked not to mind"
OF_A_STORE = "an in-store number: it means something only with a store's patterns"
NOT_APPLICABLE = {
    **dict.fromkeys((0, 1, 5, 8, 9, 10, 20, 21, 53, 91, 92, 113), OTHER_KEYS),
    **dict.fromkeys((39, 40, 54, 55), NO_KEY),
    **dict.fromkeys((67, 68, *range(95, 110)), OF_A_STORE),
    24: "zero-suppressed GTINs are an option of the engine that we do not offer",
    25: "zero-suppressed GTINs are an option of the engine that we do not offer",
    69: "a mixed-case scheme is no Digital Link to the engine; plain text names nothing",
    70: "composite symbols are not served",
}
"""Vectors with a reading that we refuse, by position, and why."""


def expected(vector: dict[str, Any]) -> Identity:
    """The vector's elements or number as the identity that they make."""
    wanted = vector["expect"]
    if "ais" in wanted:
        elements = [Element(*pair) for pair in wanted["ais"]]
        answer = named_item(elements, Scanned("", TODAY))
        assert isinstance(answer, Identity)
        assert answer.gtin == dict(elements)["01"]
        return answer
    return Identity(gtin=str(wanted.get("gtin14") or wanted["upc_a"]).zfill(14))


def test_every_applicable_vector_is_read_as_published(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "scan_vectors.json").read_text(encoding="utf-8"))
    differing = []
    for position, vector in enumerate(vectors):
        symbology = Symbology.EAN_UPC if vector["kind"] == "upc" else None
        answer = read_code(vector["input"], today=TODAY, symbology=symbology)
        refused = "error" in vector or position in NOT_APPLICABLE
        if isinstance(answer, CodeRefusal) if refused else answer == expected(vector):
            continue
        differing.append((position, vector, answer))
    assert differing == []


@pytest.mark.parametrize("position", sorted(NOT_APPLICABLE))
def test_a_vector_that_does_not_apply_has_a_reading_and_a_reason(
    shared_data: Path, position: int
) -> None:
    vector = json.loads((shared_data / "scan_vectors.json").read_text(encoding="utf-8"))[position]
    assert "expect" in vector
    answer = read_code(vector["input"], today=TODAY)
    assert isinstance(answer, CodeRefusal)
    if NOT_APPLICABLE[position] is OF_A_STORE:
        assert answer.reason is RefusalReason.STORE_REQUIRED
    if NOT_APPLICABLE[position] is OTHER_KEYS:
        assert answer.reason is RefusalReason.UNSUPPORTED


def test_a_wrong_check_digit_in_a_vector_has_its_own_reason(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "scan_vectors.json").read_text(encoding="utf-8"))
    wrong = [vector for vector in vectors if vector.get("error") == "bad_check_digit"]
    assert len(wrong) == 4
    for vector in wrong:
        symbology = Symbology.EAN_UPC if vector["kind"] == "upc" else None
        answer = read_code(vector["input"], today=TODAY, symbology=symbology)
        assert isinstance(answer, CodeRefusal)
        assert answer.reason is RefusalReason.CHECK_DIGIT
