"""Asking for events: pages of a query, what bears an eventID, and what there is to ask for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final

from pymongo import ASCENDING, DESCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ExecutionTimeout

from provenance.epcis.query import EventQuery, Inside, OrderBy
from provenance.store.collection import Document
from provenance.store.event_filter import filter_of
from provenance.store.events import EVENTS
from provenance.store.places import PLACES

PATIENCE_MS: Final = 10_000
"""How long a question may take: one that no index answers shall not hold up the others."""
PAGE_BYTES: Final = 8 * 1024 * 1024
"""A page ends early once its events are this large together."""
DEEPEST: Final = 20
"""Levels of places in places that are looked through."""

_TIMES: Final = {OrderBy.EVENT_TIME: "time", OrderBy.RECORD_TIME: "recorded_at"}
_STORED: Final = {"event_id": 1, "recorded_at": 1, "time": 1, "document": 1}


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as captured (`document`, with its `@context`), its eventID and record time."""

    id: str
    recorded_at: datetime
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: time and key of its last event, and what is left of the limit."""

    time: datetime
    key: str
    left: int | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events in order; `next` is None on the last page."""

    events: Sequence[StoredEvent]
    next: Position | None


class NoPage(Enum):
    """Why there is no page."""

    TOO_LARGE = auto()
    """More events than the query allows (maxEventCount)."""
    TOO_COMPLEX = auto()
    """It took longer than `PATIENCE_MS`."""


class EventQueries:
    """Questions about the events, each carried by an index where its conditions allow it.

    Pages go on from the last event by time and key, so that new events move nothing.
    """

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = database[EVENTS.name]
        self._places = database[PLACES.name]

    async def page(
        self, query: EventQuery, size: int, after: Position | None = None
    ) -> EventPage | NoPage:
        """Up to `size` events after a position, or from the beginning."""
        try:
            wanted = filter_of(query, await self._inside(query))
            if query.most is not None and after is None:
                most = query.most + 1
                count = await self._events.count_documents(
                    wanted, limit=most, maxTimeMS=PATIENCE_MS
                )
                if count == most:
                    return NoPage.TOO_LARGE
            return await self._page(wanted, query, size, after)
        except ExecutionTimeout:
            return NoPage.TOO_COMPLEX

    async def bearing(self, event_id: str) -> Sequence[StoredEvent]:
        """The event with an eventID and its error declarations, as they were recorded."""
        found = self._events.find({"event_id": event_id}, _STORED, max_time_ms=PATIENCE_MS)
        ordered = found.sort([("recorded_at", ASCENDING), ("_id", ASCENDING)])
        return [_stored(document) async for document in ordered]

    async def listed(self, field: str, size: int, after: str | None) -> Sequence[str]:
        """Up to `size` values of a field of `events.LISTED`, or of `touched`, in order.

        Each is looked up in the index behind the one before it, however many events share it.
        """
        found: list[str] = []
        async for value in self._values(field, after or ""):
            found.append(value)
            if len(found) == size:
                break
        return found

    async def _values(self, field: str, last: str) -> AsyncIterator[str]:
        while True:
            keys = self._events.find(
                {field: {"$gt": last}}, hint=field, limit=1, return_key=True
            )  # sorted by the index; asking for the order would sort by each event's first value
            key = await keys.to_list()
            if not key:
                return
            last = key[0][field]
            yield last

    async def _page(
        self, wanted: Document, query: EventQuery, size: int, after: Position | None
    ) -> EventPage:
        field = _TIMES[query.order_by]
        direction = DESCENDING if query.descending else ASCENDING
        left = after.left if after else query.limit
        count = size if left is None else min(size, left)
        cursor = self._events.find(
            {"$and": [wanted, _beyond(field, query, after)]} if after else wanted,
            {**_STORED, "size": {"$bsonSize": "$$ROOT"}},
            sort=[(field, direction), ("_id", direction)],
            limit=count + 1,
            max_time_ms=PATIENCE_MS,
        )
        page: list[Document] = []
        size_of_page = 0
        async with cursor:
            async for document in cursor:
                if len(page) == count or (page and size_of_page + document["size"] > PAGE_BYTES):
                    break
                page.append(document)
                size_of_page += document["size"]
            else:
                return EventPage([_stored(each) for each in page], None)
        left = None if left is None else left - len(page)
        last = Position(page[-1][field], page[-1]["_id"], left)
        return EventPage([_stored(each) for each in page], None if left == 0 else last)

    async def _inside(self, query: EventQuery) -> Mapping[str, Sequence[str]]:
        """What stands, at any depth, in the places that the query asks within."""
        asked = {
            place for each in query.conditions if isinstance(each, Inside) for place in each.places
        }
        if not asked:
            return {}
        below = {
            "from": PLACES.name,
            "startWith": "$_id",
            "connectFromField": "_id",
            "connectToField": "parent",
            "as": "below",
            "maxDepth": DEEPEST,
        }
        cursor = await self._places.aggregate(
            [
                {"$match": {"epc": {"$in": sorted(asked)}}},
                {"$graphLookup": below},
                {"$project": {"epc": 1, "below.epc": 1}},
            ],
            maxTimeMS=PATIENCE_MS,
        )
        return {
            place["epc"]: [each["epc"] for each in place["below"] if "epc" in each]
            async for place in cursor
        }


def _beyond(field: str, query: EventQuery, after: Position) -> Document:
    """What comes after a position; the time by itself bounds indexes that the key does not."""
    operator = "$lt" if query.descending else "$gt"
    return {
        field: {f"{operator}e": after.time},
        "$or": [
            {field: {operator: after.time}},
            {field: after.time, "_id": {operator: after.key}},
        ],
    }


def _stored(document: Document) -> StoredEvent:
    return StoredEvent(document["event_id"], document["recorded_at"], document["document"])
