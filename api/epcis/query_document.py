"""Events as an EPCISQueryDocument (EPCIS 2.0, 10.2 and 12.7), each as it was captured.

Added is what the repository knows: the record time, and the eventID of events that came without.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from api.epcis.capture_job import utc
from api.epcis.formats import EpcFormat, as_link, is_link, translated
from api.epcis.single_event import CONTEXT
from provenance.store.event_query import StoredEvent


def query_document(
    events: Sequence[StoredEvent], wanted: EpcFormat, now: datetime
) -> tuple[dict[str, Any], EpcFormat]:
    """The document, and the format that its identifiers really have.

    What the contexts of all events begin with is said once; the rest stays with each event.
    """
    contexts = [_parts(event.document["@context"]) for event in events]
    shared = _common_beginning(contexts)
    listed = [_told(event, own[len(shared) :]) for event, own in zip(events, contexts, strict=True)]
    if wanted is EpcFormat.LINK:
        listed = [translated(event, as_link) for event in listed]
    elif wanted is EpcFormat.URN and _any_link(listed):
        wanted = EpcFormat.NEVER
    results = {"queryName": "SimpleEventQuery", "resultsBody": {"eventList": listed}}
    document = {
        "@context": shared or [CONTEXT],
        "type": "EPCISQueryDocument",
        "schemaVersion": "2.0",
        "creationDate": utc(now),
        "epcisBody": {"queryResults": results},
    }
    return document, wanted


def _parts(context: Any) -> list[Any]:
    return list(context) if isinstance(context, list) else [context]


def _common_beginning(contexts: Sequence[Sequence[Any]]) -> list[Any]:
    shared: list[Any] = []
    for parts in zip(*contexts, strict=False):
        if any(part != parts[0] for part in parts):
            break
        shared.append(parts[0])
    return shared


def _told(event: StoredEvent, own: Sequence[Any]) -> dict[str, Any]:
    told = {name: value for name, value in event.document.items() if name != "@context"}
    told |= {"eventID": event.id, "recordTime": utc(event.recorded_at)}
    return {"@context": list(own), **told} if own else told


def _any_link(events: Sequence[Mapping[str, Any]]) -> bool:
    found: list[str] = []

    def kept(uri: str) -> str:
        if is_link(uri):
            found.append(uri)
        return uri

    for event in events:
        translated(event, kept)
    return bool(found)
