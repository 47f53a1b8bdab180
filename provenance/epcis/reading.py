"""A valid EPCIS event document as the event that the rules read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from provenance.epcis import vocabulary
from provenance.epcis.context import Context
from provenance.epcis.hashing import event_hash, instant
from provenance.epcis.identifiers import things
from provenance.epcis.master_data import master_data
from provenance.epcis.vocabulary import Vocabulary
from provenance.events import Action, Event, EventType


def read_event(
    event: Mapping[str, Any], context: Context, *, now: datetime, recorded_by: str | None
) -> Event:
    """The event; `now` stands in for an absent recordTime, the hash id for an absent eventID."""
    hash_id = event_hash(event, context)
    declaration = event.get("errorDeclaration")
    certifications = event.get("certificationInfo", ())
    children = (*_epcs(event, "epcList", "quantityList"),
                *_epcs(event, "childEPCs", "childQuantityList"))  # fmt: skip
    return Event(
        id=event.get("eventID", hash_id),
        hash=hash_id,
        type=EventType(event["type"]),
        time=instant(event["eventTime"]),
        recorded_at=instant(event["recordTime"]) if "recordTime" in event else now,
        recorded_by=recorded_by,
        action=Action(event["action"]) if "action" in event else None,
        biz_step=_word(vocabulary.BIZ_STEP, event.get("bizStep"), context),
        disposition=_word(vocabulary.DISPOSITION, event.get("disposition"), context),
        read_point=_place(event.get("readPoint")),
        biz_location=_place(event.get("bizLocation")),
        things=_distinct(children),
        parent=things(event["parentID"])[-1] if "parentID" in event else None,
        inputs=_distinct(_epcs(event, "inputEPCList", "inputQuantityList")),
        outputs=_distinct(_epcs(event, "outputEPCList", "outputQuantityList")),
        transformation=things(event["transformationID"])[-1]
        if "transformationID" in event
        else None,
        sources=_distinct(item["source"] for item in event.get("sourceList", ())),
        destinations=_distinct(item["destination"] for item in event.get("destinationList", ())),
        master_data=master_data(event["ilmd"], context) if "ilmd" in event else None,
        certifications=(certifications,)
        if isinstance(certifications, str)
        else tuple(certifications),
        refutes=declaration is not None,
        corrected_by=tuple(declaration.get("correctiveEventIDs", ())) if declaration else (),
    )


def _epcs(event: Mapping[str, Any], epcs: str, quantities: str) -> tuple[str, ...]:
    return (
        *event.get(epcs, ()),
        *(element["epcClass"] for element in event.get(quantities, ())),
    )


def _distinct(uris: Iterable[str]) -> tuple[str, ...]:
    """What the URIs name, each once, in order."""
    return tuple(dict.fromkeys(thing for uri in uris for thing in things(uri)))


def _word(words: Vocabulary, value: str | None, context: Context) -> str | None:
    return None if value is None else words.word(context.expanded(value))


def _place(place: Mapping[str, Any] | None) -> str | None:
    return things(place["id"])[0] if place else None
