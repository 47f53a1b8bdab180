"""EPCIS events: the evidence. Storing one marks the lots it speaks of as dirty (DESIGN, idea 3)."""

from collections.abc import Iterable, Sequence
from datetime import date

from pymongo import ASCENDING, IndexModel, UpdateMany, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

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

DUPLICATE_KEY = 11000
"""MongoDB's code for a key that is taken."""


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
        new = {document["_id"]: document for document in map(event_document, read)}
        while new and not await self._stored(list(new.values())):
            known = self._events.find({"_id": {"$in": list(new)}}, {"_id": 1})
            for document in await known.to_list():
                del new[document["_id"]]
        return Written(len(new), len(read) - len(new))

    async def _stored(self, new: Sequence[Document]) -> bool:
        """Whether all could be stored; False, and nothing done, when one is there already.

        Evidence is new nearly always: asking beforehand would cost every capture a read.
        """
        rests_on = _mark_of_resting_on(new)

        async def store(session: AsyncClientSession) -> None:
            await self._events.insert_many(new, session=session)
            await self._lots.bulk_write(
                [*_marks_of_named(new), rests_on], ordered=False, session=session
            )

        try:
            async with self._database.client.start_session() as session:
                await session.with_transaction(store)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            return False
        # A passport that was stored while the transaction ran was not seen by it.
        await self._lots.bulk_write([rests_on])
        return True

    async def about(self, names: Iterable[str]) -> list[Event]:
        """The events that touch any of these things, or belong to these transformationIDs."""
        wanted = list(names)
        found = self._events.find(
            {"$or": [{"touched": {"$in": wanted}}, {"transformation": {"$in": wanted}}]},
            {"document": 0},
        )
        return [event_from(document) async for document in found]


def _marks_of_named(new: Sequence[Document]) -> list[UpdateOne]:
    """For the lots and instances that the events speak of, known or not."""
    named = {thing for document in new for thing in document["touched"] if is_projected(thing)}
    change = {"$setOnInsert": NOT_BUILT, **MARK_DIRTY}
    return [UpdateOne({"_id": thing}, change, upsert=True) for thing in sorted(named)]


def _mark_of_resting_on(new: Sequence[Document]) -> UpdateMany:
    """For every passport whose story rests on something that the events speak of."""
    names = {name for document in new for name in document["touched"]}
    names |= {document["transformation"] for document in new if "transformation" in document}
    earliest = min(document["time"] for document in new)
    rests_on = {"name": {"$in": sorted(names)}, "until": {"$gte": earliest}}
    return UpdateMany({"lineage": {"$elemMatch": rests_on}}, MARK_DIRTY)


def event_document(read: ReadEvent) -> Document:
    """How an event is stored; its key is its content's hash, apart for an error declaration."""
    event = read.event
    key = event.hash
    if event.refutes:  # it has the hash of what it takes back
        key += f"|{read.document['errorDeclaration']['declarationTime']}"
    document: Document = {
        "_id": key,
        "v": EVENTS.version,
        "event_id": event.id,
        "type": event.type.value,
    }
    if event.action:
        document["action"] = event.action.value
    if event.master_data:
        document["master_data"] = {
            key: day.isoformat()
            for key in MasterData.__slots__
            if (day := getattr(event.master_data, key))
        }
    document.update((name, value) for name in _PLAIN if (value := getattr(event, name)))
    document["touched"] = sorted(event.touched)
    document["document"] = read.document
    return document


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
