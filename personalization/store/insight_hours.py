"""Hours of a store, counted once from its events; counting again gives the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from personalization.insights.event import EventKind
from personalization.insights.exposure import Shown
from personalization.insights.hours import HOUR, Cell
from personalization.store.insights import INSIGHT_EVENTS
from provenance.store.collection import Collection, Document

_COUNT: Final = {"bsonType": ["int", "long"]}
_PART: Final = {"bsonType": ["string", "null"]}
_COUNTS: Final = (
    "visitors", "scans", "shown", "withheld", "adds", "pick_ups", "dwells", "ignores",
)  # fmt: skip

INSIGHT_HOURS = Collection(
    name="insight_hours",
    required=("store", "hour", "zone", "product", "offer", *_COUNTS, "dwell_seconds"),
    properties={
        "store": {"bsonType": "string"},
        "hour": {"bsonType": "date"},
        "zone": _PART,
        "product": _PART,
        "offer": _PART,
        **dict.fromkeys(_COUNTS, _COUNT),
        "dwell_seconds": {"bsonType": ["double", "int", "long"]},
    },
    indexes=(
        IndexModel([("store", ASCENDING), ("hour", ASCENDING), ("zone", ASCENDING)]),
        IndexModel([("offer", ASCENDING), ("hour", ASCENDING)]),
        IndexModel([("product", ASCENDING), ("hour", ASCENDING)]),
    ),
)
"""By store, hour, zone, product and offer: `personalization.insights.hours.Cell`. No visit, no
shopper: these stay."""


class InsightHours:
    """The counted hours of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = database[INSIGHT_EVENTS.name]
        self._hours = database[INSIGHT_HOURS.name]

    async def count(self, store: str, hour: datetime) -> None:
        """Count an hour of a store from the events that are kept."""
        span = {"$gte": hour, "$lt": hour + HOUR}
        counted = await self._events.aggregate(
            [
                {"$match": {"store": store, "at": span}},
                {"$set": {"cell": _CELLS}},
                {"$unwind": "$cell"},
                {"$group": {"_id": {"cell": "$cell", "visit": "$visit"}, **_SUMS}},
                {"$group": {"_id": "$_id.cell", **_SUMS_OF_VISITS}},
                {"$replaceWith": _cell_document(store, hour)},
                {"$merge": {"into": INSIGHT_HOURS.name, "whenMatched": "replace"}},
            ]
        )
        await counted.to_list()

    async def between(
        self, stores: Sequence[str], since: datetime, until: datetime
    ) -> Sequence[Cell]:
        """All cells of hours that begin in `since` ≤ hour < `until`, by hour."""
        wanted = {"store": {"$in": list(stores)}, "hour": {"$gte": since, "$lt": until}}
        return [_cell(each) async for each in self._hours.find(wanted).sort("hour", ASCENDING)]


def _kind_is(kind: EventKind) -> Document:
    return {"$eq": ["$kind", kind.value]}


def _counted(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}


_IS_SHOWN: Final = {"$eq": ["$shown", Shown.SHOWN.value]}
_IS_EXPOSURE: Final = _kind_is(EventKind.EXPOSURE)
_SUMS: Final[Document] = {
    "scans": _counted(_kind_is(EventKind.SCAN)),
    "shown": _counted({"$and": [_IS_EXPOSURE, _IS_SHOWN]}),
    "withheld": _counted({"$and": [_IS_EXPOSURE, {"$not": [_IS_SHOWN]}]}),
    "adds": _counted(_kind_is(EventKind.ADD)),
    "pick_ups": _counted(_kind_is(EventKind.PICK_UP)),
    "dwells": _counted(_kind_is(EventKind.DWELL)),
    "ignores": _counted(_kind_is(EventKind.IGNORE)),
    "dwell_seconds": {"$sum": {"$ifNull": ["$seconds", 0]}},
}
_SUMS_OF_VISITS: Final[Document] = {
    "visitors": _counted({"$gt": ["$_id.visit", None]}),
    **{name: {"$sum": f"${name}"} for name in _SUMS},
}


def _cells_about(part: str) -> Document:
    """With and without the zone, with and without a part; fewer where the event has none."""
    zone, about = {"$ifNull": ["$zone", None]}, {"$ifNull": [f"${part}", None]}
    nothing: Document = dict.fromkeys(("product", "offer"))
    cells = [
        {"zone": of_zone, **nothing, part: of_part}
        for of_zone in (zone, None)
        for of_part in (about, None)
    ]
    return {"$setUnion": [cells]}


_CELLS: Final[Document] = {"$cond": [_IS_EXPOSURE, _cells_about("offer"), _cells_about("product")]}


def _cell_document(store: str, hour: datetime) -> Document:
    parts = {name: f"$_id.{name}" for name in ("zone", "product", "offer")}
    keys = [{"$ifNull": [part, ""]} for part in parts.values()]
    bars: list[Any] = [each for key in keys for each in ("|", key)]
    return {
        "_id": {"$concat": [{"$literal": f"{store}|{hour:%Y-%m-%dT%H}"}, *bars]},
        "v": {"$literal": INSIGHT_HOURS.version},
        "store": {"$literal": store},
        "hour": hour,
        **parts,
        "visitors": "$visitors",
        **{name: f"${name}" for name in _SUMS},
    }


def _cell(document: Document) -> Cell:
    return Cell(
        store=document["store"],
        hour=document["hour"],
        zone=document["zone"],
        product=document["product"],
        offer=document["offer"],
        dwell_seconds=float(document["dwell_seconds"]),
        **{name: document[name] for name in _COUNTS},
    )
