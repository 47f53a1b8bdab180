"""Humidity and doors as they were observed: one document for a sensor's hour of one quantity."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.observations import Observation, Quantity
from provenance.coldchain.series import from_ms, hour_of, to_ms
from provenance.store.cold_hours import hour_key
from provenance.store.collection import Collection, Document, Written

OBSERVATIONS = Collection(
    "observations",
    ("place", "sensor", "quantity", "hour", "samples"),
    {
        "place": {"bsonType": "string"},
        "sensor": {"bsonType": "string"},
        "quantity": {"enum": [quantity.value for quantity in Quantity]},
        "hour": {"bsonType": "date"},
        "samples": {"bsonType": "object", "additionalProperties": {"bsonType": "double"}},
    },
    (
        IndexModel(
            [("place", ASCENDING), ("quantity", ASCENDING), ("hour", ASCENDING)],
            name="place_quantity_hour",
        ),
    ),
)
"""`_id` is `{place}|{sensor}|{quantity}|{hour}`; samples are keyed by the ms in the hour."""

_Hour = tuple[str, str, Quantity, int]
"""Place, sensor, quantity, and the hour's start in ms since 1970."""


class Observations:
    """The stored observations of one database, whose client gives aware times."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._observations = database[OBSERVATIONS.name]

    async def record(self, observations: Sequence[Observation]) -> Written:
        """Store observations; repeating it changes nothing, and any order ends the same.

        Of two values of one sensor for one time the last one counts.
        """
        given = _by_hour(observations)
        known = await self._samples(given)
        fresh = {
            hour: new
            for hour, samples in given.items()
            if (new := dict(samples.items() - known.get(_id(hour), {}).items()))
        }
        if fresh:
            await self._observations.bulk_write(
                [_added(hour, samples) for hour, samples in fresh.items()], ordered=False
            )
        stored = sum(map(len, fresh.values()))
        return Written(stored, len(observations) - stored)

    async def between(
        self, place: str, quantity: Quantity, since: datetime, until: datetime
    ) -> Sequence[Observation]:
        """What was observed at a place from `since` to `until`, both included, in order of time.

        Observations of one time are in order of their sensors' ids.
        """
        hours = {"$gte": from_ms(hour_of(to_ms(since))), "$lte": until}
        found = self._observations.find({"place": place, "quantity": quantity.value, "hour": hours})
        observed = [
            Observation(place, document["sensor"], quantity, at, value)
            async for document in found
            for ms, value in document["samples"].items()
            if since <= (at := from_ms(to_ms(document["hour"]) + int(ms))) <= until
        ]
        return sorted(observed, key=lambda each: (each.at, each.sensor))

    async def _samples(
        self, hours: Mapping[_Hour, Mapping[str, float]]
    ) -> Mapping[str, Mapping[str, float]]:
        if not hours:
            return {}
        found = self._observations.find({"_id": {"$in": sorted(map(_id, hours))}}, {"samples": 1})
        return {document["_id"]: document["samples"] async for document in found}


def _by_hour(observations: Sequence[Observation]) -> Mapping[_Hour, Mapping[str, float]]:
    hours: dict[_Hour, dict[str, float]] = defaultdict(dict)
    for each in observations:
        ms = to_ms(each.at)
        hour = hour_of(ms)
        key = (each.place, each.sensor, each.quantity, hour)
        hours[key][str(ms - hour)] = float(each.value)
    return hours


def _id(hour: _Hour) -> str:
    place, sensor, quantity, start = hour
    return f"{place}|{sensor}|{quantity.value}|{hour_key(start)}"


def _added(hour: _Hour, samples: Mapping[str, float]) -> UpdateOne:
    place, sensor, quantity, start = hour
    return UpdateOne(
        {"_id": _id(hour)},
        {
            "$set": {f"samples.{ms}": value for ms, value in samples.items()},
            "$setOnInsert": {
                "v": OBSERVATIONS.version,
                "place": place,
                "sensor": sensor,
                "quantity": quantity.value,
                "hour": from_ms(start),
            },
        },
        upsert=True,
    )
