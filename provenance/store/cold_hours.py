"""Checkpoints of the cold chain: the totals of each place and hour, made from its readings."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.collection import AsyncCollection

from provenance.coldchain.integrals import HourTotals, Integrals
from provenance.coldchain.series import HOUR_MS, Sample, from_ms, hour_of, to_ms
from provenance.coldchain.values import Window
from provenance.store.collection import Collection, Document

BY_PLACE = IndexModel([("place", ASCENDING), ("hour", ASCENDING)], name="place_hour")
COLD_HOURS = Collection(
    "cold_hours",
    ("place", "hour", "totals", "samples"),
    {
        "place": {"bsonType": "string"},
        "hour": {"bsonType": "date"},
        "totals": {"bsonType": "object", "additionalProperties": {"bsonType": "double"}},
        "previous": {"bsonType": "array", "minItems": 2, "maxItems": 2},
        "samples": {"bsonType": "object", "minProperties": 1},
        "following": {"bsonType": "array", "minItems": 2, "maxItems": 2},
    },
    (BY_PLACE,),
)
COLD_PLACES = Collection("cold_places", ("revision",), {"revision": {"bsonType": "int"}})
"""One document a place: writers of its checkpoints queue at it."""

Moment = tuple[str, int]
"""A place and a time (ms since 1970)."""


def hour_key(hour: int) -> str:
    """An hour (ms since 1970) in a document's _id: `2026-11-21T14Z`."""
    return from_ms(hour).strftime("%Y-%m-%dT%HZ")


def hour_totals_document(place: str, hour: HourTotals, integrals: Integrals) -> Document:
    """The stored shape; samples are keyed by the milliseconds since the hour began."""
    document: Document = {
        "_id": f"{place}|{hour_key(hour.start)}",
        "v": COLD_HOURS.version,
        "place": place,
        "hour": from_ms(hour.start),
        "totals": dict(zip(integrals.ids, hour.totals, strict=True)),
        "samples": {str(sample.ms - hour.start): sample.celsius for sample in hour.samples},
    }
    if hour.previous:
        document["previous"] = list(hour.previous)
    if hour.following:
        document["following"] = list(hour.following)
    return document


def hour_totals_from(document: Document, integrals: Integrals) -> HourTotals | None:
    """The checkpoint for some integrals; None when it was made before they were kept."""
    totals = document["totals"]
    if any(key not in totals for key in integrals.ids):
        return None
    start = to_ms(document["hour"])
    previous, following = document.get("previous"), document.get("following")
    return HourTotals(
        start,
        [totals[key] for key in integrals.ids],
        Sample(*previous) if previous else None,
        [Sample(start + int(ms), celsius) for ms, celsius in document["samples"].items()],
        Sample(*following) if following else None,
    )


async def checkpoints_at(
    collection: AsyncCollection[Document], moments: set[Moment], integrals: Integrals
) -> Mapping[Moment, HourTotals]:
    """For each moment the checkpoint from which its totals follow; none for a place unread.

    One read by _id finds those in or just after an hour with samples, the usual case; others
    (a silent sensor, a time before the first sample) ask by place, each on its own.
    """
    ids = {
        f"{place}|{hour_key(hour_of(ms) - back)}" for place, ms in moments for back in (0, HOUR_MS)
    }
    if not ids:
        return {}
    fields = _fields(integrals)
    found = {
        document["_id"]: document
        async for document in collection.find(
            {"_id": {"$in": sorted(ids)}}, fields, batch_size=len(ids)
        )
    }
    documents = {
        (place, ms): found.get(f"{place}|{hour_key(hour_of(ms))}")
        or found.get(f"{place}|{hour_key(hour_of(ms) - HOUR_MS)}")
        for place, ms in moments
    }
    silent = [moment for moment, document in documents.items() if document is None]
    nearest = await asyncio.gather(
        *(_nearest(collection, place, ms, fields) for place, ms in silent)
    )
    documents.update(zip(silent, nearest, strict=True))
    return {
        moment: hour
        for moment, document in documents.items()
        if document is not None and (hour := hour_totals_from(document, integrals)) is not None
    }


async def _nearest(
    collection: AsyncCollection[Document], place: str, ms: int, fields: Mapping[str, Any]
) -> Document | None:
    """The last checkpoint before a time, else the place's first one."""
    before = {"place": place, "hour": {"$lte": from_ms(hour_of(ms))}}
    return await collection.find_one(
        before, fields, sort=[("hour", DESCENDING)]
    ) or await collection.find_one({"place": place}, fields, sort=[("hour", ASCENDING)])


async def hours_within(
    collection: AsyncCollection[Document], window: Window, integrals: Integrals
) -> Sequence[HourTotals]:
    """The checkpoints, with samples, of the hours that touch a window, in order of time."""
    since, until = hour_of(to_ms(window.since)) - HOUR_MS, to_ms(window.until)
    found = collection.find(
        {"place": window.place, "hour": {"$gte": from_ms(since), "$lte": from_ms(until)}},
        _fields(integrals),
        sort=[("hour", ASCENDING)],
    )
    hours = [hour_totals_from(document, integrals) async for document in found]
    return [hour for hour in hours if hour is not None]


def _fields(integrals: Integrals) -> Mapping[str, Any]:
    return {
        "hour": 1,
        "previous": 1,
        "samples": 1,
        "following": 1,
        **{f"totals.{key}": 1 for key in integrals.ids},
    }
