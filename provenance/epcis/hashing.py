"""The event hash id of CBV 2.0 (section 8.9): the same event gives the same id everywhere.

A canonical text is built from the event, in the order of the standard, and hashed with SHA-256.
Left out are `recordTime`, `eventID` and `errorDeclaration`, so that an error declaration has the
id of the event it takes back. Checked against the vectors of the reference implementation.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Final

from provenance.epcis import vocabulary
from provenance.epcis.context import Context
from provenance.epcis.identifiers import canonical_link

_QUANTITY: Final = ("epcClass", "quantity", "uom")
_ORDER: Final[Mapping[str, Sequence[str]]] = {
    "event": (
        "eventTime", "eventTimeZoneOffset", "certificationInfo", "epcList", "parentID",
        "inputEPCList", "childEPCs", "quantityList", "childQuantityList", "inputQuantityList",
        "outputEPCList", "outputQuantityList", "action", "transformationID", "bizStep",
        "disposition", "persistentDisposition", "readPoint", "bizLocation", "bizTransactionList",
        "destinationList", "sourceList", "sensorElementList", "ilmd",
    ),
    "quantityElement": _QUANTITY,
    "persistentDisposition": ("set", "unset"),
    "readPoint": ("id",),
    "bizLocation": ("id",),
    "bizTransactionList": ("type", "bizTransaction"),
    "destinationList": ("type", "destination"),
    "sourceList": ("type", "source"),
    "sensorElement": ("sensorMetadata", "sensorReport"),
    "sensorMetadata": (
        "time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData",
        "dataProcessingMethod", "bizRules",
    ),
    "sensorReport": (
        "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod",
        "bizRules", "time", "microorganism", "chemicalSubstance", "value", "component",
        "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue",
        "meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem",
    ),
}  # fmt: skip

_RANKS: Final = {owner: dict.fromkeys(names) for owner, names in _ORDER.items()}

# Lists whose entries are written under a name of their own ("": under none).
_ENTRY_NAMES: Final = {
    "epcList": "epc",
    "childEPCs": "epc",
    "inputEPCList": "epc",
    "outputEPCList": "epc",
    "quantityList": "quantityElement",
    "childQuantityList": "quantityElement",
    "inputQuantityList": "quantityElement",
    "outputQuantityList": "quantityElement",
    "bizTransactionList": "",
    "sourceList": "",
    "destinationList": "",
    "sensorElementList": "sensorElement",
}
_LEFT_OUT: Final = frozenset({"@context", "type", "recordTime", "eventID", "errorDeclaration"})
_TIMES: Final = frozenset({"eventTime", "time", "startTime", "endTime"})
_WORDS: Final = {
    ("event", "bizStep"): vocabulary.BIZ_STEP,
    ("event", "disposition"): vocabulary.DISPOSITION,
    ("persistentDisposition", "set"): vocabulary.DISPOSITION,
    ("persistentDisposition", "unset"): vocabulary.DISPOSITION,
    ("bizTransactionList", "type"): vocabulary.BIZ_TRANSACTION,
    ("sourceList", "type"): vocabulary.SOURCE_DESTINATION,
    ("destinationList", "type"): vocabulary.SOURCE_DESTINATION,
    ("sensorReport", "type"): vocabulary.MEASUREMENT,
    ("sensorReport", "exception"): vocabulary.SENSOR_EXCEPTION,
    ("sensorReport", "component"): vocabulary.COMPONENT,
}
_NUMBER: Final = re.compile(r"([+-]?)([0-9]+)(?:[.]([0-9]*))?")


def event_hash(event: Mapping[str, object], context: Context) -> str:
    """The hash id, `ni:///sha-256;{64 hexadecimal digits}?ver=CBV2.0`, of a valid event."""
    digest = sha256(pre_hash(event, context).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def pre_hash(event: Mapping[str, object], context: Context) -> str:
    """The canonical text of a valid event, which the hash is made of."""
    return f"eventType={event['type']}{_members('event', event, context)}"


def instant(text: str) -> datetime:
    """The UTC moment of an xsd:dateTimeStamp, exact to the microsecond."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _members(owner: str, values: Mapping[str, object], context: Context) -> str:
    """The standard members in order, then extensions sorted as they are written."""
    order = _RANKS.get(owner, {})
    standard = [
        entry
        for name in order
        if name in values
        for entry in sorted(_written(owner, name, values[name], context))
    ]
    further = [
        entry
        for name, value in values.items()
        if name not in order and not (owner == "event" and name in _LEFT_OUT)
        for entry in _written("", name, value, context)
    ]
    return "".join(standard + sorted(further))


def _written(owner: str, name: str, value: object, context: Context) -> list[str]:
    """A member, once for each value of a list; what is empty is not written."""
    if isinstance(value, list):
        entry_name = _ENTRY_NAMES.get(name) if owner == "event" else None
        if entry_name is None:
            return [entry for item in value for entry in _written(owner, name, item, context)]
        kind = entry_name or name
        entries = sorted(
            entry.removeprefix("" if entry_name else name)
            for item in value
            for entry in _written("list", kind, item, context)
        )
        return [name + "".join(entries)] if entries else []
    if isinstance(value, dict):
        inner = _members(name if owner else "", value, context)
        return [_title(owner, name, context) + inner] if inner else []
    text = _canonical(owner, name, value, context)
    return [f"{_title(owner, name, context)}={text}"] if text else []


def _title(owner: str, name: str, context: Context) -> str:
    return name if owner else context.qualified(name)


def _canonical(owner: str, name: str, value: object, context: Context) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _number(format(Decimal(repr(value)), "f"))
    text = str(value).strip()
    if not owner:
        return canonical_link(_number(text))
    if name in _TIMES:
        return _milliseconds(text)
    words = _WORDS.get((owner, name))
    if words is not None:
        return words.address(text) or context.expanded(text)
    return canonical_link(context.expanded(_number(text)))


def _number(text: str) -> str:
    """A decimal number without needless zeros or plus sign; other texts as they are."""
    parts = _NUMBER.fullmatch(text)
    if parts is None:
        return text
    sign, whole, fraction = parts[1], parts[2].lstrip("0") or "0", (parts[3] or "").rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return f"-{number}" if sign == "-" and number != "0" else number


def _milliseconds(text: str) -> str:
    """UTC with three decimals, halves rounded up."""
    moment = instant(text) + timedelta(microseconds=500)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
