"""Places and stores: found by id and by the sensors that measure there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from pymongo import GEOSPHERE, IndexModel, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from provenance.codes.money import currency_of_code
from provenance.identity import StorePattern
from provenance.places import Place, PlaceKind, Store
from provenance.store.collection import Collection, Document, Written, put

_TEXT = {"bsonType": ["string", "null"]}

PLACES = Collection(
    name="places",
    required=("name", "kind", "parent", "store", "country", "location", "sensors"),
    properties={
        "_id": {"bsonType": "string"},
        "name": {"bsonType": "string"},
        "kind": {"enum": [kind.value for kind in PlaceKind]},
        "parent": _TEXT,
        "store": _TEXT,
        "epc": {"bsonType": "string"},
        "country": _TEXT,
        "location": {"bsonType": ["object", "null"]},
        "sensors": {"bsonType": "array", "items": {"bsonType": "string"}},
        "time_constant_minutes": {"bsonType": "double", "minimum": 0},
        "time_zone": {"bsonType": "string"},
        "currency": {"bsonType": "string"},
        "language": {"bsonType": "string"},
        "patterns": {"bsonType": "array"},
        "default_places": {"bsonType": "object"},
    },
    indexes=(
        IndexModel([("epc", 1)], name="epc", unique=True, sparse=True),
        IndexModel([("sensors", 1)], name="sensors"),
        IndexModel([("location", GEOSPHERE)], name="location"),
        IndexModel([("store", 1)], name="store"),
        IndexModel([("parent", 1)], name="parent"),
        IndexModel([("kind", 1)], name="kind"),
    ),
)
"""Places by id; a store is a place with a clock, a currency and a language."""


class Places:
    """The places of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._places = database[PLACES.name]

    async def put(self, places: Sequence[Place], stores: Sequence[Store] = ()) -> Written:
        """Store places, and what makes some of them stores, in any order.

        Which store a place belongs to is worked out from its parents, here and for places stored
        before their parent was.
        """
        by_id = {place.id: place for place in places}
        belongs = await self._stores_of(by_id)
        facts = {store.id: store for store in stores}
        documents = [
            {**place_document(place), "store": belongs[place.id], **_store_part(facts, place.id)}
            for place in places
        ]
        written = await put(self._database, PLACES, documents)
        await self._hand_down(belongs)
        return written

    async def by_ids(self, ids: Iterable[str]) -> dict[str, Place]:
        """The places that exist among these ids, by id."""
        return {place.id: place for place in await self._find("_id", ids)}

    async def inside(self, store: str) -> Sequence[Place]:
        """The places that stand in a store, the store itself left out, by id."""
        wanted = {"store": store, "_id": {"$ne": store}}
        return [place_from(each) async for each in self._places.find(wanted).sort("_id")]

    async def by_paths(self, paths: Iterable[str]) -> dict[str, Place]:
        """The places at these GLN paths, by path."""
        return {str(place.epc): place for place in await self._find("epc", paths)}

    async def by_sensors(self, sensors: Iterable[str]) -> dict[str, Place]:
        """The places where these sensors measure, by sensor."""
        wanted = set(sensors)
        found = await self._find("sensors", wanted)
        return {sensor: place for place in found for sensor in place.sensors if sensor in wanted}

    async def known(
        self, ids: Iterable[str] | None = None
    ) -> tuple[Sequence[Place], Sequence[Store]]:
        """The places among these ids, or all, and the stores that some of them are, by id."""
        wanted = {} if ids is None else {"_id": {"$in": sorted(set(ids))}}
        documents = await self._places.find(wanted).sort("_id").to_list()
        stores = [store_from(each) for each in documents if each["kind"] == PlaceKind.STORE.value]
        return [place_from(document) for document in documents], stores

    async def _find(self, field: str, values: Iterable[str]) -> list[Place]:
        cursor = self._places.find({field: {"$in": sorted(set(values))}})
        return [place_from(document) async for document in cursor]

    async def _stores_of(self, places: Mapping[str, Place]) -> dict[str, str | None]:
        """For each of these places the store it is, or its parents lead to."""
        known = dict(places)
        while missing := {p.parent for p in known.values() if p.parent} - known.keys():
            found = await self.by_ids(missing)
            if not found:
                break
            known |= found
        return {place_id: _store_above(place_id, known) for place_id in places}

    async def _hand_down(self, belongs: Mapping[str, str | None]) -> None:
        """Tell what stands in these places which store that makes theirs."""
        while belongs:
            inside = self._places.find(
                {"parent": {"$in": sorted(belongs)}, "kind": {"$ne": PlaceKind.STORE.value}},
                {"parent": 1, "store": 1},
            )
            changed = {
                child["_id"]: belongs[child["parent"]]
                async for child in inside
                if child["store"] != belongs[child["parent"]]
            }
            if changed:
                await self._places.bulk_write(
                    [UpdateOne({"_id": key}, {"$set": {"store": s}}) for key, s in changed.items()]
                )
            belongs = changed


def _store_above(place_id: str | None, known: Mapping[str, Place]) -> str | None:
    seen: set[str] = set()
    while place_id and place_id in known and place_id not in seen:
        seen.add(place_id)
        if known[place_id].kind is PlaceKind.STORE:
            return place_id
        place_id = known[place_id].parent
    return None


def place_from(document: Document) -> Place:
    """A stored place; coordinates come back from GeoJSON order (longitude first)."""
    location = document["location"]
    longitude, latitude = location["coordinates"] if location else (None, None)
    return Place(
        id=document["_id"],
        name=document["name"],
        kind=PlaceKind(document["kind"]),
        epc=document.get("epc"),
        country=document["country"],
        latitude=latitude,
        longitude=longitude,
        parent=document["parent"],
        store=document["store"],
        sensors=document["sensors"],
        time_constant=timedelta(minutes=document.get("time_constant_minutes", 0.0)),
    )


def place_document(place: Place) -> Document:
    """A place as stored. Without a GLN there is no `epc`: its unique index is sparse."""
    located = place.latitude is not None and place.longitude is not None
    return {
        "_id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "parent": place.parent,
        "store": place.store,
        **({"epc": place.epc} if place.epc else {}),
        "country": place.country,
        "location": {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        if located
        else None,
        "sensors": list(place.sensors),
        **(
            {"time_constant_minutes": place.time_constant / timedelta(minutes=1)}
            if place.time_constant
            else {}
        ),
    }


def store_from(document: Document) -> Store:
    """The store in the stored document of a place of kind STORE."""
    money = currency_of_code(document["currency"])
    if money is None:
        raise ValueError(f"store {document['_id']}: {document['currency']} is no ISO 4217 currency")
    return Store(
        id=document["_id"],
        name=document["name"],
        time_zone=ZoneInfo(document["time_zone"]),
        currency=money,
        language=document["language"],
        patterns=[StorePattern(p["pattern"], p["decimals"]) for p in document["patterns"]],
        default_places=document["default_places"],
    )


def store_document(store: Store) -> Document:
    """What makes a place a store, as stored within the place's document."""
    return {
        "time_zone": store.time_zone.key,
        "currency": store.currency.code,
        "language": store.language,
        "patterns": [{"pattern": p.pattern, "decimals": p.decimals} for p in store.patterns],
        "default_places": dict(store.default_places),
    }


def _store_part(stores: Mapping[str, Store], place_id: str) -> Document:
    return store_document(stores[place_id]) if place_id in stores else {}
