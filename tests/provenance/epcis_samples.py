"""Small EPCIS events of every type, and the document around them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from provenance.epcis import Problem

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GS1_CONTEXT = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
LOT = "https://id.gs1.org/01/00860009999923/10/ABC1234"
PARTY = {"type": "location", "source": "urn:epc:id:sgln:4012345.00225.0"}
COMMON = {"eventTime": "2026-04-17T09:26:42-04:00", "eventTimeZoneOffset": "-04:00"}
OBJECT: dict[str, Any] = {
    **COMMON,
    "type": "ObjectEvent",
    "action": "ADD",
    "bizStep": "cbv:BizStep-commissioning",
    "disposition": "active",
    "readPoint": {"id": "https://id.gs1.org/414/0860009999060"},
    "quantityList": [{"epcClass": LOT, "quantity": 25, "uom": "KGM"}],
    "sourceList": [PARTY],
    "ilmd": {"gs1:harvestDate": "2026-04-16", "cbvmda:itemExpirationDate": "2026-05-01T00:00:00Z"},
}
AGGREGATION: dict[str, Any] = {
    **COMMON,
    "type": "AggregationEvent",
    "action": "ADD",
    "parentID": "urn:epc:id:sscc:4012345.0000000333",
    "childQuantityList": [{"epcClass": LOT}],
}
TRANSACTION: dict[str, Any] = {
    **COMMON,
    "type": "TransactionEvent",
    "action": "ADD",
    "bizTransactionList": [{"type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:1:4711"}],
    "epcList": ["urn:epc:id:sgtin:4012345.011111.9876"],
}
TRANSFORMATION: dict[str, Any] = {
    **COMMON,
    "type": "TransformationEvent",
    "inputQuantityList": [{"epcClass": LOT, "quantity": 1}],
    "outputEPCList": ["https://id.gs1.org/01/10860009999920/10/X/21/7"],
}
ASSOCIATION: dict[str, Any] = {
    **COMMON,
    "type": "AssociationEvent",
    "action": "DELETE",
    "parentID": "urn:epc:id:grai:4012345.55555.987",
}


def document(*events: object) -> dict[str, Any]:
    return {
        "@context": [GS1_CONTEXT, {"ex": "https://ex.org/"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-04-17T16:20:07.40Z",
        "epcisBody": {"eventList": list(events)},
    }


def problems(found: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.message.key) for problem in found]
