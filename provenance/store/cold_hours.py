"""Checkpoints of the cold chain: the totals of each place and hour, made from its readings."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

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
        "_id": _id(place, hour.start),
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
        tuple(Sample(start + int(ms), celsius) for ms, celsius in document["samples"].items()),
        Sample(*following) if following else None,
    )


class Checkpoints:
    """What readers ask of the checkpoints, each time only for the totals they need."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._hours = database[COLD_HOURS.name]
        self._places = database[COLD_PLACES.name]

    async def at(self, moments: set[Moment], integrals: Integrals) -> Mapping[Moment, HourTotals]:
        """For each moment the checkpoint its totals follow from; none for an unread place.

        One read by _id finds those in an hour with samples or in the next one, the usual case.
        For the others a second one tells which places were ever read; of these a silent sensor,
        or a time before the first sample, asks on its own.
        """
        if not moments:
            return {}
        ids = {_id(place, ms - back) for place, ms in moments for back in (0, HOUR_MS)}
        fields = _fields(integrals)
        found = {
            document["_id"]: document
            async for document in self._hours.find(
                {"_id": {"$in": sorted(ids)}}, fields, batch_size=len(ids)
            )
        }
        documents = {
            (place, ms): found.get(_id(place, ms)) or found.get(_id(place, ms - HOUR_MS))
            for place, ms in moments
        }
        silent = await self._ever_read({each for each, found in documents.items() if not found})
        nearest = await asyncio.gather(*(self._nearest(*each, fields) for each in silent))
        documents.update(zip(silent, nearest, strict=True))
        return {
            moment: hour
            for moment, document in documents.items()
            if document is not None and (hour := hour_totals_from(document, integrals)) is not None
        }

    async def within(self, window: Window, integrals: Integrals) -> Sequence[HourTotals]:
        """The checkpoints of the hours that touch a window, in order of time."""
        since, until = hour_of(to_ms(window.since)) - HOUR_MS, to_ms(window.until)
        found = self._hours.find(
            {"place": window.place, "hour": {"$gte": from_ms(since), "$lte": from_ms(until)}},
            _fields(integrals),
            sort=[("hour", ASCENDING)],
        )
        hours = [hour_totals_from(document, integrals) async for document in found]
        return [hour for hour in hours if hour is not None]

    async def _ever_read(self, moments: set[Moment]) -> Sequence[Moment]:
        """Those at places that have any reading."""
        if not moments:
            return ()
        places = sorted({place for place, _ in moments})
        read = {
            document["_id"]
            async for document in self._places.find({"_id": {"$in": places}}, {"_id": 1})
        }
        return [moment for moment in moments if moment[0] in read]

    async def _nearest(self, place: str, ms: int, fields: Mapping[str, Any]) -> Document | None:
        """The last checkpoint before a time, else the place's first one."""
        before = {"place": place, "hour": {"$lte": from_ms(hour_of(ms))}}
        return await self._hours.find_one(
            before, fields, sort=[("hour", DESCENDING)]
        ) or await self._hours.find_one({"place": place}, fields, sort=[("hour", ASCENDING)])


def _id(place: str, ms: int) -> str:
    return f"{place}|{hour_key(hour_of(ms))}"


def _fields(integrals: Integrals) -> Mapping[str, Any]:
    return {
        "hour": 1,
        "previous": 1,
        "samples": 1,
        "following": 1,
        **{f"totals.{key}": 1 for key in integrals.ids},
    }
