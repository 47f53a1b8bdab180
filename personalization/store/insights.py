"""Shopper events as they came, for 90 days, and which hours are due to be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.insights.event import EventKind, ShopperEvent
from personalization.insights.exposure import Shown
from personalization.insights.hours import hour_of
from provenance.store.collection import Collection, Document

EVENTS_KEPT = timedelta(days=90)

_TEXT = {"bsonType": "string"}

INSIGHT_EVENTS = Collection(
    name="insight_events",
    required=("kind", "at", "store"),
    properties={
        "_id": _TEXT,
        "kind": {"enum": [kind.value for kind in EventKind]},
        "at": {"bsonType": "date"},
        "store": _TEXT,
        "visit": _TEXT,
        "zone": _TEXT,
        "product": _TEXT,
        "seconds": {"bsonType": "double"},
        "offer": _TEXT,
        "shown": {"enum": [shown.value for shown in Shown]},
        "experiment": _TEXT,
        "variant": {"bsonType": "int"},
        "shopper": _TEXT,
    },
    indexes=(
        IndexModel(
            [("at", ASCENDING)],
            name="at",
            expireAfterSeconds=int(EVENTS_KEPT.total_seconds()),
        ),
        IndexModel([("store", ASCENDING), ("at", ASCENDING)]),
        IndexModel([("visit", ASCENDING), ("at", ASCENDING)]),
        IndexModel(
            [("shopper", ASCENDING), ("at", ASCENDING)],
            partialFilterExpression={"shopper": {"$type": "string"}},
        ),
    ),
)
"""By the sender and its id of the event, exposures by theirs. Fields that nobody told are absent.
`visit` is a pseudonym; `shopper` is a session that agreed to ANALYTICS."""

INSIGHT_DUE = Collection(
    name="insight_due",
    required=("store", "hour", "marked"),
    properties={
        "store": _TEXT,
        "hour": {"bsonType": "date"},
        "marked": {"bsonType": ["int", "long"]},
    },
)
"""Hours of a store with events that are not counted yet; `marked` tells whether more came."""


@dataclass(frozen=True, slots=True)
class DueHour:
    """An hour of a store to be counted (again)."""

    store: str
    hour: datetime
    marked: int


class InsightEvents:
    """The events of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = database[INSIGHT_EVENTS.name]
        self._due = database[INSIGHT_DUE.name]

    async def record(
        self,
        events: Sequence[ShopperEvent],
        *,
        shopper: str | None = None,
        session: AsyncClientSession | None = None,
    ) -> int:
        """Keep events, each once; how many were new.

        `shopper` is a session that agreed to their being kept with it. Afterwards say with
        `mark_due` that their hours have changed.
        """
        writes = [
            UpdateOne({"_id": event.id}, {"$setOnInsert": _document(event, shopper)}, upsert=True)
            for event in events
        ]
        written = await self._events.bulk_write(writes, ordered=False, session=session)
        return written.upserted_count

    async def mark_due(self, events: Iterable[ShopperEvent]) -> None:
        """The hours of these events have to be counted (again)."""
        hours = sorted({(event.store, hour_of(event.at)) for event in events})
        await self._due.bulk_write([_marked(store, hour) for store, hour in hours], ordered=False)

    async def due(self, most: int) -> Sequence[DueHour]:
        """Hours to be counted, the oldest first."""
        cursor = self._due.find().sort("hour", ASCENDING).limit(most)
        return [DueHour(each["store"], each["hour"], each["marked"]) async for each in cursor]

    async def counted(self, due: DueHour) -> None:
        """The hour was counted; it stays due when more came meanwhile."""
        await self._due.delete_one({"_id": _due_key(due.store, due.hour), "marked": due.marked})

    async def busy_visits(
        self, visits: Iterable[str], since: datetime, most: int
    ) -> frozenset[str]:
        """Those of which at least `most` events since then are kept."""
        wanted = sorted(set(visits))
        if not wanted:
            return frozenset()
        found = await self._events.aggregate(
            [
                {"$match": {"visit": {"$in": wanted}, "at": {"$gte": since}}},
                {"$group": {"_id": "$visit", "count": {"$sum": 1}}},
                {"$match": {"count": {"$gte": most}}},
            ]
        )
        return frozenset([each["_id"] async for each in found])


def _marked(store: str, hour: datetime) -> UpdateOne:
    begun = {"v": INSIGHT_DUE.version, "store": store, "hour": hour}
    change = {"$inc": {"marked": 1}, "$setOnInsert": begun}
    return UpdateOne({"_id": _due_key(store, hour)}, change, upsert=True)


def _due_key(store: str, hour: datetime) -> str:
    return f"{store}|{hour:%Y-%m-%dT%H}"


def _document(event: ShopperEvent, shopper: str | None) -> Document:
    fields: Document = {
        "v": INSIGHT_EVENTS.version,
        "kind": event.kind.value,
        "at": event.at,
        "store": event.store,
        "visit": event.visit,
        "zone": event.zone,
        "product": event.product,
        "seconds": event.seconds,
        "shopper": shopper,
    }
    if exposure := event.exposure:
        fields |= {
            "offer": exposure.offer,
            "shown": exposure.shown.value,
            "experiment": exposure.experiment,
            "variant": exposure.variant,
        }
    return {name: value for name, value in fields.items() if value is not None}
