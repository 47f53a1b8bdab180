"""Events of every kind to be asked for, each named by the last part of its eventID."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from provenance.epcis import ReadEvent, read_document
from provenance.epcis.query import EventQuery
from provenance.epcis.query_parameters import read_parameters
from tests.provenance.epcis_samples import document

RECORDED = datetime(2026, 11, 1, tzinfo=UTC)
LOT = "https://id.gs1.org/01/00860009999923/10/ABC1234"
OTHER_LOT = "https://id.gs1.org/01/00860009999923/10/ABC9"
MADE = "https://id.gs1.org/01/10860009999920/10/X/21/7"
PALLET_URN, PALLET = (
    "urn:epc:id:sscc:4012345.0000000333",
    "https://id.gs1.org/00/040123450000003338",
)
BOX_URN, BOX = (
    "urn:epc:id:sgtin:4012345.011111.9876",
    "https://id.gs1.org/01/04012345111118/21/9876",
)
CRATE_URN = "urn:epc:id:grai:4012345.55555.987"
FARM, STORE = "https://id.gs1.org/414/0860009999060", "https://id.gs1.org/414/9521321000018"
DOCK = f"{STORE}/254/dock"
ORDER = "urn:epcglobal:cbv:bt:4012345000009:4711"


def _event(name: str, kind: str, day: int, **more: Any) -> dict[str, Any]:
    return {
        "eventID": f"urn:event:{name}",
        "type": f"{kind}Event",
        "eventTime": f"2026-04-{day:02d}T10:00:00+02:00",
        "eventTimeZoneOffset": "+02:00",
        **more,
    }


SHIPPED = _event(
    "shipped",
    "Object",
    12,
    action="OBSERVE",
    bizStep="https://ref.gs1.org/cbv/BizStep-shipping",
    disposition="in_transit",
    epcList=[PALLET_URN],
    readPoint={"id": "urn:epc:id:sgln:0860009.99906.0"},
    bizTransactionList=[{"type": "po", "bizTransaction": ORDER}],
    sourceList=[{"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00000"}],
    destinationList=[{"type": "cbv:SDT-location", "destination": STORE}],
)
EVENTS = (
    _event(
        "harvested",
        "Object",
        10,
        action="ADD",
        bizStep="commissioning",
        disposition="active",
        quantityList=[{"epcClass": LOT, "quantity": 25, "uom": "KGM"}],
        readPoint={"id": FARM},
        ilmd={
            "cbvmda:lotNumber": "0012",
            "cbvmda:bestBeforeDate": "2026-05-01",
            "ex:brix": 7.5,
            "ex:field": {"ex:name": "North", "ex:rows": 40},
        },
    ),
    _event(
        "packed",
        "Aggregation",
        11,
        action="ADD",
        bizStep="packing",
        parentID=PALLET_URN,
        childEPCs=[BOX_URN],
        childQuantityList=[{"epcClass": OTHER_LOT, "quantity": 3, "uom": "KGM"}],
    ),
    SHIPPED,
    _event(
        "received",
        "Object",
        13,
        action="OBSERVE",
        bizStep="receiving",
        epcList=[PALLET],
        readPoint={"id": DOCK},
        bizLocation={"id": STORE},
        persistentDisposition={"set": ["cbv:Disp-completeness_verified"], "unset": ["damaged"]},
    ),
    _event(
        "made",
        "Transformation",
        14,
        bizStep="creating_class_instance",
        inputQuantityList=[{"epcClass": LOT, "quantity": 5}],
        outputEPCList=[MADE],
        transformationID="urn:ex:batch:1",
        bizLocation={"id": STORE},
    ),
    _event(
        "sensed",
        "Object",
        15,
        action="OBSERVE",
        bizStep="sensor_reporting",
        epcList=[CRATE_URN],
        sensorElementList=[
            {
                "sensorMetadata": {
                    "time": "2026-04-15T09:30:00+02:00",
                    "deviceID": "urn:epc:id:giai:4000001.111",
                },
                "sensorReport": [
                    {"type": "Temperature", "value": 36, "minValue": 35.1, "uom": "FAH"},
                    {"type": "gs1:RelativeHumidity", "value": 88, "uom": "A93"},
                ],
            },
            {
                "sensorMetadata": {"startTime": "2026-04-14T00:00:00Z"},
                "sensorReport": [
                    {"type": "Temperature", "maxValue": 278.15, "uom": "KEL"},
                    {"type": "Dimensionless", "booleanValue": True, "stringValue": "ok"},
                ],
            },
        ],
    ),
    _event(
        "carried",
        "Association",
        16,
        action="DELETE",
        parentID=CRATE_URN,
        childEPCs=[BOX],
        certificationInfo="https://certificates.example/1",
        **{"ex:trip": "T-7", "ex:left": "2026-04-16T08:00:00Z"},
    ),
    SHIPPED
    | {
        "errorDeclaration": {
            "declarationTime": "2026-04-20T12:00:00Z",
            "reason": "cbv:ER-incorrect_data",
            "correctiveEventIDs": ["urn:event:received"],
            "ex:by": "ana",
        }
    },
)
"""In the order of their times; the last takes one back and shares its eventID."""


def read_events(events: Sequence[dict[str, Any]] = EVENTS) -> list[ReadEvent]:
    """As captured, a second after one another."""
    found = [
        one
        for number, event in enumerate(events)
        for one in read_document(
            document(event),
            now=RECORDED + timedelta(days=30),
            recorded_at=RECORDED + timedelta(seconds=number),
        )
    ]
    read = [one for one in found if isinstance(one, ReadEvent)]
    assert len(read) == len(found) == len(events), found
    return read


def query_of(*given: tuple[str, str], **prefixes: str) -> EventQuery:
    """The query of parameters that are right."""
    query = read_parameters(given, prefixes)
    assert isinstance(query, EventQuery), query
    return query
