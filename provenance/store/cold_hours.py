"""Checkpoints of the cold chain: the totals of each place and hour, made from its readings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReplaceOne, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.exposure import integrals_for
from provenance.coldchain.integrals import HourTotals, Integrals
from provenance.coldchain.low_pass import Point
from provenance.coldchain.series import (
    GAP_MS,
    HOUR_MS,
    SAMPLING_MS,
    Sample,
    from_ms,
    hour_of,
    to_ms,
)
from provenance.coldchain.values import Window
from provenance.store.cold_places import COLD_PLACES
from provenance.store.collection import Collection, Document
from provenance.store.joined import Question, answers

BY_PLACE = IndexModel([("place", ASCENDING), ("hour", ASCENDING)], name="place_hour")
COLD_HOURS = Collection(
    "cold_hours",
    ("place", "hour", "totals", "samples"),
    {
        "place": {"bsonType": "string"},
        "hour": {"bsonType": "date"},
        "totals": {"bsonType": "object", "additionalProperties": {"bsonType": "double"}},
        "previous": {"bsonType": "array", "minItems": 4, "maxItems": 4},
        "samples": {"bsonType": "object", "minProperties": 1},
        "following": {"bsonType": "array", "minItems": 3, "maxItems": 3},
        "time_constant": {"bsonType": "double"},
    },
    (BY_PLACE,),
    version=2,
)
"""`previous` is [ms, air °C, product °C, gap ms] and `following` [ms, air °C, gap ms]. A sample is
its °C, or [°C, gap ms] where its sensor does not measure every ten minutes; `time_constant`
(seconds) is left out where the product follows the air at once. Checkpoints of version 1 count as
not made: their place's next reading, or `freshlens rebuild`, makes them again."""

SAMPLES_ONLY = integrals_for(())
"""No class's totals: for readers of the series."""

Moment = tuple[str, int]
"""A place and a time (ms since 1970)."""
HourWrite = ReplaceOne[Document] | UpdateOne


@lru_cache(maxsize=4096)
def hour_key(hour: int) -> str:
    """An hour (ms since 1970) in a document's _id: `2026-11-21T14Z`."""
    return from_ms(hour).strftime("%Y-%m-%dT%HZ")


def hour_totals_document(place: str, hour: HourTotals, integrals: Integrals) -> Document:
    """The stored shape; samples are keyed by the milliseconds since the hour began."""
    document: Document = {
        "_id": hour_id(place, hour.start),
        "v": COLD_HOURS.version,
        "place": place,
        "hour": from_ms(hour.start),
        "totals": dict(zip(integrals.ids, hour.totals, strict=True)),
        "samples": _samples_document(hour),
    }
    if hour.time_constant:
        document["time_constant"] = hour.time_constant
    if hour.previous:
        document["previous"] = list(hour.previous)
    if hour.following:
        document["following"] = list(hour.following)
    return document


def hour_write(
    place: str, hour: HourTotals, known: HourTotals | None, integrals: Integrals
) -> HourWrite:
    """How a checkpoint gets into the store; of one that only has further samples, only these."""
    if known is None or (known.totals, known.previous, known.time_constant) != (
        hour.totals,
        hour.previous,
        hour.time_constant,
    ):
        document = hour_totals_document(place, hour, integrals)
        return ReplaceOne({"_id": document["_id"]}, document, upsert=True)
    said: Document = {"samples": _samples_document(hour)}
    if hour.following:
        said["following"] = list(hour.following)
    return UpdateOne({"_id": hour_id(place, hour.start)}, {"$set": said})


def _samples_document(hour: HourTotals) -> Document:
    return {
        str(ms - hour.start): celsius if gap == GAP_MS else [celsius, gap]
        for ms, celsius, gap in hour.samples
    }


def hour_totals_from(document: Document, integrals: Integrals) -> HourTotals | None:
    """The checkpoint for some integrals; None when it was made before they were kept."""
    if document["v"] != COLD_HOURS.version:
        return None
    kept = document["totals"]
    try:
        totals = [kept[key] for key in integrals.ids]
    except KeyError:
        return None
    start = to_ms(document["hour"])
    previous, following = document.get("previous"), document.get("following")
    return HourTotals(
        start,
        totals,
        Point(*previous) if previous else None,
        tuple(
            [
                Sample(start + int(ms), said)
                if type(said) is float
                else Sample(start + int(ms), *said)
                for ms, said in document["samples"].items()
            ]
        ),
        Sample(*following) if following else None,
        document.get("time_constant", 0.0),
    )


class Checkpoints:
    """What readers ask of the checkpoints, each time only for the totals they need."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._hours = database[COLD_HOURS.name]

    async def at(self, moments: set[Moment], integrals: Integrals) -> Mapping[Moment, HourTotals]:
        """For each moment the checkpoint its totals follow from; none for an unread place.

        One read by _id finds those in an hour with samples, the usual case; early in an hour, or
        in the latest one (now, often), the hour before may have the last. A silent sensor, or a
        time before the first sample, is asked about in a second one.
        """
        if not moments:
            return {}
        fields = fields_of(integrals)
        recent = hour_of(max(ms for _, ms in moments))
        ids = {hour_id(place, ms) for place, ms in moments}
        ids |= {
            hour_id(place, ms - HOUR_MS)
            for place, ms in moments
            if ms >= recent or ms % HOUR_MS < SAMPLING_MS
        }
        found = await answers(
            self._database,
            {
                "hours": Question(COLD_HOURS.name, [_among(ids), {"$project": fields}]),
                "read": Question(COLD_PLACES.name, [_among({place for place, _ in moments})]),
            },
        )
        hours = {document["_id"]: document for document in found["hours"]}
        documents = {
            (place, ms): hours.get(hour_id(place, ms)) or hours.get(hour_id(place, ms - HOUR_MS))
            for place, ms in moments
        }
        read = {document["_id"] for document in found["read"]}
        silent = [each for each, hour in documents.items() if not hour and each[0] in read]
        documents.update(await self._nearest(silent, fields))
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
            fields_of(integrals),
            sort=[("hour", ASCENDING)],
        )
        hours = [hour_totals_from(document, integrals) async for document in found]
        return [hour for hour in hours if hour is not None]

    async def _nearest(
        self, moments: Iterable[Moment], fields: Mapping[str, Any]
    ) -> Mapping[Moment, Document]:
        """For each the last checkpoint before it, else its place's first one."""
        asked = list(moments)
        if not asked:
            return {}
        questions = {
            f"{order} {number}": Question(COLD_HOURS.name, [*one, {"$project": fields}])
            for number, (place, ms) in enumerate(asked)
            for order, one in _neighbours(place, ms).items()
        }
        found = await answers(self._database, questions)
        nearest = {
            moment: found[f"before {number}"] or found[f"after {number}"]
            for number, moment in enumerate(asked)
        }
        return {moment: documents[0] for moment, documents in nearest.items() if documents}


def _among(ids: Iterable[str]) -> Document:
    return {"$match": {"_id": {"$in": sorted(ids)}}}


def _neighbours(place: str, ms: int) -> Mapping[str, Sequence[Document]]:
    """A place's last checkpoint before a time, and its first one after."""
    hour = from_ms(hour_of(ms))
    return {
        "before": (
            {"$match": {"place": place, "hour": {"$lte": hour}}},
            {"$sort": {"hour": DESCENDING}},
            {"$limit": 1},
        ),
        "after": (
            {"$match": {"place": place, "hour": {"$gt": hour}}},
            {"$sort": {"hour": ASCENDING}},
            {"$limit": 1},
        ),
    }


def hour_id(place: str, ms: int) -> str:
    """The key of a place's checkpoint for the hour a time lies in."""
    return f"{place}|{hour_key(hour_of(ms))}"


def fields_of(integrals: Integrals) -> Mapping[str, Any]:
    """What of a stored checkpoint some integrals need."""
    return {
        "v": 1,
        "hour": 1,
        "previous": 1,
        "samples": 1,
        "following": 1,
        "time_constant": 1,
        **{f"totals.{key}": 1 for key in integrals.ids},
    }
