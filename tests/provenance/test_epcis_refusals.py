"""EPCIS documents that are wrong: each place is named, with what to do, and spoils no other."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis import Problem, ReadEvent, read_document, read_json, validate_document
from provenance.text import Message
from tests.provenance.epcis_samples import (
    AGGREGATION,
    ASSOCIATION,
    LOT,
    NOW,
    OBJECT,
    TRANSACTION,
    TRANSFORMATION,
    document,
    problems,
)

INVALID = {
    "Combination_of_multiple_invalid_fields": [
        ("/epcisBody/eventList/0/bizStep", "epcis-misspelt-word"),
        ("/epcisBody/eventList/1/disposition", "epcis-misspelt-word"),
        ("/epcisBody/eventList/2/sourceList/0/type", "epcis-unknown-word"),
        ("/epcisBody/eventList/3/ilmd/materialType", "epcis-unknown-field"),
        ("/epcisBody/eventList/4/eventTime", "epcis-not-a-time"),
        ("/epcisBody/eventList/4/action", "epcis-not-an-action"),
    ],
    "EPCISDocument_without_context": [("/@context", "epcis-missing")],
    "ObjectEvent_with_invalid_action": [("/epcisBody/eventList/0/action", "epcis-not-an-action")],
    "ObjectEvent_with_invalid_eventTime_format": [
        ("/epcisBody/eventList/0/eventTime", "epcis-not-a-time")
    ],
    "ObjectEvent_with_non_standard_bizStep_in_second_event": [
        ("/epcisBody/eventList/1/bizStep", "epcis-misspelt-word")
    ],
    "ObjectEvent_with_quantity_as_text": [
        ("/epcisBody/eventList/0/quantityList/0/quantity", "epcis-not-a-number")
    ],
    "ObjectEvent_without_action_and_eventTime": [
        ("/epcisBody/eventList/0/eventTime", "epcis-missing"),
        ("/epcisBody/eventList/0/eventTimeZoneOffset", "epcis-missing"),
        ("/epcisBody/eventList/0/action", "epcis-missing"),
    ],
}


@pytest.mark.parametrize("name", INVALID)
def test_published_bad_documents_are_refused_for_their_reason(name: str, shared_data: Path) -> None:
    path = shared_data / "epcis" / f"openepcis__Capture_Invalid__{name}.json"
    assert problems(validate_document(read_json(path.read_bytes()))) == INVALID[name]


def test_one_bad_event_does_not_spoil_the_others() -> None:
    bad = {**OBJECT, "action": "CREATE"}
    results = read_document(document(OBJECT, bad, AGGREGATION, 7, {"type": "Party"}), now=NOW)
    assert [type(result) for result in results] == [
        ReadEvent, Problem, ReadEvent, Problem, Problem,
    ]  # fmt: skip
    found = [result for result in results if isinstance(result, Problem)]
    assert problems(found) == [
        ("/epcisBody/eventList/1/action", "epcis-not-an-action"),
        ("/epcisBody/eventList/3", "epcis-not-an-object"),
        ("/epcisBody/eventList/4/type", "epcis-not-an-event"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"bizStep": "shiping"}, ("/bizStep", "epcis-misspelt-word")),
        ({"bizStep": "cbv:BizStep-shiping"}, ("/bizStep", "epcis-misspelt-word")),
        ({"bizStep": "https://ref.gs1.org/cbv/BizStep-zzz"}, ("/bizStep", "epcis-unknown-word")),
        ({"bizStep": 5}, ("/bizStep", "epcis-unknown-word")),
        ({"dispositon": "active"}, ("/dispositon", "epcis-unknown-field")),
        ({"gs1": "active"}, ("/gs1", "epcis-unknown-field")),
        ({"eventTimeZoneOffset": "02:00"}, ("/eventTimeZoneOffset", "epcis-not-an-offset")),
        ({"eventTime": "2026-02-30T00:00:00Z"}, ("/eventTime", "epcis-not-a-time")),
        ({"eventTime": "2026-04-17T09:26:42"}, ("/eventTime", "epcis-not-a-time")),
        ({"eventTime": "0001-01-01T00:00:00+10:00"}, ("/eventTime", "epcis-not-a-time")),
        ({"eventTime": "2026-06-30T23:59:60Z"}, ("/eventTime", "epcis-not-a-time")),
        ({"eventID": "4711"}, ("/eventID", "epcis-not-a-uri")),
        ({"epcList": ["a b"]}, ("/epcList/0", "epcis-not-a-uri")),
        ({"epcList": ["urn:x:1", "urn:x:1"]}, ("/epcList", "epcis-repeated")),
        ({"epcList": "urn:x:1"}, ("/epcList", "epcis-not-a-list")),
        ({"readPoint": "urn:x:1"}, ("/readPoint", "epcis-not-an-object")),
        ({"readPoint": {"ex:a": 1}}, ("/readPoint/id", "epcis-missing")),
        ({"quantityList": [{"epcClass": LOT, "quantity": 1, "uom": "kilo"}]},
         ("/quantityList/0/uom", "epcis-not-a-unit")),
        ({"quantityList": [{"quantity": 1}]}, ("/quantityList/0/epcClass", "epcis-missing")),
        ({"sourceList": [{"source": "urn:x:1"}]}, ("/sourceList/0/type", "epcis-missing")),
        ({"errorDeclaration": {}}, ("/errorDeclaration/declarationTime", "epcis-missing")),
        ({"persistentDisposition": {"set": ["gone"]}},
         ("/persistentDisposition/set/0", "epcis-unknown-word")),
        ({"sensorElementList": [{"sensorReport": []}]},
         ("/sensorElementList/0/sensorReport", "epcis-empty-list")),
        ({"ilmd": {"gs1:bestBeforeDate": "31 AUG 26"}},
         ("/ilmd/gs1:bestBeforeDate", "epcis-not-a-date")),
        ({"action": "OBSERVE"}, ("/ilmd", "epcis-master-data-too-late")),
        ({"quantityList": []}, ("/epcList", "epcis-about-nothing")),
        ({"a/b~c": 1}, ("/a~1b~0c", "epcis-unknown-field")),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_its_reason(
    change: dict[str, Any], expected: tuple[str, str]
) -> None:
    pointer, key = expected
    found = validate_document(document({**OBJECT, **change}))
    assert problems(found) == [(f"/epcisBody/eventList/0{pointer}", key)]


@pytest.mark.parametrize(
    ("event", "change", "expected"),
    [
        (AGGREGATION, {"parentID": None}, ("/parentID", "epcis-not-a-uri")),
        (AGGREGATION, {"childQuantityList": []}, ("/childEPCs", "epcis-no-children")),
        (TRANSACTION, {"bizTransactionList": []}, ("/bizTransactionList", "epcis-no-transaction")),
        (TRANSACTION, {"epcList": []}, ("/epcList", "epcis-about-nothing")),
        (TRANSFORMATION, {"inputQuantityList": []},
         ("/inputEPCList", "epcis-half-a-transformation")),
        (TRANSFORMATION, {"action": "ADD"}, ("/action", "epcis-unknown-field")),
    ],
)  # fmt: skip
def test_each_event_type_has_what_it_cannot_do_without(
    event: dict[str, Any], change: dict[str, Any], expected: tuple[str, str]
) -> None:
    pointer, key = expected
    assert validate_document(document(event)) == []
    found = validate_document(document({**event, **change}))
    assert problems(found) == [(f"/epcisBody/eventList/0{pointer}", key)]


def test_an_aggregation_that_adds_needs_a_parent() -> None:
    orphan = {name: value for name, value in AGGREGATION.items() if name != "parentID"}
    expected = [("/epcisBody/eventList/0/parentID", "epcis-no-parent")]
    assert problems(validate_document(document(orphan))) == expected
    assert validate_document(document({**orphan, "action": "OBSERVE"})) == []


def test_half_a_transformation_with_an_id_is_accepted() -> None:
    half = {**TRANSFORMATION, "outputEPCList": [], "transformationID": "urn:x:1"}
    assert validate_document(document(half)) == []
    assert validate_document(document(ASSOCIATION)) == []


@pytest.mark.parametrize(
    ("change", "pointer", "facts"),
    [
        ({"epcList": ["https://id.gs1.org/01/00860009999924/21/1"]}, "/epcList/0",
         {"key": "GTIN", "value": "00860009999924"}),
        ({"parentID": "https://id.gs1.org/00/008600099999850001"}, "/parentID",
         {"key": "SSCC", "value": "008600099999850001"}),
        ({"readPoint": {"id": "https://id.gs1.org/414/0860009999061"}}, "/readPoint/id",
         {"key": "GLN", "value": "0860009999061"}),
        ({"sourceList": [{"type": "location", "source": "https://x.org/417/0860009999061"}]},
         "/sourceList/0/source", {"key": "GLN", "value": "0860009999061"}),
    ],
)  # fmt: skip
def test_a_wrong_check_digit_is_refused(
    change: dict[str, Any], pointer: str, facts: dict[str, str]
) -> None:
    found = validate_document(document({**TRANSACTION, **change}))
    place = f"/epcisBody/eventList/0{pointer}"
    assert found == [Problem(place, Message("epcis-check-digit", facts))]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"value": 36, "uom": "FAH"}, None),
        ({"uriValue": "urn:x:1"}, None),
        ({"minValue": 300}, ("uom", "epcis-no-unit")),
        ({"value": 4, "uom": "CL"}, ("uom", "units-unknown-temperature")),
        ({"maxValue": -1, "uom": "KEL"}, ("maxValue", "units-impossible-temperature")),
    ],
)
def test_temperatures_are_possible_and_in_a_known_unit(
    report: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    element = {"sensorReport": [{"type": "gs1:Temperature", **report}]}
    found = validate_document(document({**OBJECT, "sensorElementList": [element]}))
    start = "/epcisBody/eventList/0/sensorElementList/0/sensorReport/0/"
    assert problems(found) == ([(start + expected[0], expected[1])] if expected else [])


def test_a_measurement_does_not_end_before_it_starts() -> None:
    element = {
        "sensorMetadata": {
            "startTime": "2026-04-17T10:00:00Z",
            "endTime": "2026-04-17T11:00:00+02:00",
        },
        "sensorReport": [{"type": "Mass", "value": 1}],
    }
    found = validate_document(document({**OBJECT, "sensorElementList": [element]}))
    assert [problem.message.key for problem in found] == ["epcis-ends-before-start"]


def test_an_event_may_be_a_day_ahead_of_the_clock_and_no_more() -> None:
    soon = {**OBJECT, "eventTime": "2026-11-23T12:00:00Z"}
    later = {**OBJECT, "eventTime": "2026-11-23T12:00:01Z"}
    declared = {**OBJECT, "errorDeclaration": {"declarationTime": "2027-01-01T00:00:00Z"}}
    first, *rest = read_document(document(soon, later, declared), now=NOW)
    assert isinstance(first, ReadEvent)
    assert problems([result for result in rest if isinstance(result, Problem)]) == [
        ("/epcisBody/eventList/1/eventTime", "epcis-in-the-future"),
        ("/epcisBody/eventList/2/errorDeclaration/declarationTime", "epcis-in-the-future"),
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"<?xml version='1.0'?><epcis:EPCISDocument/>", "epcis-xml"),
        ("\ufeff \n<epcis:EPCISDocument/>", "epcis-xml"),
        (b'{"type": ', "epcis-not-json"),
        (b"", "epcis-not-json"),
        (b"\xff\xfe", "epcis-not-json"),
    ],
)
def test_what_is_no_json_is_refused_clearly(data: bytes | str, key: str) -> None:
    found = read_json(data)
    assert isinstance(found, Problem)
    assert (found.pointer, found.message.key) == ("", key)
    assert read_document(data, now=NOW) == [found]


@pytest.mark.parametrize(
    ("value", "pointer", "key"),
    [
        (None, "", "epcis-not-a-document"),
        ([], "", "epcis-not-a-document"),
        ("{}", "", "epcis-not-a-document"),
        ({}, "/type", "epcis-not-a-document"),
        ({"type": ["EPCISDocument"]}, "/type", "epcis-not-a-document"),
        (OBJECT, "/@context", "epcis-missing"),
        ({**document(), "schemaVersion": "1.2"}, "/schemaVersion", "epcis-not-version-2"),
        ({**document(), "epcisBody": {}}, "/epcisBody/eventList", "epcis-missing"),
        ({**document(), "epcisBody": {"eventList": {}}}, "/epcisBody/eventList",
         "epcis-not-a-list"),
        ({**document(), "@context": 5}, "/@context", "epcis-not-a-context"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_as_a_whole(value: object, pointer: str, key: str) -> None:
    assert problems(validate_document(value)) == [(pointer, key)]
    assert len(read_document(value, now=NOW)) == 1


def test_deep_nesting_is_refused_where_it_is() -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    inside = document(OBJECT, {**OBJECT, "ex:deep": deep})
    assert problems(validate_document(inside)) == [("/epcisBody/eventList/1", "epcis-too-deep")]
    around = {**document(OBJECT), "ex:deep": deep}
    assert problems(validate_document(around)) == [("", "epcis-too-deep")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*OBJECT, *AGGREGATION, "ex:a", "id"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.sampled_from([OBJECT, AGGREGATION, TRANSACTION, TRANSFORMATION]), JSON, JSON, st.data())
def test_no_value_in_any_field_raises(
    event: dict[str, Any], value: Any, other: Any, data: st.DataObject
) -> None:
    names = st.sampled_from([*event, "ilmd", "sensorElementList", "errorDeclaration", "@context"])
    changed = {**event, data.draw(names): value, data.draw(names): other}
    assert read_document(document(changed), now=NOW)
