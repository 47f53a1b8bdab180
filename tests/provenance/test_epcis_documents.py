"""EPCIS documents that are good, and what is read from them."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path

from provenance.epcis import ReadEvent, read_document, read_json, validate_document
from provenance.events import Action, EventType, MasterData
from tests.provenance.epcis_samples import (
    AGGREGATION,
    GS1_CONTEXT,
    NOW,
    OBJECT,
    TRANSFORMATION,
    document,
    problems,
)


def test_published_documents_are_judged_as_published(shared_data: Path) -> None:
    folder = shared_data / "epcis"
    accepted_beyond_the_schema = ("fsma204__", "with_persistentDisposition")
    judged = 0
    for entry in json.loads((folder / "INDEX.json").read_text(encoding="utf-8")):
        verdict, name = entry["valid_against_gs1_schema_2023_05"], entry["file"]
        if isinstance(verdict, bool):
            good = verdict or any(part in name for part in accepted_beyond_the_schema)
            found = validate_document(read_json((folder / name).read_bytes()))
            assert (not found) == good, (name, found)
            judged += 1
    assert judged > 90


def test_an_object_event_is_read_with_times_in_utc_and_its_dates() -> None:
    [result] = read_document(document(OBJECT), now=NOW, recorded_by="farm")
    assert isinstance(result, ReadEvent)
    event = result.event
    assert (event.type, event.action) == (EventType.OBJECT, Action.ADD)
    assert event.time == datetime(2026, 4, 17, 13, 26, 42, tzinfo=UTC)
    assert event.time.tzinfo is UTC
    assert (event.recorded_at, event.recorded_by) == (NOW, "farm")
    assert (event.biz_step, event.disposition) == ("commissioning", "active")
    assert event.things == ("01/00860009999923/10/ABC1234",)
    assert (event.read_point, event.biz_location) == ("414/0860009999060", None)
    assert event.sources == ("414/4012345002256",)
    assert event.master_data == MasterData(use_by=date(2026, 5, 1), produced_on=date(2026, 4, 16))
    assert event.id == event.hash
    assert event.hash.startswith("ni:///sha-256;")


def test_a_transformation_names_lot_and_serial_of_its_output() -> None:
    [result] = read_document(document(TRANSFORMATION), now=NOW)
    assert isinstance(result, ReadEvent)
    assert result.event.inputs == ("01/00860009999923/10/ABC1234",)
    assert result.event.outputs == ("01/10860009999920/10/X", "01/10860009999920/21/7")
    assert result.event.action is None


def test_an_aggregation_has_its_parent_apart_from_its_children() -> None:
    [result] = read_document(document(AGGREGATION), now=NOW)
    assert isinstance(result, ReadEvent)
    assert result.event.parent == "00/040123450000003338"
    assert result.event.things == ("01/00860009999923/10/ABC1234",)


def test_an_error_declaration_refutes_the_event_with_the_same_id() -> None:
    declared = {
        **OBJECT,
        "recordTime": "2026-04-19T00:00:00Z",
        "errorDeclaration": {
            "declarationTime": "2026-04-18T00:00:00Z",
            "reason": "did_not_occur",
            "correctiveEventIDs": ["urn:uuid:404d95fc-9457-4a51-bd6a-0bba133845a8"],
        },
    }
    first, second = read_document(document(OBJECT, declared), now=NOW)
    assert isinstance(first, ReadEvent)
    assert isinstance(second, ReadEvent)
    assert (first.event.refutes, second.event.refutes) == (False, True)
    assert second.event.id == first.event.id
    assert second.event.corrected_by == ("urn:uuid:404d95fc-9457-4a51-bd6a-0bba133845a8",)
    assert second.event.recorded_at == datetime(2026, 4, 19, tzinfo=UTC)


def test_the_kept_event_carries_the_context_and_reads_the_same_alone() -> None:
    event = {**OBJECT, "@context": {"own": "https://own.org/"}, "own:x": 1, "ex:y": 2}
    whole = document(event)
    before = deepcopy(whole)
    [read] = read_document(whole, now=NOW)
    assert whole == before
    assert isinstance(read, ReadEvent)
    assert read.document["@context"] == [
        GS1_CONTEXT, {"ex": "https://ex.org/"}, {"own": "https://own.org/"},
    ]  # fmt: skip
    assert read_document(read.document, now=NOW) == [read]


def test_a_query_document_is_read_like_a_capture_document() -> None:
    answer = document(OBJECT)
    answer["type"] = "EPCISQueryDocument"
    answer["epcisBody"] = {
        "queryResults": {"queryName": "SimpleEventQuery", "resultsBody": answer["epcisBody"]}
    }
    [queried], [captured] = (read_document(one, now=NOW) for one in (answer, document(OBJECT)))
    assert queried == captured


def test_only_dates_of_known_vocabularies_count() -> None:
    foreign = {"ex:bestBeforeDate": "2026-05-01", "gs1:sellByDate": "2026-05-01"}
    typed = {"gs1:bestBeforeDate": {"@value": "2026-05-01", "@type": "xsd:date"}}
    first, second = read_document(
        document({**OBJECT, "ilmd": foreign}, {**OBJECT, "ilmd": typed}), now=NOW
    )
    assert isinstance(first, ReadEvent)
    assert isinstance(second, ReadEvent)
    assert first.event.master_data is None
    assert second.event.master_data == MasterData(best_before=date(2026, 5, 1))


def test_comments_beside_the_body_and_terms_of_the_context_are_accepted() -> None:
    whole = {**document({**OBJECT, "grade": "A"}), "_comment_mapping": ["why"]}
    whole["@context"].append({"grade": "https://ex.org/grade"})
    assert validate_document(whole) == []
    assert problems(validate_document({**whole, "comment": "x"})) == [
        ("/comment", "epcis-unknown-field")
    ]
