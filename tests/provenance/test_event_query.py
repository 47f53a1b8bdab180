"""Every parameter of the simple event query, asked of real events in the real database."""

from collections.abc import Sequence
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.epcis.query import EventQuery
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.event_query import EventPage
from tests.provenance.event_query_samples import (
    BOX,
    BOX_URN,
    CRATE_URN,
    DOCK,
    FARM,
    LOT,
    MADE,
    ORDER,
    OTHER_LOT,
    PALLET,
    PALLET_URN,
    STORE,
    query_of,
    read_events,
)

ALL = ["harvested", "packed", "shipped", "shipped", "received", "made", "sensed", "carried"]


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    await archive.events.capture(read_events())
    return archive


async def found(archive: Archive, query: EventQuery) -> list[str]:
    page = await archive.event_queries.page(query, 100)
    assert isinstance(page, EventPage)
    assert page.next is None
    return [event.id.rpartition(":")[2] for event in page.events]


async def asked(archive: Archive, *given: tuple[str, str]) -> list[str]:
    query = query_of(*given, ("orderDirection", "ASC"), ex="https://ex.org/")
    return await found(archive, query)


SHIPPED_TWICE = ["shipped", "shipped"]


FACTS: list[tuple[str, str, list[str]]] = [
    ("eventType", "AggregationEvent|TransformationEvent", ["packed", "made"]),
    ("GE_eventTime", "2026-04-15T08:00:00Z", ["sensed", "carried"]),
    ("GE_eventTime", "2026-04-15T10:00:00 02:00", ["sensed", "carried"]),  # a bare plus sign
    ("LT_eventTime", "2026-04-11T08:00:00Z", ["harvested"]),
    ("GE_recordTime", "2026-11-01T00:00:07Z", ["shipped"]),
    ("LT_recordTime", "2026-11-01T00:00:01Z", ["harvested"]),
    ("EQ_action", "DELETE|ADD", ["harvested", "packed", "carried"]),
    ("EQ_bizStep", "shipping", SHIPPED_TWICE),
    ("EQ_bizStep", "urn:epcglobal:cbv:bizstep:packing", ["packed"]),
    ("EQ_bizStep", "cbv:BizStep-packing|https://ref.gs1.org/cbv/BizStep-receiving",
     ["packed", "received"]),
    ("EQ_disposition", "active|cbv:Disp-in_transit", ["harvested", *SHIPPED_TWICE]),
    ("EQ_persistentDisposition_set", "completeness_verified", ["received"]),
    ("EQ_persistentDisposition_set", "damaged", []),
    ("EQ_persistentDisposition_unset", "https://ref.gs1.org/cbv/Disp-damaged", ["received"]),
    ("EQ_readPoint", FARM, ["harvested", *SHIPPED_TWICE]),  # written as a URN, too
    ("EQ_readPoint", "urn:epc:id:sgln:9521321.00001.dock", ["received"]),
    ("EQ_readPoint", STORE, []),
    ("EQ_bizLocation", STORE, ["received", "made"]),
    ("EQ_transformationID", "urn:ex:batch:1", ["made"]),
    ("EQ_eventID", "urn:event:made|urn:event:shipped", [*SHIPPED_TWICE, "made"]),
    ("EQ_correctiveEventID", "urn:event:received", ["shipped"]),
    ("EXISTS_errorDeclaration", "", ["shipped"]),
    ("GE_errorDeclarationTime", "2026-04-20T12:00:00Z", ["shipped"]),
    ("LT_errorDeclaration_Time", "2026-04-20T12:00:00Z", []),
    ("EQ_errorReason", "incorrect_data", ["shipped"]),
    ("EQ_errorReason", "did_not_occur", []),
    ("EQ_bizTransaction_po", ORDER, SHIPPED_TWICE),
    ("EQ_bizTransaction_https://ref.gs1.org/cbv/BTT-po", ORDER, SHIPPED_TWICE),
    ("EQ_bizTransaction_inv", ORDER, []),
    ("EQ_source_owning_party", "https://id.gs1.org/417/4012345000009", SHIPPED_TWICE),
    ("EQ_source_possessing_party", "https://id.gs1.org/417/4012345000009", []),
    ("EQ_destination_urn:epcglobal:cbv:sdt:location", "urn:epc:id:sgln:9521321.00001.0",
     SHIPPED_TWICE),
    ("EQ_source_location", STORE, []),
]  # fmt: skip


async def test_facts(archive: Archive) -> None:
    assert [(name, value, await asked(archive, (name, value))) for name, value, _ in FACTS] == FACTS


THINGS: list[tuple[str, str, list[str]]] = [
    ("MATCH_epc", PALLET_URN, [*SHIPPED_TWICE, "received"]),
    ("MATCH_epc", PALLET, [*SHIPPED_TWICE, "received"]),
    ("MATCH_epc", f"{BOX}|{CRATE_URN}", ["packed", "sensed", "carried"]),
    ("MATCH_epc", "https://brand.example/some/path/01/4012345111118/21/9876?17=260501",
     ["packed", "carried"]),
    ("MATCH_epc", "urn:epc:idpat:sgtin:4012345.011111.*", ["packed", "carried"]),
    ("MATCH_epc", "urn:epc:idpat:sgtin:4012345.*.*", ["packed", "carried"]),
    ("MATCH_epc", "urn:epc:idpat:sgtin:*.*.*", ["packed", "carried"]),
    ("MATCH_epc", "urn:epc:idpat:sgtin:401234.*.*", ["packed", "carried"]),
    ("MATCH_epc", "urn:epc:idpat:sgtin:9999999.*.*", []),
    ("MATCH_epc", "urn:epc:idpat:sscc:4012345.*", [*SHIPPED_TWICE, "received"]),
    ("MATCH_epc", "urn:epc:idpat:grai:4012345.55555.*", ["sensed"]),
    ("MATCH_epc", "https://id.gs1.org/01/04012345111118", ["packed", "carried"]),
    ("MATCH_epc", LOT, []),  # a class
    ("MATCH_epc", MADE, []),  # an output
    ("MATCH_parentID", PALLET, ["packed"]),
    ("MATCH_parentID", "urn:epc:idpat:grai:4012345.*.*", ["carried"]),
    ("MATCH_inputEPC", MADE, []),
    ("MATCH_outputEPC", MADE, ["made"]),
    ("MATCH_outputEPC", "urn:epc:idpat:sgtin:*.*.*", ["made"]),
    ("MATCH_outputEPC", "https://id.gs1.org/01/10860009999920/10/X", ["made"]),
    ("MATCH_anyEPC", f"{MADE}|{PALLET}", ["packed", *SHIPPED_TWICE, "received", "made"]),
    ("MATCH_anyEPC", LOT, []),
    ("MATCH_epcClass", LOT, ["harvested"]),
    ("MATCH_epcClass", "urn:epc:class:lgtin:0860009.099992.ABC9", ["packed"]),
    ("MATCH_epcClass", "https://id.gs1.org/01/00860009999923", ["harvested", "packed"]),
    ("MATCH_epcClass", "urn:epc:idpat:sgtin:0860009.099992.*", ["harvested", "packed"]),
    ("MATCH_epcClass", "urn:epc:idpat:sgtin:0860009.*.*", ["harvested", "packed"]),
    ("MATCH_epcClass", "https://id.gs1.org/01/10860009999920/10/X", []),
    ("MATCH_inputEPCClass", LOT, ["made"]),
    ("MATCH_inputEPCClass", OTHER_LOT, []),
    ("MATCH_outputEPCClass", LOT, []),
    ("MATCH_anyEPCClass", LOT, ["harvested", "made"]),
    ("MATCH_anyEPCClass", f"{OTHER_LOT}|https://id.gs1.org/01/10860009999920", ["packed"]),
    ("MATCH_anyEPCClass", f"{OTHER_LOT}|https://id.gs1.org/01/00860009999923",
     ["harvested", "packed", "made"]),
    ("MATCH_anyEPCClass", BOX_URN, []),
]  # fmt: skip


async def test_things_by_role_and_level(archive: Archive) -> None:
    assert [
        (name, value, await asked(archive, (name, value))) for name, value, _ in THINGS
    ] == THINGS


MEASURED: list[tuple[list[tuple[str, str]], list[str]]] = [
    ([("EQ_quantity", "25|5")], ["harvested", "made"]),
    ([("GT_quantity", "5")], ["harvested"]),
    ([("GE_quantity", "5"), ("LE_quantity", "25")], ["harvested", "made"]),
    ([("LT_quantity_KGM", "25")], ["packed"]),
    ([("EXISTS_sensorElementList", "")], ["sensed"]),
    ([("EQ_type", "https://gs1.org/voc/Temperature")], ["sensed"]),
    ([("EQ_type", "Speed")], []),
    ([("EQ_deviceID", "urn:epc:id:giai:4000001.111")], ["sensed"]),
    ([("EQ_booleanValue", "true"), ("EQ_stringValue", "ok")], ["sensed"]),
    ([("EQ_booleanValue", "false")], []),
    ([("GE_time", "2026-04-15T07:30:00Z")], ["sensed"]),
    ([("GE_time", "2026-04-15T07:30:01Z")], []),
    ([("LT_startTime", "2026-04-14T00:00:01Z")], ["sensed"]),
    ([("LT_endTime", "2027-01-01T00:00:00Z")], []),
    # 36 °F are 2.22 °C, 278.15 K are 5 °C
    ([("EQ_value_FAH", "36")], ["sensed"]),
    ([("EQ_value_CEL", "2.222")], ["sensed"]),
    ([("EQ_value_CEL", "2.224")], []),
    ([("GT_value_CEL", "2.2")], ["sensed"]),
    ([("LT_value_CEL", "2.2")], []),
    ([("GE_maxValue_CEL", "5")], ["sensed"]),
    ([("GT_maxValue_CEL", "5")], []),
    ([("LE_maxValue_FAH", "41")], ["sensed"]),
    ([("LT_minValue_KEL", "275")], ["sensed"]),
    ([("GE_value_A93", "88")], ["sensed"]),
    ([("GE_value_P1", "1")], []),
    # together they speak of one report
    ([("EQ_type", "Temperature"), ("GE_value", "36"), ("LE_value", "40")], ["sensed"]),
    ([("EQ_type", "Temperature"), ("GE_value", "80")], []),
    ([("EQ_deviceID", "urn:epc:id:giai:4000001.111"), ("EQ_booleanValue", "true")], []),
]


async def test_quantities_and_sensors(archive: Archive) -> None:
    assert [(given, await asked(archive, *given)) for given, _ in MEASURED] == MEASURED


EXTENDED: list[tuple[str, str, list[str]]] = [
    ("EQ_ILMD_cbvmda:lotNumber", "0012", ["harvested"]),
    ("EQ_ILMD_urn:epcglobal:cbv:mda:lotNumber", "7|0012", ["harvested"]),
    ("EQ_ILMD_cbvmda:lotNumber", "12", []),
    ("EQ_cbvmda:lotNumber", "0012", []),
    ("EQ_ILMD_ex:brix", "7.50", ["harvested"]),
    ("GE_ILMD_https://ex.org/brix", "7.5", ["harvested"]),
    ("GT_ILMD_ex:brix", "7.5", []),
    ("LT_ILMD_cbvmda:bestBeforeDate", "2026-05-01T00:00:01Z", ["harvested"]),
    ("GE_ILMD_cbvmda:bestBeforeDate", "2026-05-02", []),
    ("EXISTS_ILMD_ex:field", "", ["harvested"]),
    ("EQ_INNER_ILMD_ex:name", "North", ["harvested"]),
    ("EQ_ILMD_ex:name", "North", []),
    ("GT_INNER_ILMD_ex:rows", "39", ["harvested"]),
    ("EQ_ex:trip", "T-7", ["carried"]),
    ("LE_ex:left", "2026-04-16T10:00:00+02:00", ["carried"]),
    ("EXISTS_ex:trip", "", ["carried"]),
    ("EQ_ERROR_DECLARATION_ex:by", "ana", ["shipped"]),
    ("EXISTS_ERROR_DECLARATION_ex:trip", "", []),
]


async def test_extensions_and_master_data(archive: Archive) -> None:
    assert [
        (name, value, await asked(archive, (name, value))) for name, value, _ in EXTENDED
    ] == EXTENDED


async def test_without_parameters_all_events_come_the_latest_first(archive: Archive) -> None:
    assert await found(archive, EventQuery()) == ALL[::-1]
    by_record = query_of(("orderBy", "recordTime"), ("orderDirection", "ASC"))
    assert await found(archive, by_record) == [*ALL[:3], *ALL[4:], "shipped"]


async def test_all_conditions_must_hold(archive: Archive) -> None:
    both = [("eventType", "ObjectEvent"), ("MATCH_anyEPCClass", LOT)]
    assert await asked(archive, *both) == ["harvested"]
    assert await asked(archive, *both, ("EQ_bizStep", "shipping")) == []


async def test_a_place_is_asked_for_with_what_stands_in_it(archive: Archive) -> None:
    def place(name: str, parent: str | None, epc: str | None) -> Place:
        return Place(name, name, PlaceKind.SITE, epc=epc, parent=parent)

    await archive.places.put(
        [
            place("region", None, "414/9521321000001"),
            place("store", "region", STORE.removeprefix("https://id.gs1.org/")),
            place("yard", "store", None),
            place("dock", "yard", DOCK.removeprefix("https://id.gs1.org/")),
        ]
    )
    region = "https://id.gs1.org/414/9521321000001"
    assert await asked(archive, ("WD_readPoint", region)) == ["received"]
    assert await asked(archive, ("WD_readPoint", f"{STORE}|{FARM}")) == [
        *("harvested", *SHIPPED_TWICE, "received")
    ]
    assert await asked(archive, ("WD_bizLocation", region)) == ["received", "made"]
    assert await asked(archive, ("WD_bizLocation", DOCK)) == []


@pytest.mark.parametrize(
    "text", ["$ne", '{"$gt": ""}', "urn:x:$where", "urn:x:.*", "https://x/01/.*", "urn:x:\x00"]
)
async def test_nothing_in_a_value_is_an_operator_or_a_pattern(archive: Archive, text: str) -> None:
    assert await asked(archive, ("EQ_ILMD_ex:brix", text)) == []
    assert await asked(archive, ("EQ_ILMD_urn:$ne:x", text)) == []
    for name in ("MATCH_anyEPC", "MATCH_anyEPCClass", "EQ_eventID", "WD_readPoint"):
        assert await asked(archive, (name, f"urn:{text}")) == []


async def test_what_bears_an_event_id_comes_as_recorded(archive: Archive) -> None:
    both: Sequence[Any] = await archive.event_queries.bearing("urn:event:shipped")
    assert ["errorDeclaration" in event.document for event in both] == [False, True]
    assert await archive.event_queries.bearing("urn:event:none") == []


async def test_values_of_a_field_are_listed_once_each_in_order(archive: Archive) -> None:
    queries = archive.event_queries
    assert await queries.listed("type", 100, None) == [
        *("AggregationEvent", "AssociationEvent", "ObjectEvent", "TransformationEvent")
    ]
    assert await queries.listed("biz_step", 2, None) == ["commissioning", "creating_class_instance"]
    assert await queries.listed("biz_step", 2, "creating_class_instance") == [
        *("packing", "receiving")
    ]
    things = await queries.listed("touched", 100, None)
    assert things == sorted(set(things))
    assert "01/00860009999923/10/ABC1234" in things
    assert len(things) == 7  # the made one by its lot and by its serial
