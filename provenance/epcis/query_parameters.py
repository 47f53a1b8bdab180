"""The parameters of a simple event query (EPCIS 2.0, 8.2.7.1 and 12) as a value, or what is wrong.

A list is written with `|` between its values, or by giving a parameter several times. Field names
are IRIs or have a prefix: one of the standard's, or one that the caller declares.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, Final

from provenance.epcis import vocabulary
from provenance.epcis.patterns import Level
from provenance.epcis.problems import shown
from provenance.epcis.query import (
    Amount,
    Comparison,
    Condition,
    EventQuery,
    Extended,
    Fact,
    Measured,
    Moment,
    OneOf,
    OrderBy,
    Present,
    Reported,
    Role,
    Sourced,
)
from provenance.epcis.query_values import (
    Reader,
    Values,
    at,
    extended,
    facts,
    field_iri,
    first_thing,
    inside,
    last_thing,
    measurements,
    names,
    numbers,
    one_of,
    truth,
    uris,
    word_of,
    words_of,
)
from provenance.epcis.terms import field_name, party_term, transaction_term
from provenance.events import Action, EventType
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """What is wrong with one parameter, and what to do."""

    parameter: str
    message: Message


def read_parameters(
    given: Iterable[tuple[str, str]], prefixes: Mapping[str, str]
) -> EventQuery | Sequence[ParameterProblem]:
    """The query, or everything that is wrong with it.

    `prefixes` are the caller's own for names of extension fields, with the IRIs they stand for.
    """
    values: dict[str, list[str]] = defaultdict(list)
    for name, text in given:
        values[name].extend(text.split("|"))
    conditions: list[Condition] = []
    settings: dict[str, Any] = {}
    problems: list[ParameterProblem] = []
    for name, listed in values.items():
        found = _found(name, tuple(listed), prefixes)
        match found:
            case Message():
                problems.append(ParameterProblem(name, found))
            case dict():
                settings |= found
            case _:
                conditions.append(found)
    if {"limit", "most"} <= settings.keys():
        message = Message("epcis-query-two-limits")
        problems.append(ParameterProblem("maxEventCount", message))
    return problems or EventQuery(tuple(conditions), **settings)


def _found(
    name: str, values: Values, prefixes: Mapping[str, str]
) -> Condition | dict[str, Any] | Message:
    """What one parameter asks for: a condition, or how `EventQuery` is set."""
    reader = _reader(name, prefixes)
    if reader is None:
        near = get_close_matches(name, _KNOWN, n=1)
        return Message("epcis-query-misspelt", {"near": near[0]}) if near else _UNKNOWN
    if not name.startswith("EXISTS_"):  # these count whatever their value
        if not all(values):
            return Message("epcis-query-empty")
        if len(values) > 1 and not name.startswith(_LISTS):
            return Message("epcis-query-one-value")
    return reader(values)


_UNKNOWN: Final = Message("epcis-query-unknown")
_LISTS: Final = ("eventType", "EQ_", "MATCH_", "WD_")


def _reader(
    name: str, prefixes: Mapping[str, str]
) -> Callable[[Values], Condition | dict[str, Any] | Message] | None:
    if reader := _SETTINGS.get(name) or _NAMED.get(name):
        return reader
    for form, family in _FAMILIES:
        if parts := form.fullmatch(name):
            return partial(family, parts)
    if parts := _EXTENSION.fullmatch(name):
        return partial(_extended, parts, prefixes)
    return None


def _count(setting: str, values: Values) -> dict[str, Any] | Message:
    value = values[0]
    if value.isascii() and value.isdecimal() and len(value) < 10 and int(value):
        return {setting: int(value)}
    return Message("epcis-query-not-a-count", {"value": shown(value)})


def _order_by(values: Values) -> dict[str, Any] | Message:
    value = values[0]
    if value in list(OrderBy):
        return {"order_by": OrderBy(value)}
    known = ", ".join(OrderBy)
    return Message("epcis-query-one-of", {"value": shown(value), "known": known})


def _direction(values: Values) -> dict[str, Any] | Message:
    value = values[0]
    if value in ("ASC", "DESC"):
        return {"descending": value == "DESC"}
    return Message("epcis-query-one-of", {"value": shown(value), "known": "ASC, DESC"})


_SETTINGS: Final[Mapping[str, Callable[[Values], dict[str, Any] | Message]]] = {
    "orderBy": _order_by,
    "orderDirection": _direction,
    "eventCountLimit": partial(_count, "limit"),
    "maxEventCount": partial(_count, "most"),
}
_BIZ_STEP, _DISPOSITION = vocabulary.BIZ_STEP, vocabulary.DISPOSITION
_LEVELS: Final = {"": Level.INSTANCE, "Class": Level.CLASS}
_TIMES: Final = {
    "eventTime": Moment.EVENT,
    "recordTime": Moment.RECORD,
    "errorDeclarationTime": Moment.DECLARATION,
    "errorDeclaration_Time": Moment.DECLARATION,
    "time": Moment.SENSOR,
    "startTime": Moment.SENSOR_START,
    "endTime": Moment.SENSOR_END,
}
_NAMED: Final[Mapping[str, Reader]] = {
    "eventType": partial(one_of, list(EventType), Fact.TYPE),
    "EQ_action": partial(one_of, list(Action), Fact.ACTION),
    "EQ_bizStep": partial(words_of, _BIZ_STEP, Fact.BIZ_STEP),
    "EQ_disposition": partial(words_of, _DISPOSITION, Fact.DISPOSITION),
    "EQ_persistentDisposition_set": partial(
        words_of, _DISPOSITION, Fact.DISPOSITION_SET, spelt=True
    ),
    "EQ_persistentDisposition_unset": partial(
        words_of, _DISPOSITION, Fact.DISPOSITION_UNSET, spelt=True
    ),
    "EQ_errorReason": partial(words_of, vocabulary.ERROR_REASON, Fact.ERROR_REASON, spelt=True),
    "EQ_readPoint": facts(Fact.READ_POINT, first_thing),
    "EQ_bizLocation": facts(Fact.BIZ_LOCATION, first_thing),
    "WD_readPoint": inside(Fact.READ_POINT),
    "WD_bizLocation": inside(Fact.BIZ_LOCATION),
    "EQ_transformationID": facts(Fact.TRANSFORMATION, last_thing),
    "EQ_eventID": facts(Fact.EVENT_ID),
    "EQ_correctiveEventID": facts(Fact.CORRECTIVE_EVENT_ID),
    "EXISTS_errorDeclaration": lambda _: Present.ERROR_DECLARATION,
    "EXISTS_sensorElementList": lambda _: Present.SENSOR_ELEMENTS,
    **{
        f"MATCH_{what}{suffix}": partial(names, role, level)
        for what, role in {
            "epc": Role.THING,
            "inputEPC": Role.INPUT,
            "outputEPC": Role.OUTPUT,
            "anyEPC": Role.ANY,
        }.items()
        for suffix, level in _LEVELS.items()
    },
    "MATCH_parentID": partial(names, Role.PARENT, Level.INSTANCE),
    **{
        f"{comparison}_{name}": partial(at, of, comparison)
        for name, of in _TIMES.items()
        for comparison in (Comparison.GE, Comparison.LT)
    },
    "EQ_type": measurements,
    "EQ_booleanValue": truth,
    "EQ_stringValue": partial(Reported, "stringValue"),
    "EQ_hexBinaryValue": partial(Reported, "hexBinaryValue"),
    **{
        f"EQ_{name}": partial(uris, make=partial(Reported, name))
        for name in ("uriValue", "microorganism", "chemicalSubstance")
    },
    **{
        f"EQ_{name}": partial(uris, make=partial(Sourced, name))
        for name in ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
    },
}


def _transaction(parts: re.Match[str], values: Values) -> Condition | Message:
    kind = word_of(vocabulary.BIZ_TRANSACTION, parts["kind"])
    if isinstance(kind, Message):
        return kind
    return uris(values, partial(OneOf, Fact.TRANSACTION), partial(transaction_term, kind))


def _party(parts: re.Match[str], values: Values) -> Condition | Message:
    kind = word_of(vocabulary.SOURCE_DESTINATION, parts["kind"])
    if isinstance(kind, Message):
        return kind
    return uris(values, partial(OneOf, Fact.PARTY), partial(party_term, parts["role"], kind))


def _amount(parts: re.Match[str], values: Values) -> Condition | Message:
    found = numbers(values)
    if isinstance(found, Message):
        return found
    return Amount(Comparison(parts["comparison"]), found, parts["unit"])


def _measured(parts: re.Match[str], values: Values) -> Condition | Message:
    found = numbers(values)
    if isinstance(found, Message):
        return found
    return Measured(parts["member"], Comparison(parts["comparison"]), found, parts["unit"])


_COMPARISON: Final = "(?P<comparison>EQ|GT|GE|LT|LE)_"
_UNIT: Final = "(_(?P<unit>[A-Z0-9]{2,3}))?"
_MEASURED_MEMBERS: Final = "value|minValue|maxValue|meanValue|sDev|percRank|percValue"
_FAMILIES: Final = (
    (re.compile("EQ_bizTransaction_(?P<kind>.+)"), _transaction),
    (re.compile("EQ_(?P<role>source|destination)_(?P<kind>.+)"), _party),
    (re.compile(f"{_COMPARISON}quantity{_UNIT}"), _amount),
    (re.compile(f"{_COMPARISON}(?P<member>{_MEASURED_MEMBERS}){_UNIT}"), _measured),
)
_EXTENSION: Final = re.compile(
    "(?P<comparison>EQ|GT|GE|LT|LE|EXISTS)_(?P<inner>INNER_)?"
    "(?P<scope>ILMD_|ERROR_DECLARATION_)?(?P<name>[^:]+:.+)"
)
_SCOPES: Final = {None: "", "ILMD_": "ilmd", "ERROR_DECLARATION_": "errorDeclaration"}


def _extended(
    parts: re.Match[str], prefixes: Mapping[str, str], values: Values
) -> Condition | Message:
    iri = field_iri(parts["name"], prefixes)
    if isinstance(iri, Message):
        return iri
    name = field_name(iri, _SCOPES[parts["scope"]], inner=parts["inner"] is not None)
    if parts["comparison"] == "EXISTS":
        return Extended(name, Comparison.EQ, ())
    return extended(name, Comparison(parts["comparison"]), values)


_KNOWN: Final = (
    *_SETTINGS,
    *_NAMED,
    "perPage",
    "nextPageToken",
    *(f"EQ_bizTransaction_{word}" for word in vocabulary.BIZ_TRANSACTION.words),
    *(
        f"EQ_{role}_{word}"
        for role in ("source", "destination")
        for word in vocabulary.SOURCE_DESTINATION.words
    ),
    *(f"{comparison}_quantity" for comparison in Comparison),
    *(
        f"{comparison}_{member}"
        for comparison in Comparison
        for member in _MEASURED_MEMBERS.split("|")
    ),
)
