"""A market of one store for scans on the real database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import (
    Product,
    Scan,
    ScanAnswer,
)
from provenance.coldchain.values import Reading
from provenance.events import Event, MasterData
from provenance.identity import CodeRefusal, Currency, RefusalReason, StorePattern
from provenance.places import Place, PlaceKind, Store
from provenance.products import PluEntry
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.stories import (
    DAY,
    DEPOT,
    FARM,
    FISH,
    LOT,
    NORTH,
    SALAD,
    as_read,
    born,
    seen,
)

NOW = DAY + timedelta(days=1)
EURO = Currency("EUR", 2)
MARKET = Store(
    "north",
    "North Market",
    ZoneInfo("Europe/Madrid"),
    EURO,
    "es",
    patterns=(StorePattern("21IIIIIWWWWWC", 3),),
    default_places={"fish": "north-fridge", "prepared": "north-fridge"},
)
PLACES = [
    Place("farm", "Fjord Farm", PlaceKind.FARM, epc=FARM, country="NO"),
    Place("depot", "Depot", epc=DEPOT),
    Place("north", "North Market", PlaceKind.STORE, epc=NORTH),
    Place("north-fridge", "Fish fridge", PlaceKind.FRIDGE, epc=f"{NORTH}/254/fish", parent="north"),
]
SALMON = Product(
    FISH, FISH, {"en": "Salmon fillet", "es": "Salmón"}, category="fish/fresh/temperate"
)
BOWL = Product(SALAD, SALAD, {"en": "Salmon bowl"}, category="prepared/salad")
GRAPES = Product("north/4023", None, {"en": "Red grapes"})
LINK = f"https://brand.example/01/{FISH}/10/L1"
TO_NORTH: list[Event] = [
    born(0, FARM, LOT, master_data=MasterData(use_by=date(2026, 4, 26))),
    seen(4, "shipping", FARM, LOT, to=NORTH),
    seen(6, "receiving", NORTH, LOT),
]


async def stocked(database: AsyncDatabase[Document]) -> Archive:
    """Places, products and a PLU; what happens to lots is told by each test."""
    archive = Archive(database)
    await archive.places.put(PLACES, [MARKET])
    await archive.products.put([SALMON, BOWL])
    await archive.products.put_plu([PluEntry("north", "4023", GRAPES.id, own=GRAPES)])
    return archive


def occasion(
    store: str | None = "north",
    *,
    now: datetime = NOW,
    stores: Sequence[Store] = (MARKET,),
    cart: Sequence[str] = (),
    reviews: int | None = None,
    recipes: int | None = None,
) -> Occasion:
    """`found` fills in the places that are stored."""
    return Occasion(
        now=now,
        stores={each.id: each for each in stores},
        places={},
        store_id=store,
        cart=cart,
        reviews=reviews,
        recipes=recipes,
    )


async def told(archive: Archive, *events: Event) -> None:
    await archive.events.capture(as_read(*events))


async def cold(archive: Archive, celsius: Mapping[str, float], since: float, until: float) -> None:
    minutes = range(int(since * 60), int(until * 60) + 1, 10)
    await archive.readings.record(
        [
            Reading(place, f"{place}-sensor", DAY + timedelta(minutes=minute), value)
            for place, value in celsius.items()
            for minute in minutes
        ]
    )


async def found(archive: Archive, code: str, when: Occasion | None = None) -> Scan:
    places, _ = await archive.places.known()
    by_path = {place.epc: place for place in places if place.epc}
    answer = await scan(archive, code, replace(when or occasion(), places=by_path))
    assert isinstance(answer, Scan), answer
    return answer


def refused(answer: ScanAnswer) -> tuple[RefusalReason, str]:
    assert isinstance(answer, CodeRefusal)
    return answer.reason, answer.message.key
