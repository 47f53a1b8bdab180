"""Places and stores, and which store a place belongs to."""

from dataclasses import replace
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from provenance.identity import Currency, StorePattern
from provenance.places import Place, PlaceKind, Store
from provenance.store.collection import Document, Written
from provenance.store.places import PLACES, Places

SHOP = Place(
    "s1",
    "Market",
    PlaceKind.STORE,
    "414/9521000000001",
    "ES",
    40.4,
    -3.7,
    store="s1",
    sensors=[],
)
ZONE = Place("s1-fish", "Fish counter", PlaceKind.ZONE, parent="s1", store="s1", sensors=[])
FRIDGE = Place(
    "s1-f1", "Fridge 1", PlaceKind.FRIDGE, parent="s1-fish", store="s1", sensors=["t1", "t2"]
)
FARM = Place("farm", "Farm", PlaceKind.FARM, "414/9521000000018/254/north", "NO", sensors=[])
STORE = Store(
    "s1",
    "Market",
    ZoneInfo("Europe/Madrid"),
    Currency("EUR", 2),
    "es",
    [StorePattern("21IIIIIWWWWWC", 3)],
    {"fish/": "s1-fish", "fish/smoked": "s1-f1"},
)
ALL = (SHOP, ZONE, FRIDGE, FARM)


@pytest.fixture
def places(database: AsyncDatabase[Document]) -> Places:
    return Places(database)


async def test_places_come_back_by_id_and_by_sensor(places: Places) -> None:
    await places.put(ALL, [STORE])
    assert await places.by_ids(["s1", "farm", "nowhere"]) == {"s1": SHOP, "farm": FARM}
    assert await places.by_sensors(["t2", "t9"]) == {"t2": FRIDGE}
    assert FARM.gln == "9521000000018"


async def test_a_store_keeps_its_clock_money_and_codes(places: Places) -> None:
    await places.put(ALL, [STORE])
    _, stores = await places.known()
    assert stores == [STORE]
    assert await places.known(["farm"]) == ([FARM], [])


@pytest.mark.parametrize("order", list(permutations((SHOP, ZONE, FRIDGE))))
async def test_the_store_of_a_place_is_found_in_any_order(
    places: Places, order: tuple[Place, ...]
) -> None:
    for place in order:
        await places.put([replace(place, store=None)], [STORE] if place is SHOP else [])
    found = await places.by_ids(["s1", "s1-fish", "s1-f1"])
    assert {place.store for place in found.values()} == {"s1"}


async def test_what_stands_in_a_moved_zone_moves_with_it(places: Places) -> None:
    other = Place("s2", "Other", PlaceKind.STORE)
    await places.put([*ALL, other], [STORE, replace(STORE, id="s2")])
    await places.put([replace(ZONE, parent="s2")])
    found = await places.by_ids(["s1-fish", "s1-f1"])
    assert {place.store for place in found.values()} == {"s2"}


async def test_places_that_stand_in_each_other_belong_to_no_store(places: Places) -> None:
    ring = [Place("a", "A", parent="b"), Place("b", "B", parent="a")]
    await places.put(ring)
    assert {place.store for place in (await places.by_ids("ab")).values()} == {None}


async def test_storing_the_same_places_again_changes_nothing(places: Places) -> None:
    assert await places.put(ALL, [STORE]) == Written(4, 0)
    assert await places.put(ALL, [STORE]) == Written(0, 4)


async def test_two_places_cannot_have_one_gln(places: Places) -> None:
    await places.put([FARM])
    with pytest.raises(BulkWriteError):
        await places.put([replace(FARM, id="other")])


@pytest.mark.parametrize(
    "question",
    [
        {"_id": {"$in": ["s1", "farm"]}},
        {"epc": {"$in": ["414/9521000000001"]}},
        {"sensors": {"$in": ["t1"]}},
        {"store": "s1"},
        {"parent": {"$in": ["s1"]}},
        {"kind": "STORE"},
    ],
)
async def test_places_are_answered_by_an_index(
    places: Places, database: AsyncDatabase[Document], question: Document
) -> None:
    await places.put(ALL, [STORE])
    plan = await database[PLACES.name].find(question).explain()
    assert "COLLSCAN" not in str(plan)
    assert "IXSCAN" in str(plan)
