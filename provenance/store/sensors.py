"""What is known of sensors: their bias and how often they measure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from pymongo.asynchronous.database import AsyncDatabase

from provenance.sensors import Sensor
from provenance.store.collection import Collection, Document, Written, put

SENSORS = Collection(
    name="sensors",
    required=("bias_kelvin", "interval_seconds"),
    properties={
        "_id": {"bsonType": "string"},
        "bias_kelvin": {"bsonType": "double"},
        "interval_seconds": {"bsonType": "double"},
    },
)
"""Sensors by id. One that nobody described has no bias and measures every ten minutes."""


class Sensors:
    """The sensors of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._sensors = database[SENSORS.name]

    async def put(self, sensors: Sequence[Sensor]) -> Written:
        """Store what is known of sensors; `Readings.adopt` then makes their places' totals again.

        Repeating it changes nothing.
        """
        return await put(self._database, SENSORS, list(map(sensor_document, sensors)))

    async def by_ids(self, ids: Iterable[str]) -> Mapping[str, Sensor]:
        """Each of these sensors by its id, as described or as usual."""
        wanted = sorted(set(ids))
        found = self._sensors.find({"_id": {"$in": wanted}})
        described = {each["_id"]: sensor_from(each) async for each in found}
        return {id_: described.get(id_) or Sensor(id_) for id_ in wanted}


def sensor_document(sensor: Sensor) -> Document:
    """A sensor as stored."""
    return {
        "_id": sensor.id,
        "bias_kelvin": float(sensor.bias_kelvin),
        "interval_seconds": sensor.interval.total_seconds(),
    }


def sensor_from(document: Document) -> Sensor:
    """A stored sensor."""
    return Sensor(
        document["_id"],
        document["bias_kelvin"],
        timedelta(seconds=document["interval_seconds"]),
    )
