"""EPCIS events: the evidence. Storing one marks the lots it speaks of as dirty (DESIGN, idea 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.epcis import ReadEvent
from provenance.events import Action, Event, EventType, MasterData
from provenance.store.collection import Collection, Document, Written
from provenance.store.lots import LOTS, MARK_DIRTY, NOT_BUILT, is_projected

EVENTS = Collection(
    name="events",
    required=["event_id", "hash", "type", "time", "recorded_at", "touched", "document"],
    properties={
        "event_id": {"bsonType": "string"},
        "hash": {"bsonType": "string"},
        "type": {"enum": [kind.value for kind in EventType]},
        "time": {"bsonType": "date"},
        "recorded_at": {"bsonType": "date"},
        "touched": {"bsonType": "array", "items": {"bsonType": "string"}},
        "document": {"bsonType": "object"},
    },
    indexes=[
        IndexModel([("touched", ASCENDING)]),
        IndexModel([("transformation", ASCENDING)], name="transformation", sparse=True),
        IndexModel([("event_id", ASCENDING)]),
    ],
)


class Events:
    """Evidence by content: the same event handed in twice is stored once."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._events = database[EVENTS.name]
        self._lots = database[LOTS.name]

    async def capture(self, read: Sequence[ReadEvent]) -> Written:
        """Store new events and mark what they touch, in one transaction.

        Any number is taken; hand in some hundreds at a time to keep transactions short.
        """
        documents = {document["_id"]: document for document in map(event_document, read)}

        async def store(session: AsyncClientSession) -> list[Document]:
            known = self._events.find(
                {"_id": {"$in": list(documents)}}, {"_id": 1}, session=session
            )
            present = {document["_id"] async for document in known}
            new = [document for key, document in documents.items() if key not in present]
            if new:
                await self._events.insert_many(new, session=session)
                await self._mark_named(new, session)
                await self._mark_resting_on(new, session)
            return new

        async with self._database.client.start_session() as session:
            new = await session.with_transaction(store)
        if new:
            # A passport that was stored while the transaction ran was not seen by it.
            await self._mark_resting_on(new)
        return Written(len(new), len(read) - len(new))

    async def _mark_named(self, new: Sequence[Document], session: AsyncClientSession) -> None:
        """The lots and instances that the events speak of, known or not."""
        named = {thing for document in new for thing in document["touched"] if is_projected(thing)}
        change = {"$setOnInsert": NOT_BUILT, **MARK_DIRTY}
        marks = [UpdateOne({"_id": thing}, change, upsert=True) for thing in sorted(named)]
        if marks:
            await self._lots.bulk_write(marks, ordered=False, session=session)

    async def _mark_resting_on(
        self, new: Sequence[Document], session: AsyncClientSession | None = None
    ) -> None:
        """Every passport whose story rests on something that the events speak of."""
        names = {name for document in new for name in document["touched"]}
        names |= {document["transformation"] for document in new if "transformation" in document}
        earliest = min(document["time"] for document in new)
        rests_on = {"name": {"$in": sorted(names)}, "until": {"$gte": earliest}}
        await self._lots.update_many(
            {"lineage": {"$elemMatch": rests_on}}, MARK_DIRTY, session=session
        )

    async def about(self, names: Iterable[str]) -> list[Event]:
        """The events that touch any of these things, or belong to these transformationIDs."""
        wanted = list(names)
        found = self._events.find(
            {"$or": [{"touched": {"$in": wanted}}, {"transformation": {"$in": wanted}}]},
            {"document": 0},
        )
        return [event_from(document) async for document in found]


def event_document(read: ReadEvent) -> Document:
    """How an event is stored; its key is its content's hash, apart for an error declaration."""
    event = read.event
    fields = {key: value for key, value in asdict(event).items() if value not in (None, (), False)}
    if event.master_data:
        fields["master_data"] = {
            key: value.isoformat() for key, value in asdict(event.master_data).items() if value
        }
    fields["event_id"] = fields.pop("id")
    return {
        "_id": f"{event.hash}|{event.recorded_at.isoformat()}" if event.refutes else event.hash,
        "v": EVENTS.version,
        **fields,
        "touched": sorted(event.touched),
        "document": read.document,
    }


def event_from(document: Document) -> Event:
    """The event as the rules read it."""
    fields: Document = {
        key: tuple(value) if isinstance(value := document[key], list) else value
        for key in _PLAIN
        if key in document
    }
    dates = document.get("master_data")
    return Event(
        id=document["event_id"],
        type=EventType(document["type"]),
        action=Action(document["action"]) if "action" in document else None,
        master_data=MasterData(**{key: date.fromisoformat(text) for key, text in dates.items()})
        if dates
        else None,
        **fields,
    )


_PLAIN = tuple(
    name for name in Event.__slots__ if name not in {"id", "type", "action", "master_data"}
)
