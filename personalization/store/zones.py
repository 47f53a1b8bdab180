"""Floor plans and beacons of all stores."""

from collections.abc import Iterable, Sequence

import msgspec
from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from personalization.zones.beacon import Beacon, identity_of
from personalization.zones.floor_plan import FloorPlan
from provenance.store.collection import Collection, Document, Written, put

_NUMBER = {"bsonType": ["double", "int", "long"]}
_POINT = {"bsonType": "array", "minItems": 2, "maxItems": 2, "items": _NUMBER}
_TEXTS = {"bsonType": "array", "items": {"bsonType": "string"}}

FLOOR_PLANS = Collection(
    name="floor_plans",
    required=("width", "height"),
    properties={
        "_id": {"bsonType": "string"},
        "width": _NUMBER,
        "height": _NUMBER,
        "zones": {
            "bsonType": "array",
            "items": {
                "bsonType": "object",
                "required": ["id", "names", "polygon"],
                "additionalProperties": False,
                "properties": {
                    "id": {"bsonType": "string"},
                    "names": {"bsonType": "object"},
                    "polygon": {"bsonType": "array", "minItems": 3, "items": _POINT},
                    "categories": _TEXTS,
                    "aisle": {"bsonType": "string"},
                },
            },
        },
        "entrances": {"bsonType": "array", "items": _POINT},
        "checkouts": {"bsonType": "array", "items": _POINT},
    },
    # A zone's id is of one store only; within a plan its checks see to it.
    indexes=(IndexModel([("zones.id", 1)], name="zone", unique=True, sparse=True),),
)
"""Floor plans by store; what goes without saying is left out."""

BEACONS = Collection(
    name="beacons",
    required=("store", "zone", "measured_power", "tx_power", "radius", "position"),
    properties={
        "_id": {"bsonType": "string", "pattern": "^(ibeacon|eddystone):"},
        "store": {"bsonType": "string"},
        "zone": {"bsonType": "string"},
        "measured_power": {"bsonType": "int"},
        "tx_power": {"bsonType": ["int", "null"]},
        "radius": {"bsonType": "double", "minimum": 0},
        "position": {"bsonType": ["array", "null"], "items": {"bsonType": "double"}},
    },
    indexes=(IndexModel([("store", 1), ("zone", 1)], name="zone"),),
)
"""Beacons by who they say they are: `ibeacon:{uuid}:{major}:{minor}`,
`eddystone:{namespace}:{instance}`."""


class Zones:
    """The floors of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._plans = database[FLOOR_PLANS.name]
        self._beacons = database[BEACONS.name]

    async def put_plans(self, plans: Sequence[FloorPlan]) -> Written:
        """Store whole plans, of a store the last; repeating it changes nothing."""
        return await put(self._database, FLOOR_PLANS, [plan_document(plan) for plan in plans])

    async def put_beacons(self, beacons: Sequence[Beacon]) -> Written:
        """Store beacons; one that is known is hung up anew."""
        return await put(self._database, BEACONS, [beacon_document(each) for each in beacons])

    async def remove_beacon(self, key: str) -> bool:
        """Forget a beacon; False when there was none."""
        return (await self._beacons.delete_one({"_id": key})).deleted_count == 1

    async def plans(self, stores: Iterable[str] | None = None) -> Sequence[FloorPlan]:
        """The plans of these stores, or all."""
        found = self._plans.find(_among("_id", stores)).sort("_id")
        return [plan_from(document) async for document in found]

    async def beacons(self, keys: Iterable[str] | None = None) -> Sequence[Beacon]:
        """Those of these beacons that there are, or all, by key."""
        found = self._beacons.find(_among("_id", keys)).sort("_id")
        return [beacon_from(document) async for document in found]

    async def hung_in(self, stores: Iterable[str]) -> Sequence[Beacon]:
        """The beacons of these stores, by key."""
        found = self._beacons.find(_among("store", stores)).sort("_id")
        return [beacon_from(document) async for document in found]

    async def stores_of(self, zones: Iterable[str]) -> dict[str, str]:
        """The stores of the zones that exist among these, by zone."""
        wanted = set(zones)
        found = self._plans.find({"zones.id": {"$in": sorted(wanted)}}, {"zones.id": 1})
        return {
            zone["id"]: document["_id"]
            async for document in found
            for zone in document["zones"]
            if zone["id"] in wanted
        }


def _among(field: str, values: Iterable[str] | None) -> Document:
    return {} if values is None else {field: {"$in": sorted(set(values))}}


def plan_document(plan: FloorPlan) -> Document:
    """A floor plan as stored: its JSON form, by store."""
    document: Document = msgspec.to_builtins(plan)
    return {"_id": document.pop("store"), **document}


def plan_from(document: Document) -> FloorPlan:
    """The stored floor plan."""
    told = {name: value for name, value in document.items() if name not in ("_id", "v")}
    return msgspec.convert({"store": document["_id"], **told}, FloorPlan)


def beacon_document(beacon: Beacon) -> Document:
    """A beacon as stored."""
    return {
        "_id": beacon.key,
        "store": beacon.store,
        "zone": beacon.zone,
        "measured_power": beacon.measured_power,
        "tx_power": beacon.tx_power,
        "radius": float(beacon.radius),
        "position": None if beacon.position is None else [float(each) for each in beacon.position],
    }


def beacon_from(document: Document) -> Beacon:
    """The stored beacon."""
    position = document["position"]
    return Beacon(
        identity=identity_of(document["_id"]),
        store=document["store"],
        zone=document["zone"],
        measured_power=document["measured_power"],
        tx_power=document["tx_power"],
        radius=document["radius"],
        position=None if position is None else (position[0], position[1]),
    )
