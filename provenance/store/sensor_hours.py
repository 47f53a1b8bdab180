"""How much sensors have said in an hour: a device that floods must not make its hours unbounded."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.observations import Quantity
from provenance.coldchain.series import hour_of, to_ms
from provenance.store.cold_hours import hour_key
from provenance.store.collection import Document
from provenance.store.evidence import READINGS
from provenance.store.observations import OBSERVATIONS

MOST_SAMPLES = 10_000
"""Values of one sensor, quantity and hour: nearly three a second, and far from the 16 MiB that
MongoDB allows its document. One batch may go beyond it."""

SensorHour = tuple[str, str, str]
"""Place, sensor, and the hour as in the stored ids."""


def sensor_hour(place: str, sensor: str, at: datetime) -> SensorHour:
    """The hour in which a sensor at a place measured something."""
    return place, sensor, hour_key(hour_of(to_ms(at)))


async def crowded(
    database: AsyncDatabase[Document],
    readings: AbstractSet[SensorHour],
    observations: AbstractSet[SensorHour],
) -> frozenset[SensorHour]:
    """Hours of temperatures, and of other things, that hold as many values as an hour may.

    A read by `_id` of either kind, where there is one.
    """
    ids = {
        READINGS.name: {f"{place}|{sensor}|{hour}": (place, sensor, hour)
                        for place, sensor, hour in readings},
        OBSERVATIONS.name: {f"{place}|{sensor}|{quantity.value}|{hour}": (place, sensor, hour)
                            for place, sensor, hour in observations for quantity in Quantity},
    }  # fmt: skip
    many = {"$gte": [{"$size": {"$objectToArray": "$samples"}}, MOST_SAMPLES]}
    full: set[SensorHour] = set()
    for name, of in ids.items():
        if of:
            found = database[name].find({"_id": {"$in": sorted(of)}, "$expr": many}, {"_id": 1})
            full.update([of[document["_id"]] async for document in found])
    return frozenset(full)
