"""Event hash ids of CBV 2.0, against the published vectors and by their promises."""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance.epcis import event_hash, pre_hash
from provenance.epcis.context import read_context

CONTEXT = ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld", {"ex": "https://ex.org/"}]
EVENT: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventTime": "2026-04-17T09:26:42.0005-04:00",
    "eventTimeZoneOffset": "-04:00",
    "action": "OBSERVE",
    "bizStep": "receiving",
    "epcList": ["urn:epc:id:sscc:4012345.0000000333", "urn:epc:id:sscc:4012345.0000000111"],
    "quantityList": [
        {"epcClass": "urn:epc:class:lgtin:4054739.099914.A", "quantity": 2.50, "uom": "KGM"},
    ],
    "readPoint": {"id": "urn:epc:id:sgln:4012345.00011.0", "ex:door": "07"},
    "sourceList": [{"type": "location", "source": "urn:epc:id:sgln:4012345.00011.0"}],
    "ex:b": {"ex:y": [3, 1], "ex:x": True},
    "ex:a": [],
}
PRE_HASH = (
    "eventType=ObjectEventeventTime=2026-04-17T13:26:42.001ZeventTimeZoneOffset=-04:00"
    "epcListepc=https://id.gs1.org/00/040123450000001112"
    "epc=https://id.gs1.org/00/040123450000003338"
    "quantityListquantityElementepcClass=https://id.gs1.org/01/04054739999148/10/A"
    "quantity=2.5uom=KGMaction=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-receiving"
    "readPointid=https://id.gs1.org/414/4012345000115{https://ex.org/}door=7"
    "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=https://id.gs1.org/414/4012345000115"
    "{https://ex.org/}b{https://ex.org/}x=true{https://ex.org/}y=1{https://ex.org/}y=3"
)

# The published pre-hash of this document is garbled (terminal output inside); its hash is not.
GARBLED = {"hashvec__epcisDocWithAllGS1Keys"}


def test_all_published_vectors_match(shared_data: Path) -> None:
    hashes_seen = 0
    for path in sorted((shared_data / "epcis").glob("hashvec__*.jsonld")):
        document = json.loads(path.read_text(encoding="utf-8"))
        context = read_context(document["@context"])
        events = document["epcisBody"]["eventList"]
        if path.stem not in GARBLED:
            expected = path.with_suffix(".prehashes").read_text(encoding="utf-8").splitlines()
            assert [pre_hash(event, context) for event in events] == expected, path.stem
        if (hashes := path.with_suffix(".hashes")).exists():
            expected = hashes.read_text(encoding="utf-8").split()
            assert [event_hash(event, context) for event in events] == expected, path.stem
            hashes_seen += len(expected)
    assert hashes_seen == 24


def test_the_canonical_text_is_ordered_normalised_and_expanded() -> None:
    assert pre_hash(EVENT, read_context(CONTEXT)) == PRE_HASH


@pytest.mark.parametrize(
    "change",
    [
        {"recordTime": "2026-04-18T00:00:00Z"},
        {"eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8"},
        {"errorDeclaration": {"declarationTime": "2026-04-18T00:00:00Z"}},
        {"eventTime": "2026-04-17T13:26:42.001Z"},
        {"bizStep": "cbv:BizStep-receiving"},
        {"bizStep": "urn:epcglobal:cbv:bizstep:receiving"},
        {"bizStep": "https://ref.gs1.org/cbv/BizStep-receiving"},
        {"epcList": list(reversed(EVENT["epcList"]))},
        {"readPoint": {"ex:door": 7.0, "id": "https://example.org/x/414/4012345000115"}},
    ],
)
def test_what_means_the_same_has_the_same_hash(change: dict[str, Any]) -> None:
    context = read_context(CONTEXT)
    assert event_hash({**EVENT, **change}, context) == event_hash(EVENT, context)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "ADD"},
        {"disposition": "in_transit"},
        {"eventTime": "2026-04-17T13:26:42.002Z"},
        {"eventTimeZoneOffset": "-05:00"},
        {"ex:b": {"ex:y": [3, 2], "ex:x": True}},
        {"readPoint": {"id": "urn:epc:id:sgln:4012345.00011.9", "ex:door": "07"}},
    ],
)
def test_a_change_of_meaning_changes_the_hash(change: dict[str, Any]) -> None:
    context = read_context(CONTEXT)
    assert event_hash({**EVENT, **change}, context) != event_hash(EVENT, context)


def test_the_prefix_does_not_matter_but_its_namespace_does() -> None:
    event = {name.replace("ex:", "other:"): value for name, value in EVENT.items()}
    event |= {"readPoint": {"id": EVENT["readPoint"]["id"], "other:door": "07"}}
    event |= {"other:b": {"other:y": [3, 1], "other:x": True}}
    same, different = ({"other": "https://ex.org/"}, {"other": "https://ex.com/"})
    assert pre_hash(event, read_context(same)) == PRE_HASH
    assert pre_hash(event, read_context(different)) != PRE_HASH


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1e-7, "0.0000001"), (2.0, "2"), ("+007.50", "7.5"), ("-0", "0"), (10, "10"),
        ("1e5", "1e5"), ("4.7.11", "4.7.11"), (" text ", "text"), (False, "false"),
    ],
)  # fmt: skip
def test_numbers_lose_needless_zeros(value: object, written: str) -> None:
    text = pre_hash({**EVENT, "ex:b": value}, read_context(CONTEXT))
    assert text.endswith(f"{{https://ex.org/}}b={written}")


def test_terms_defined_by_the_document_are_expanded() -> None:
    context = read_context(
        {"v": "https://v.org/#"}, {"grade": {"@id": "v:grade"}, "v:x": {"@type": "@id"}}
    )
    text = pre_hash({**EVENT, "ex:b": None, "grade": "A", "unknown:z": 1}, context)
    assert text.endswith("unknown:z=1{https://v.org/#}grade=A")
