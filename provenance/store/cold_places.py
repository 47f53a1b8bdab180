"""What each place's checkpoints are made with: its time constant and its sensors.

They are copied here from the places and the sensors, so that all checkpoints of a place rest on
the same ones until they are made again; `number` counts the copies. A process remembers what it
has read and the transaction that writes checkpoints proves it current: that costs no read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pymongo import IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from provenance.sensors import Sensor
from provenance.store.collection import Collection, Document
from provenance.store.places import PLACES, place_from
from provenance.store.sensors import SENSORS, sensor_document, sensor_from

COLD_PLACES = Collection(
    "cold_places",
    ("revision", "number", "time_constant", "sensors"),
    {
        "revision": {"bsonType": "int"},
        "number": {"bsonType": "int"},
        "time_constant": {"bsonType": "double", "minimum": 0},
        "sensors": {"bsonType": "array", "items": {"bsonType": "object"}},
    },
    (IndexModel([("sensors._id", 1)], name="sensors"),),
    version=2,
)
"""One document a place: writers of its checkpoints queue at it. `time_constant` is in seconds."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a place's readings are computed with; `time_constant` is in seconds.

    `number` is the one it is stored by; an equipment that is `new` is stored by it when readings
    are first computed with it.
    """

    number: int = 0
    time_constant: float = 0.0
    sensors: Mapping[str, Sensor] = field(default_factory=dict)
    new: bool = False

    def same_as(self, other: "Equipment") -> bool:
        """Whether both lead to the same checkpoints."""
        return self.time_constant == other.time_constant and self.sensors == other.sensors


class MovedError(Exception):
    """What was remembered of some places is out of date: read it again, and start again."""


class ColdPlaces:
    """The places that were ever read, and the queue of each."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._cold = database[COLD_PLACES.name]
        self._known: dict[str, Equipment] = {}

    async def equipment(self, sensors: Mapping[str, AbstractSet[str]]) -> Mapping[str, Equipment]:
        """What these places are to be read with, both by place; new sensors are added.

        Costs nothing for places and sensors that this process remembers.
        """
        known = {
            place: remembered
            for place, its in sensors.items()
            if (remembered := self._known.get(place)) and its <= remembered.sensors.keys()
        }
        unknown = {place: its for place, its in sensors.items() if place not in known}
        if not unknown:
            return known
        stored, described = await self._read(unknown)
        return known | {
            place: _with_sensors(stored.get(place, Equipment()), described[place])
            for place in unknown
        }

    async def queue(self, session: AsyncClientSession, equipment: Mapping[str, Equipment]) -> None:
        """Make writers of one place conflict: one of them goes on, the others start again.

        Raises `MovedError` when a place was equipped otherwise since. `remember` what was
        committed.
        """
        current: dict[int, list[str]] = defaultdict(list)
        for place, its in equipment.items():
            if not its.new:
                current[its.number].append(place)
        queued = 0
        if current:
            among = [
                {"_id": {"$in": sorted(its)}, "number": number} for number, its in current.items()
            ]
            result = await self._cold.update_many(
                {"$or": among}, {"$inc": {"revision": 1}}, session=session
            )
            queued += result.matched_count
        if new := [_stored(place, its) for place, its in equipment.items() if its.new]:
            with suppress(BulkWriteError):  # another process stored one first
                written = await self._cold.bulk_write(new, session=session)
                queued += written.matched_count + written.upserted_count
        if queued < len(equipment):
            for place in equipment:
                self._known.pop(place, None)
            raise MovedError

    def remember(self, equipment: Mapping[str, Equipment]) -> None:
        """Know what places are read with; what is not so after all is noticed in the queue."""
        self._known |= {place: replace(its, new=False) for place, its in equipment.items()}

    async def adopted(
        self, session: AsyncClientSession, place: str, sensors: AbstractSet[str]
    ) -> Equipment:
        """Queue at a place and equip it as it is described now, with these sensors."""
        stored, described = await self._read({place: sensors}, session)
        before, now = stored.get(place, Equipment()), described[place]
        number = before.number if now.same_as(before) else before.number + 1
        await self._cold.update_one(
            {"_id": place},
            {"$set": _document(now, number), "$inc": {"revision": 1}},
            upsert=True,
            session=session,
        )
        return replace(now, number=number)

    async def outdated(self, places: Iterable[str], sensors: Iterable[str]) -> Sequence[str]:
        """Those of the places, and of the places of the sensors, that are described otherwise."""
        of_sensors = {"sensors._id": {"$in": sorted(set(sensors))}}
        among = {"_id": {"$in": sorted(set(places))}}
        found = self._cold.find({"$or": [among, of_sensors]})
        stored = {document["_id"]: _equipment_from(document) async for document in found}
        if not stored:
            return ()
        _, described = await self._read(
            {place: its.sensors.keys() for place, its in stored.items()}
        )
        return [place for place, its in stored.items() if not its.same_as(described[place])]

    async def _read(
        self, sensors: Mapping[str, AbstractSet[str]], session: AsyncClientSession | None = None
    ) -> tuple[Mapping[str, Equipment], Mapping[str, Equipment]]:
        """What is stored of places, and how they and these sensors are described now. One read."""
        wanted = {
            COLD_PLACES.name: sensors.keys(),
            PLACES.name: sensors.keys(),
            SENSORS.name: set().union(*sensors.values()),
        }
        # A transaction takes no $unionWith.
        pipeline: list[Document] = [
            {"$documents": [{}]},
            *(
                {
                    "$lookup": {
                        "from": name,
                        "pipeline": [{"$match": {"_id": {"$in": sorted(ids)}}}],
                        "as": name,
                    }
                }
                for name, ids in wanted.items()
            ),
        ]
        [found] = await (await self._database.aggregate(pipeline, session=session)).to_list()
        places = {each["_id"]: place_from(each) for each in found[PLACES.name]}
        described = {each["_id"]: sensor_from(each) for each in found[SENSORS.name]}
        now = {
            place: Equipment(
                time_constant=places[place].time_constant.total_seconds()
                if place in places
                else 0.0,
                sensors={id_: described.get(id_) or Sensor(id_) for id_ in its},
            )
            for place, its in sensors.items()
        }
        return {each["_id"]: _equipment_from(each) for each in found[COLD_PLACES.name]}, now


def _with_sensors(stored: Equipment, described: Equipment) -> Equipment:
    """What is stored of a place, with the sensors it does not know; all of it where none is."""
    if stored.number and described.sensors.keys() <= stored.sensors.keys():
        return stored
    return Equipment(
        stored.number + 1,
        stored.time_constant if stored.number else described.time_constant,
        {**described.sensors, **stored.sensors},
        new=True,
    )


def _stored(place: str, equipment: Equipment) -> UpdateOne:
    """The write of a new equipment in the place of the one before it, if there was any."""
    before = equipment.number - 1
    return UpdateOne(
        {"_id": place, "number": before or {"$exists": False}},
        {"$set": _document(equipment, equipment.number), "$inc": {"revision": 1}},
        upsert=not before,
    )


def _equipment_from(document: Document) -> Equipment:
    """A stored equipment; one of number 0 where version 1 kept none."""
    if "number" not in document:
        return Equipment()
    sensors = map(sensor_from, document["sensors"])
    return Equipment(
        document["number"], document["time_constant"], {sensor.id: sensor for sensor in sensors}
    )


def _document(equipment: Equipment, number: int) -> Document:
    return {
        "v": COLD_PLACES.version,
        "number": number,
        "time_constant": equipment.time_constant,
        "sensors": [sensor_document(sensor) for _, sensor in sorted(equipment.sensors.items())],
    }
