"""The shape of EPCIS 2.0 documents and events as JSON Schemas (draft 2020-12).

Written from EPCIS 2.0.1 (section 7, data definition layer, and section 10, JSON binding). Each
event type has a schema of its own, so that an error names the field and not a list of
alternatives. `x-message` is the key of the sentence that says what a value should have been,
`x-words` the words to choose from.
`persistentDisposition` is accepted on every event type, as in the XSD of the standard.
"""

from typing import Any, Final

from provenance.epcis import vocabulary
from provenance.epcis.vocabulary import Vocabulary
from provenance.events import Action, EventType

Schema = dict[str, Any]

MESSAGE: Final = "x-message"
WORDS: Final = "x-words"


def _text(message: str, **rules: Any) -> Schema:
    return {"type": "string", MESSAGE: message, **rules}


def _list(items: Schema, **rules: Any) -> Schema:
    return {"type": "array", "items": items, MESSAGE: "epcis-not-a-list", **rules}


def _object(
    members: Schema, required: tuple[str, ...] = (), *, open_to: str | None = ":"
) -> Schema:
    """An object with these members, and such as match `open_to`: extensions have a prefix."""
    return {
        "type": "object",
        "properties": members,
        "patternProperties": {open_to: True} if open_to else {},
        "additionalProperties": False,
        "required": list(required),
        MESSAGE: "epcis-not-an-object",
    }


def _word(words: Vocabulary) -> Schema:
    """A word in any spelling, or a URI outside the standard's own namespace."""
    standard = [prefix + word for prefix in ("", *words.prefixes) for word in words.words]
    foreign = {"type": "string", "format": "uri", "not": {"pattern": _starts_with(words)}}
    return {
        "anyOf": [{"enum": standard}, foreign],
        MESSAGE: "epcis-unknown-word",
        WORDS: list(words.words),
    }


def _starts_with(words: Vocabulary) -> str:
    return f"^({'|'.join(prefix.replace('.', '[.]') for prefix in words.prefixes)})"


_URI: Final = _text("epcis-not-a-uri", format="uri")
_NUMBER: Final = {"type": "number", MESSAGE: "epcis-not-a-number"}
_TIME: Final = _text(
    "epcis-not-a-time",
    format="date-time",
    pattern=(
        r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9]([.][0-9]+)?"
        r"(Z|[+-][0-9]{2}:[0-9]{2})$"
    ),
)
_UNIT: Final = _text("epcis-not-a-unit", pattern="^[A-Z0-9]{2,3}$")
_EPCS: Final = _list(_URI, uniqueItems=True)
_QUANTITIES: Final = _list(
    _object({"epcClass": _URI, "quantity": _NUMBER, "uom": _UNIT}, ("epcClass",), open_to=None)
)
_PLACE: Final = _object({"id": _URI}, ("id",))
_DISPOSITIONS: Final = _list(_word(vocabulary.DISPOSITION))
_CONTEXT: Final = {
    "anyOf": [
        {"type": "string", "format": "uri"},
        {"type": "object"},
        {
            "type": "array",
            "minItems": 1,
            "items": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "object"}]},
        },
    ],
    MESSAGE: "epcis-not-a-context",
}


def _party(member: str) -> Schema:
    kind = _word(vocabulary.SOURCE_DESTINATION)
    return _list(_object({"type": kind, member: _URI}, ("type", member), open_to=None))


_SENSOR_ORIGIN: Final = {
    "time": _TIME,
    "deviceID": _URI,
    "deviceMetadata": _URI,
    "rawData": _URI,
    "dataProcessingMethod": _URI,
    "bizRules": _URI,
}
_SENSOR_REPORT: Final = _object(
    {
        **_SENSOR_ORIGIN,
        "type": _word(vocabulary.MEASUREMENT),
        "exception": _word(vocabulary.SENSOR_EXCEPTION),
        "component": _word(vocabulary.COMPONENT),
        "microorganism": _URI,
        "chemicalSubstance": _URI,
        "coordinateReferenceSystem": _URI,
        "stringValue": _text("epcis-not-a-text"),
        "booleanValue": {"type": "boolean", MESSAGE: "epcis-not-a-boolean"},
        "hexBinaryValue": _text("epcis-not-hexadecimal", pattern="^[A-Fa-f0-9]+$"),
        "uriValue": _URI,
        **dict.fromkeys(
            ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), _NUMBER
        ),
        "uom": _UNIT,
    },
    ("type",),
)
_COMMON: Final = {
    "@context": _CONTEXT,
    "type": {"type": "string"},
    "eventID": _URI,
    "eventTime": _TIME,
    "recordTime": _TIME,
    "eventTimeZoneOffset": _text(
        "epcis-not-an-offset", pattern="^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$"
    ),
    "certificationInfo": {
        "anyOf": [
            {"type": "string", "format": "uri"},
            {"type": "array", "items": {"type": "string", "format": "uri"}},
        ],
        MESSAGE: "epcis-not-a-uri",
    },
    "errorDeclaration": _object(
        {
            "declarationTime": _TIME,
            "reason": _word(vocabulary.ERROR_REASON),
            "correctiveEventIDs": _list(_URI),
        },
        ("declarationTime",),
    ),
    "bizStep": _word(vocabulary.BIZ_STEP),
    "disposition": _word(vocabulary.DISPOSITION),
    "persistentDisposition": _object({"set": _DISPOSITIONS, "unset": _DISPOSITIONS}, open_to=None),
    "readPoint": _PLACE,
    "bizLocation": _PLACE,
    "bizTransactionList": _list(
        _object(
            {"type": _word(vocabulary.BIZ_TRANSACTION), "bizTransaction": _URI},
            ("bizTransaction",),
            open_to=None,
        )
    ),
    "sourceList": _party("source"),
    "destinationList": _party("destination"),
    "sensorElementList": _list(
        _object(
            {
                "sensorMetadata": _object({**_SENSOR_ORIGIN, "startTime": _TIME, "endTime": _TIME}),
                "sensorReport": _list(_SENSOR_REPORT, minItems=1),
            },
            ("sensorReport",),
        )
    ),
}
_ACTION: Final = {"enum": [action.value for action in Action], MESSAGE: "epcis-not-an-action"}
_MASTER_DATA: Final = _object({})
_CHILDREN: Final = {"parentID": _URI, "childEPCs": _EPCS, "childQuantityList": _QUANTITIES}


def _event(members: Schema, *required: str) -> Schema:
    return _object({**_COMMON, **members}, ("type", "eventTime", "eventTimeZoneOffset", *required))


EVENTS: Final = {
    EventType.OBJECT: _event(
        {"epcList": _EPCS, "quantityList": _QUANTITIES, "action": _ACTION, "ilmd": _MASTER_DATA},
        "action",
    ),
    EventType.AGGREGATION: _event({**_CHILDREN, "action": _ACTION}, "action"),
    EventType.TRANSACTION: _event(
        {"parentID": _URI, "epcList": _EPCS, "quantityList": _QUANTITIES, "action": _ACTION},
        "action",
        "bizTransactionList",
    ),
    EventType.TRANSFORMATION: _event(
        {
            "inputEPCList": _EPCS,
            "inputQuantityList": _QUANTITIES,
            "outputEPCList": _EPCS,
            "outputQuantityList": _QUANTITIES,
            "transformationID": _URI,
            "ilmd": _MASTER_DATA,
        }
    ),
    EventType.ASSOCIATION: _event({**_CHILDREN, "action": _ACTION}, "action", "parentID"),
}
"""The schema of each event type."""

_EVENT_LIST: Final = _object({"eventList": _list({})}, ("eventList",))


def _envelope(kind: str, body: Schema) -> Schema:
    members = {
        "@context": _CONTEXT,
        "id": _URI,
        "type": {"const": kind},
        "schemaVersion": _text("epcis-not-version-2", pattern="^2([.][0-9]+)*$"),
        "creationDate": _TIME,
        "sender": _URI,
        "receiver": _URI,
        "instanceIdentifier": _text("epcis-not-a-text"),
        "epcisHeader": {"type": "object", MESSAGE: "epcis-not-an-object"},
        "epcisBody": body,
    }
    required = ("@context", "schemaVersion", "creationDate", "epcisBody")
    return _object(members, required, open_to="^_comment|:")


DOCUMENTS: Final = {
    "EPCISDocument": _envelope("EPCISDocument", _EVENT_LIST),
    "EPCISQueryDocument": _envelope(
        "EPCISQueryDocument",
        _object(
            {
                "queryResults": _object(
                    {
                        "subscriptionID": _text("epcis-not-a-text"),
                        "queryName": _text("epcis-not-a-text"),
                        "resultsBody": _EVENT_LIST,
                    },
                    ("resultsBody",),
                )
            },
            ("queryResults",),
        ),
    ),
}
"""The schema of each kind of document, its events apart."""
