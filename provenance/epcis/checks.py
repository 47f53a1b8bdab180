"""What a schema cannot say: rules between fields, check digits, units, the clock."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from provenance.epcis.hashing import instant
from provenance.epcis.identifiers import gs1_key
from provenance.epcis.problems import Path, Problem, pointer
from provenance.epcis.vocabulary import MEASUREMENT
from provenance.text import Message
from provenance.units import TEMPERATURE_UNITS, celsius

EventDocument = Mapping[str, Any]

CLOCK_TOLERANCE: Final = timedelta(days=1)
"""How far ahead of `now` an event may be: clocks go wrong, and dates are taken for local ones."""

_CHECKED_KEYS: Final = {"00": "SSCC", "01": "GTIN", "8006": "GTIN", "414": "GLN", "417": "GLN"}
_EPC_LISTS: Final = ("epcList", "childEPCs", "inputEPCList", "outputEPCList")
_QUANTITY_LISTS: Final = (
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
)
_MEASURED: Final = ("value", "minValue", "maxValue", "meanValue", "percValue")


def problems_of(event: EventDocument, path: Path) -> Iterator[Problem]:
    """What is wrong with an event that its schema accepts."""
    yield from _incomplete(event, path)
    yield from _out_of_order(event, path)
    yield from _wrong_check_digits(event, path)
    yield from _sensor_problems(event, path)


def future_problems(event: EventDocument, path: Path, now: datetime) -> Iterator[Problem]:
    """An event, or its withdrawal, that has not happened yet."""
    times: list[tuple[Path, str]] = [(("eventTime",), event["eventTime"])]
    if declaration := event.get("errorDeclaration"):
        times.append((("errorDeclaration", "declarationTime"), declaration["declarationTime"]))
    for steps, time in times:
        if instant(time) > now + CLOCK_TOLERANCE:
            yield Problem(pointer((*path, *steps)), Message("epcis-in-the-future", {"time": time}))


def _incomplete(event: EventDocument, path: Path) -> Iterator[Problem]:
    """Members that an event of this type and action cannot do without (EPCIS 2.0.1, 7.4)."""
    action = event.get("action")
    for alternatives, message in _needed(event["type"], action):
        # a transformation with an id may be told in parts
        if not any(event.get(name) for name in (*alternatives, "transformationID")):
            yield Problem(pointer((*path, alternatives[0])), Message(message))
    if "ilmd" in event and action in {"OBSERVE", "DELETE"}:
        yield Problem(pointer((*path, "ilmd")), Message("epcis-master-data-too-late"))


def _out_of_order(event: EventDocument, path: Path) -> Iterator[Problem]:
    """A declaration that is older than the event whose id and time it repeats."""
    if declaration := event.get("errorDeclaration"):
        declared, time = declaration["declarationTime"], event["eventTime"]
        if instant(declared) < instant(time):
            where = pointer((*path, "errorDeclaration", "declarationTime"))
            facts = {"declared": declared, "time": time}
            yield Problem(where, Message("epcis-declared-too-early", facts))


def _needed(kind: str, action: str | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Members of which one must be there and not empty, and what to say if none is."""
    match kind:
        case "ObjectEvent":
            yield ("epcList", "quantityList", "sensorElementList"), "epcis-about-nothing"
        case "TransactionEvent":
            yield ("bizTransactionList",), "epcis-no-transaction"
            yield ("epcList", "quantityList", "parentID"), "epcis-about-nothing"
        case "TransformationEvent":
            yield ("inputEPCList", "inputQuantityList"), "epcis-half-a-transformation"
            yield ("outputEPCList", "outputQuantityList"), "epcis-half-a-transformation"
        case _ if action != "OBSERVE":
            yield ("parentID",), "epcis-no-parent"
            if action == "ADD":
                yield ("childEPCs", "childQuantityList"), "epcis-no-children"


def _wrong_check_digits(event: EventDocument, path: Path) -> Iterator[Problem]:
    for steps, uri in _identifiers(event):
        key = gs1_key(uri)
        if key and key.ai in _CHECKED_KEYS and key.wrong_check_digit:
            facts = {"key": _CHECKED_KEYS[key.ai], "value": key.value}
            yield Problem(pointer((*path, *steps)), Message("epcis-check-digit", facts))


def _identifiers(event: EventDocument) -> Iterator[tuple[Path, str]]:
    for name in ("parentID", "transformationID"):
        if name in event:
            yield (name,), event[name]
    for name in ("readPoint", "bizLocation"):
        if name in event:
            yield (name, "id"), event[name]["id"]
    for name in _EPC_LISTS:
        for position, epc in enumerate(event.get(name, ())):
            yield (name, position), epc
    members = {**dict.fromkeys(_QUANTITY_LISTS, "epcClass"), "sourceList": "source"}
    for name, member in {**members, "destinationList": "destination"}.items():
        for position, element in enumerate(event.get(name, ())):
            yield (name, position, member), element[member]


def _sensor_problems(event: EventDocument, path: Path) -> Iterator[Problem]:
    for position, element in enumerate(event.get("sensorElementList", ())):
        place = (*path, "sensorElementList", position)
        metadata = element.get("sensorMetadata", {})
        start, end = metadata.get("startTime"), metadata.get("endTime")
        if start and end and instant(end) < instant(start):
            where = pointer((*place, "sensorMetadata", "endTime"))
            yield Problem(where, Message("epcis-ends-before-start", {"start": start, "end": end}))
        for number, report in enumerate(element["sensorReport"]):
            if MEASUREMENT.word(report["type"]) == "Temperature":
                yield from _temperature_problems(report, (*place, "sensorReport", number))


def _temperature_problems(report: EventDocument, place: Path) -> Iterator[Problem]:
    for name in _MEASURED:
        if name not in report:
            continue
        if "uom" not in report:
            known = ", ".join(TEMPERATURE_UNITS)
            yield Problem(pointer((*place, "uom")), Message("epcis-no-unit", {"known": known}))
            return
        refusal = celsius(report[name], report["uom"])
        if isinstance(refusal, Message):
            unknown = report["uom"] not in TEMPERATURE_UNITS
            yield Problem(pointer((*place, "uom" if unknown else name)), refusal)
            return
