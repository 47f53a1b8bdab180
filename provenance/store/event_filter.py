"""An event query as a MongoDB filter. Every value is bound to its type before it gets here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bson.regex import Regex

from provenance.epcis.identifiers import canonical_link
from provenance.epcis.patterns import Level, Sought
from provenance.epcis.query import (
    Amount,
    At,
    Comparison,
    EventQuery,
    Extended,
    Fact,
    Inside,
    Measured,
    Moment,
    Names,
    OneOf,
    Present,
    Reported,
    Role,
    SensorCondition,
    Sourced,
)
from provenance.store.collection import Document
from provenance.units import TEMPERATURE_UNITS, temperature_in

EQUAL_KELVIN: Final = 0.0005
"""Temperatures in different units are equal this near: as rounded to a millikelvin."""
EXACT_KELVIN: Final = 1e-9
"""What a bound is off by when it is converted, at most."""

Matcher = str | Regex[str]
Alone = OneOf | Inside | At | Names | Present | Extended
"""Conditions that have a clause of their own."""

_OPERATORS: Final = {
    Comparison.GT: "$gt",
    Comparison.GE: "$gte",
    Comparison.LT: "$lt",
    Comparison.LE: "$lte",
}
_FACTS: Final = {
    Fact.TYPE: "type",
    Fact.ACTION: "action",
    Fact.BIZ_STEP: "biz_step",
    Fact.DISPOSITION: "disposition",
    Fact.READ_POINT: "read_point",
    Fact.BIZ_LOCATION: "biz_location",
    Fact.TRANSFORMATION: "transformation",
    Fact.EVENT_ID: "event_id",
    Fact.CORRECTIVE_EVENT_ID: "corrected_by",
    Fact.ERROR_REASON: "document.errorDeclaration.reason",
    Fact.DISPOSITION_SET: "document.persistentDisposition.set",
    Fact.DISPOSITION_UNSET: "document.persistentDisposition.unset",
    Fact.TRANSACTION: "terms.transactions",
    Fact.PARTY: "terms.parties",
}
_MOMENTS: Final = {
    Moment.EVENT: "time",
    Moment.RECORD: "recorded_at",
    Moment.DECLARATION: "terms.declared_at",
}
_SENSOR_MOMENTS: Final = {
    Moment.SENSOR: "time",
    Moment.SENSOR_START: "startTime",
    Moment.SENSOR_END: "endTime",
}
_PRESENT: Final = {
    Present.ERROR_DECLARATION: "terms.declared_at",
    Present.SENSOR_ELEMENTS: "document.sensorElementList.0",
}
_NAMED: Final = {
    Role.THING: ("things", "terms.classes"),
    Role.INPUT: ("inputs", "terms.input_classes"),
    Role.OUTPUT: ("outputs", "terms.output_classes"),
    Role.PARENT: ("parent", None),
}
_QUANTITY_LISTS: Final = (
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
)
_CONVERTED: Final = frozenset({"value", "minValue", "maxValue", "meanValue"})


def filter_of(query: EventQuery, inside: Mapping[str, Sequence[str]]) -> Document:
    """What matches the query; `inside` lists what stands in each place that it asks within."""
    amounts = [each for each in query.conditions if isinstance(each, Amount)]
    sensed = [each for each in query.conditions if isinstance(each, SensorCondition)]
    alone = [
        _clause(each, inside)
        for each in query.conditions
        if not isinstance(each, Amount | SensorCondition)
    ]
    clauses = [
        *alone,
        *([_amounts(amounts)] if amounts else []),
        *([_sensed(sensed)] if sensed else []),
    ]
    return {"$and": clauses} if clauses else {}


def _clause(condition: Alone, inside: Mapping[str, Sequence[str]]) -> Document:
    match condition:
        case Inside(fact, places):
            paths = {path for place in places for path in (place, *inside.get(place, ()))}
            return {_FACTS[fact]: {"$in": sorted(paths)}}
        case OneOf(fact, values):
            return {_FACTS[fact]: {"$in": list(values)}}
        case Present():
            return {_PRESENT[condition]: {"$exists": True}}
        case At():
            return _at(condition)
        case Names():
            return _names(condition)
        case Extended():
            return _extended(condition)


def _at(condition: At) -> Document:
    operator = _OPERATORS[condition.comparison]
    if condition.moment in _MOMENTS:
        return {_MOMENTS[condition.moment]: {operator: condition.time}}
    path = f"$document.sensorElementList.sensorMetadata.{_SENSOR_MOMENTS[condition.moment]}"
    at = {"$dateFromString": {"dateString": "$$this", "onError": None}}
    compared = {"$and": [{"$gt": [at, None]}, {operator: [at, condition.time]}]}
    times = {"$map": {"input": {"$ifNull": [path, []]}, "in": compared}}
    return {"$expr": {"$anyElementTrue": [times]}}


def _extended(condition: Extended) -> Document:
    wanted: Document = {"name": condition.name}
    if condition.values and condition.comparison is Comparison.EQ:
        wanted["$or"] = [{_kind(value): value} for value in condition.values]
    elif condition.values:
        value = condition.values[0]
        wanted[_kind(value)] = {_OPERATORS[condition.comparison]: value}
    return {"terms.fields": {"$elemMatch": wanted}}


def _kind(value: str | float | datetime) -> str:
    if isinstance(value, str):
        return "text"
    return "time" if isinstance(value, datetime) else "number"


def _names(condition: Names) -> Document:
    """The index finds all events that name the things at all; the rest says how they do."""
    sought, level = condition.sought, condition.level
    things = [_matcher(each, level) for each in sought if each.trade_item is None]
    items = [each.trade_item for each in sought if each.trade_item is not None]
    found: list[Document] = []
    if things:
        found.append({"touched": {"$in": things}})
    if items:
        found.append({"terms.trade_items": {"$in": items}})
    named = found[0] if len(found) == 1 else {"$or": found}
    if condition.role is Role.ANY and level is Level.EITHER:
        return named
    roles = _NAMED if condition.role is Role.ANY else (condition.role,)
    matchers = [_matcher(each, level) for each in sought]
    return {
        "$and": [
            named,
            {"$or": [way for role in roles for way in _ways(*_NAMED[role], level, matchers)]},
        ]
    }


def _ways(
    named: str, classes: str | None, level: Level, matchers: Sequence[Matcher]
) -> list[Document]:
    """How one role can name what is sought, on the level that is asked for."""
    if level is Level.CLASS:
        return [{classes: {"$in": matchers}}] if classes else []
    if classes is None:
        return [{named: {"$in": matchers}}]
    # what stands in a quantity list is named there, and not as an instance
    return [{named: _matched(each), classes: {"$not": _matched(each)}} for each in matchers]


def _matcher(sought: Sought, level: Level) -> Matcher:
    if sought.thing is not None:
        return sought.thing
    if sought.pattern is not None:
        return Regex(sought.pattern)
    finer = "(/10/|$)" if level is Level.CLASS else "/(21|235)/"
    return Regex(f"^{sought.trade_item}{finer}")


def _matched(matcher: Matcher) -> Document:
    return {"$eq": matcher} if isinstance(matcher, str) else {"$regex": matcher}


def _compared(comparison: Comparison, numbers: Sequence[float]) -> Document:
    if comparison is Comparison.EQ:
        return {"$in": list(numbers)}
    return {_OPERATORS[comparison]: numbers[0]}


def _amounts(amounts: Sequence[Amount]) -> Document:
    """One element of any quantity list must satisfy them all."""
    wanted: list[Document] = [
        {
            "quantity": _compared(each.comparison, each.numbers),
            **({"uom": each.unit} if each.unit else {}),
        }
        for each in amounts
    ]
    element = {"$elemMatch": {"$and": wanted}}
    return {"$or": [{f"document.{name}": element} for name in _QUANTITY_LISTS]}


def _sensed(conditions: Sequence[SensorCondition]) -> Document:
    """One report must satisfy them all, with the metadata of its element."""
    of_element = [_sourced(each) for each in conditions if isinstance(each, Sourced)]
    of_report = [_reported(each) for each in conditions if not isinstance(each, Sourced)]
    wanted: list[Document] = list(of_element)
    if of_report:
        wanted.append({"sensorReport": {"$elemMatch": {"$and": of_report}}})
    return {"document.sensorElementList": {"$elemMatch": {"$and": wanted}}}


def _sourced(condition: Sourced) -> Document:
    spelt = sorted({way for uri in condition.values for way in (uri, canonical_link(uri))})
    owners = ("sensorMetadata", "sensorReport")
    return {"$or": [{f"{owner}.{condition.member}": {"$in": spelt}} for owner in owners]}


def _reported(condition: Reported | Measured) -> Document:
    if isinstance(condition, Reported):
        return {condition.member: {"$in": list(condition.values)}}
    member, unit = condition.member, condition.unit
    if unit is None:
        return {member: _compared(condition.comparison, condition.numbers)}
    if unit not in TEMPERATURE_UNITS or member not in _CONVERTED:
        return {"uom": unit, member: _compared(condition.comparison, condition.numbers)}
    return {
        "$or": [
            {"uom": other, "$or": _as_temperature(condition, unit, other)}
            for other in TEMPERATURE_UNITS
        ]
    }


def _as_temperature(condition: Measured, unit: str, other: str) -> list[Document]:
    """The condition on a value that is written in another unit; any of these will do."""
    member, slack = condition.member, EXACT_KELVIN if other != unit else 0.0
    if condition.comparison is Comparison.EQ:
        around = EQUAL_KELVIN if other != unit else 0.0
        ends = [(number - around, number + around) for number in condition.numbers]
        return [
            {
                member: {
                    "$gte": temperature_in(low, unit, other) - slack,
                    "$lte": temperature_in(high, unit, other) + slack,
                }
            }
            for low, high in ends
        ]
    bound = temperature_in(condition.numbers[0], unit, other)
    outwards = condition.comparison in (Comparison.LE, Comparison.GT)
    operator = _OPERATORS[condition.comparison]
    return [{member: {operator: bound + slack if outwards else bound - slack}}]
