"""EPCIS events: the evidence. Storing one marks the lots it speaks of as dirty (DESIGN, idea 3)."""

from asyncio import to_thread
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from pymongo import ASCENDING, IndexModel, UpdateMany, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from provenance.epcis import ReadEvent
from provenance.epcis.terms import Terms, terms
from provenance.events import Action, Event, EventType, MasterData
from provenance.store.collection import Collection, Document, Written
from provenance.store.lots import LOTS, MARK_DIRTY, NOT_BUILT, is_projected

LISTED = ("type", "biz_step", "disposition", "read_point", "biz_location")
"""Fields whose values are resources of their own, each with its events."""

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
        "terms": {"bsonType": "object"},
        "delivery": {"bsonType": "string"},
        "document": {"bsonType": "object"},
    },
    indexes=[
        *(
            IndexModel([(field, ASCENDING), ("time", ASCENDING), ("_id", ASCENDING)], name=field)
            for field in ("touched", *LISTED)
        ),
        *(
            IndexModel(
                [(field, ASCENDING), ("time", ASCENDING), ("_id", ASCENDING)],
                name=field,
                partialFilterExpression={field: {"$exists": True}},
            )
            for field in ("terms.trade_items", "terms.transactions")
        ),
        IndexModel([("time", ASCENDING), ("_id", ASCENDING)], name="time"),
        IndexModel([("recorded_at", ASCENDING), ("_id", ASCENDING)], name="recorded_at"),
        IndexModel([("transformation", ASCENDING)], name="transformation", sparse=True),
        IndexModel([("event_id", ASCENDING)]),
    ],
)

DUPLICATE_KEY = 11000
"""MongoDB's code for a key that is taken."""


BATCH = 500
"""Documents in one message to MongoDB: encoding more would hold up everything else."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is stored for whom, so that it can be repeated after its process was killed.

    Events keep the `id` of the delivery that brought them. Whoever takes over ends the transaction
    of a killed process by the id of its `session`.
    """

    id: str
    session: AsyncClientSession


T = TypeVar("T")


class Events:
    """Evidence by content: the same event handed in twice is stored once."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._events = database[EVENTS.name]
        self._lots = database[LOTS.name]

    async def capture(self, read: Sequence[ReadEvent], delivery: Delivery | None = None) -> Written:
        """Store new events and mark what they touch, in one transaction; all of them or none.

        A delivery that was interrupted before this returned is repeated whole, and ends as if it
        had not been. Thousands of events make a transaction of a second or two.
        """
        documents = await to_thread(_by_key, read, delivery)
        new, before = documents, 0
        while new and not await self._stored(list(new.values()), delivery):
            found = self._events.find({"_id": {"$in": list(new)}}, {"delivery": 1})
            known = {each["_id"]: each.get("delivery") async for each in found}
            if delivery and (own := [key for key in known if known[key] == delivery.id]):
                before += len(own)
                await self._mark_resting_on([new[key] for key in own])
            new = {key: document for key, document in new.items() if key not in known}
        if new:  # a passport that was stored while the transaction ran was not seen by it
            await self._mark_resting_on(list(new.values()))
        stored = before + len(new)
        return Written(stored, len(read) - stored)

    async def _mark_resting_on(self, documents: Sequence[Document]) -> None:
        await self._lots.bulk_write([_mark_of_resting_on(documents)])

    async def _stored(self, new: Sequence[Document], delivery: Delivery | None) -> bool:
        """Whether all could be stored; False, and nothing done, when one is there already.

        Evidence is new nearly always: asking beforehand would cost every capture a read.
        Marks come first: whoever writes a marked lot then waits for us, and not we for them.
        """
        marks = await to_thread(_marks, new)

        async def store(session: AsyncClientSession) -> None:
            for changes in _batches(marks):
                await self._lots.bulk_write(changes, ordered=False, session=session)
            for documents in _batches(new):
                await self._events.insert_many(documents, session=session)

        client = self._database.client
        opened = nullcontext(delivery.session) if delivery else client.start_session()
        try:
            async with opened as session:
                await session.with_transaction(store)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            return False
        return True

    async def named(self, event_id: str) -> list[Event]:
        """The events that bear an eventID: at most one, and the error declarations about it."""
        found = self._events.find({"event_id": event_id}, {"document": 0})
        return [event_from(document) async for document in found]

    async def about(self, names: Iterable[str]) -> list[Event]:
        """The events that touch any of these things, or belong to these transformationIDs."""
        wanted = list(names)
        found = self._events.find(
            {"$or": [{"touched": {"$in": wanted}}, {"transformation": {"$in": wanted}}]},
            {"document": 0, "terms": 0},
        )
        return [event_from(document) async for document in found]


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _marks(new: Sequence[Document]) -> list[UpdateOne | UpdateMany]:
    """What marks the passports of what the events name, and of what rests on that."""
    return [*_marks_of_named(new), _mark_of_resting_on(new)]


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


def _by_key(read: Sequence[ReadEvent], delivery: Delivery | None) -> dict[str, Document]:
    brought = {"delivery": delivery.id} if delivery else {}
    return {document["_id"]: document | brought for document in map(event_document, read)}


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
    touched = document["touched"] = sorted(event.touched)
    if found := _terms_document(terms(read.document, touched)):
        document["terms"] = found
    document["document"] = read.document
    return document


def _terms_document(found: Terms) -> Document:
    """Only what there is of it: most events have few of these."""
    document: Document = {
        name: list(values)
        for name in ("classes", "input_classes", "output_classes", "trade_items",
                     "transactions", "parties")
        if (values := getattr(found, name))
    }  # fmt: skip
    if found.fields:
        document["fields"] = [
            {key: value for key, value in asdict(field).items() if value is not None}
            for field in found.fields
        ]
    if found.declared_at:
        document["declared_at"] = found.declared_at
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
