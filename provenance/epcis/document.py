"""EPCIS 2.0 documents in JSON-LD: from bytes to events, or to what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

import orjson

from provenance.epcis.bounds import bounds_problem, shape_problem, thing_count
from provenance.epcis.checks import future_problems, problems_of
from provenance.epcis.context import Context, read_context
from provenance.epcis.master_data import date_problems
from provenance.epcis.problems import Path, Problem, pointer, shape, shown
from provenance.epcis.reading import read_event
from provenance.epcis.schema import DOCUMENTS, EVENTS
from provenance.events import Event, EventType
from provenance.text import Message

_DOCUMENT_SHAPES: Final = {kind: shape(schema) for kind, schema in DOCUMENTS.items()}
_EVENT_SHAPES: Final = {kind.value: shape(schema) for kind, schema in EVENTS.items()}
_EVENT_LISTS: Final[Mapping[str, Sequence[str]]] = {
    "EPCISDocument": ("epcisBody", "eventList"),
    "EPCISQueryDocument": ("epcisBody", "queryResults", "resultsBody", "eventList"),
}


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with the document it was read from, which carries the `@context` it needs."""

    event: Event
    document: Mapping[str, Any]


def read_json(data: bytes | str) -> object | Problem:
    """The JSON value, or why there is none: XML, or a mistake with its line and column."""
    if isinstance(data, str):
        data = data.encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] == b"<":
        return Problem("", Message("epcis-xml"))
    try:
        parsed: object = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        facts = {"line": str(error.lineno), "column": str(error.colno)}
        return Problem("", Message("epcis-not-json", facts))
    return parsed


def validate_document(document: object) -> Sequence[Problem]:
    """Everything wrong with a document apart from the clock; empty for a good one."""
    envelope = envelope_problems(document)
    if envelope or not isinstance(document, Mapping):
        return envelope
    return [
        problem
        for event, path, context in _events(document)
        for problem in _event_problems(event, path, context)
    ]


@dataclass(frozen=True, slots=True)
class Size:
    """How many events a document holds, and how many things their lists name together."""

    events: int
    things: int


def size(document: Mapping[str, Any]) -> Size:
    """The size of a document with a right envelope, whatever its events are."""
    events = [document] if document["type"] in _EVENT_SHAPES else _event_list(document)
    return Size(len(events), sum(thing_count(each) for each in events if isinstance(each, dict)))


def read_document(
    document: object,
    *,
    now: datetime,
    recorded_by: str | None = None,
    recorded_at: datetime | None = None,
) -> Sequence[ReadEvent | Problem]:
    """The events of an EPCISDocument, an EPCISQueryDocument or a bare event, in order.

    An event with problems gives these instead, and does not spoil the others; a document that is
    none gives its problems only. Events more than a day after `now` (aware) are refused.
    A repository that captures events gives them their record time, `recorded_at`, and drops
    whatever `recordTime` they bring (EPCIS 2.0, 7.4.1); without it theirs counts.
    """
    envelope = envelope_problems(document)
    if envelope or not isinstance(document, Mapping):
        return envelope
    results: list[ReadEvent | Problem] = []
    for event, path, context in _events(document):
        problems = _event_problems(event, path, context)
        problems = problems or list(future_problems(event, path, now))
        if problems:
            results.extend(problems)
        else:
            kept = event if recorded_at is None else _without_record_time(event)
            read = read_event(kept, context, now=recorded_at or now, recorded_by=recorded_by)
            results.append(ReadEvent(read, _with_context(document, kept)))
    return results


def envelope_problems(document: object) -> list[Problem]:
    """What is wrong with a document around its events, which are not looked at."""
    if isinstance(document, str | bytes):
        parsed = read_json(document)
        key = parsed.message if isinstance(parsed, Problem) else Message("epcis-not-a-document")
        return [Problem("", key)]
    if not isinstance(document, Mapping):
        return [Problem("", Message("epcis-not-a-document"))]
    kind = document.get("type")
    if not isinstance(kind, str):
        return [Problem("/type", Message("epcis-not-a-document"))]
    if kind in _EVENT_SHAPES:
        if "@context" in document:
            return []
        return [Problem("/@context", Message("epcis-missing", {"field": "@context"}))]
    if kind not in _DOCUMENT_SHAPES:
        return [Problem("/type", Message("epcis-not-a-document"))]
    envelope = _without_events(document, _EVENT_LISTS[kind])
    if problem := shape_problem(envelope, ()):
        return [problem]
    return _DOCUMENT_SHAPES[kind].problems(envelope, (), read_context(document.get("@context")))


def _without_events(value: Any, path: Sequence[str]) -> Any:
    """The document with an empty list of events: these are looked at one by one."""
    if not path:
        return [] if isinstance(value, list) else value
    if not isinstance(value, Mapping) or path[0] not in value:
        return value
    return {**value, path[0]: _without_events(value[path[0]], path[1:])}


def _events(document: Mapping[str, Any]) -> Iterator[tuple[Any, Path, Context]]:
    """The events with their paths and contexts; the document's context is read once."""
    context = read_context(document["@context"])
    if document["type"] in _EVENT_SHAPES:
        yield document, (), context
        return
    path = _EVENT_LISTS[document["type"]]
    for position, event in enumerate(_event_list(document)):
        own = event.get("@context") if isinstance(event, Mapping) else None
        inner = read_context(document["@context"], own) if own else context
        yield event, (*path, position), inner


def _event_list(document: Mapping[str, Any]) -> Sequence[Any]:
    events: Any = document
    for step in _EVENT_LISTS[document["type"]]:
        events = events[step]
    return cast("Sequence[Any]", events)


def _event_problems(event: object, path: Path, context: Context) -> list[Problem]:
    if not isinstance(event, Mapping):
        return [Problem(pointer(path), Message("epcis-not-an-object"))]
    kind = event.get("type")
    if not isinstance(kind, str) or kind not in _EVENT_SHAPES:
        known = ", ".join(kind.value for kind in EventType)
        facts = {"value": shown(kind), "known": known}
        return [Problem(pointer((*path, "type")), Message("epcis-not-an-event", facts))]
    if problem := bounds_problem(event, path):
        return [problem]
    return _EVENT_SHAPES[kind].problems(event, path, context) or [
        *problems_of(event, path),
        *date_problems(event.get("ilmd", {}), path, context),
    ]


def _without_record_time(event: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in event.items() if name != "recordTime"}


def _with_context(document: Mapping[str, Any], event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The event by itself, its own context after the document's."""
    if document["type"] in _EVENT_SHAPES:
        return event
    contexts = [
        part
        for declared in (document["@context"], event.get("@context", []))
        for part in (declared if isinstance(declared, list) else [declared])
    ]
    return {**event, "@context": contexts}
