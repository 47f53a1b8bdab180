"""What sensors of ten cases publish, one record a message, and how much of it is stored."""

import json
from datetime import timedelta

from api import clock
from api.mqtt.ingest import TOPIC
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from tests.api.mosquitto import Device

START = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=4)
SENSORS = tuple(f"S-{number}" for number in range(10))
PLACES = [
    Place(f"case-{number}", "Case", PlaceKind.FRIDGE, sensors=(sensor,))
    for number, sensor in enumerate(SENSORS)
]


def message(second: int, celsius: float = 4.0, **more: object) -> str:
    at = (START + timedelta(seconds=second)).isoformat()
    return json.dumps({"at": at, "temperature": celsius, **more})


async def samples(archive: Archive) -> int:
    """How many temperatures are stored."""
    size = {"$size": {"$objectToArray": "$samples"}}
    found = await archive.database.readings.aggregate(
        [{"$group": {"_id": None, "count": {"$sum": size}}}]
    )
    return sum([document["count"] async for document in found])


def publish(source: Device, count: int, *, since: int = 0) -> None:
    """One record a message, of each sensor in turn."""
    for number in range(since, since + count):
        source.publish(TOPIC + SENSORS[number % len(SENSORS)], message(number, number % 8))
