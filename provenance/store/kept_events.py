"""Stored events as they lie there, beside what their own documents say they should be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import BSON, CodecOptions
from pymongo.asynchronous.database import AsyncDatabase

from provenance.epcis import ReadEvent
from provenance.passport import Passport
from provenance.store.collection import Document
from provenance.store.events import EVENTS, event_document
from provenance.store.lots import LOTS, passport_document

_AWARE: CodecOptions[Document] = CodecOptions(tz_aware=True)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as stored: its key, what was read from it at capture, and its document.

    The recorder and the record time (UTC) are what we noted ourselves at capture: None where
    somebody took them out.
    """

    key: str
    fields: Mapping[str, Any]
    document: Mapping[str, Any]
    recorded_by: str | None
    recorded_at: datetime | None

    @property
    def event_id(self) -> str:
        """Its eventID as far as it is still there, else its key."""
        return str(self.fields.get("event_id", self.key))


@dataclass(frozen=True, slots=True)
class KeptPassport:
    """A passport as stored; `revision` counts changes of evidence, `dirty` says it is behind."""

    fields: Mapping[str, Any]
    revision: int
    dirty: bool

    @property
    def steps(self) -> Sequence[str]:
        """The hashes of the events that its journey tells."""
        return [str(step["hash"]) for step in self.fields.get("steps", ())]

    @property
    def lineage(self) -> Sequence[str]:
        """The names of all that its story rests on."""
        return [str(each["name"]) for each in self.fields.get("lineage", ())]


class KeptEvents:
    """What lies in the database about a lot, unread by any rule."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = database[EVENTS.name]
        self._lots = database[LOTS.name]

    async def passport(self, thing: str) -> KeptPassport | None:
        """A thing's passport; None where no evidence ever named it."""
        found = await self._lots.find_one({"_id": thing})
        if found is None:
            return None
        return KeptPassport(found, found["revision"], found["dirty"])

    async def of(self, names: Iterable[str], keys: Iterable[str], *, most: int) -> list[KeptEvent]:
        """The events that touch any of these things, or lie under these keys; at most so many."""
        asked = {"$in": list(names)}
        wanted = [{"touched": asked}, {"transformation": asked}, {"_id": {"$in": list(keys)}}]
        return [
            _kept(document) async for document in self._events.find({"$or": wanted}, limit=most)
        ]


def _kept(document: Document) -> KeptEvent:
    return KeptEvent(
        key=document["_id"],
        fields={name: value for name, value in document.items() if name != "document"},
        document=document.get("document", {}),
        recorded_by=document.get("recorded_by"),
        recorded_at=document.get("recorded_at"),
    )


def stored_event(read: ReadEvent) -> Mapping[str, Any]:
    """What stands beside an event's document, as the database gives it back."""
    fields = {name: value for name, value in event_document(read).items() if name != "document"}
    return _given_back(fields)


def stored_passport(passport: Passport) -> Mapping[str, Any]:
    """A passport as the database gives it back, without its key and state."""
    return _given_back(passport_document(passport))


def _given_back(document: Document) -> Mapping[str, Any]:
    """Times lose what is below a millisecond, tuples become lists."""
    return BSON.encode(document).decode(_AWARE)
