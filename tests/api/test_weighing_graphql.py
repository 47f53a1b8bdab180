"""What a scale may be asked to weigh."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.devices import Device, DeviceKind
from api.access.pairing import Paired, pair
from api.access.store import AccessStore
from personalization.store.market import Market
from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Currency, Money
from provenance.prices import ShelfPrice
from provenance.products import PluEntry
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import application, ask, serving
from tests.api.app_samples import STORE, STORE_PLACE

QUERY = "{ soldByWeight { product { name } price { amount { minorUnits } per } plu } }"
NAMES = {
    "09521321000025": {"en": "Plums", "es": "Ciruelas"},
    "09521321000032": {"en": "Apples", "es": "Manzanas"},
    "09521321000049": {"en": "Juice", "es": "Zumo"},
}


async def test_a_scale_is_told_what_its_store_sells_by_weight(
    mongodb_uri: str, database: AsyncDatabase[Document]
) -> None:
    archive, now = Archive(database), clock.now()
    await archive.places.put([STORE_PLACE], [STORE])
    await archive.products.put(
        [Product(id=key, gtin=key, names=names) for key, names in NAMES.items()]
    )
    await archive.products.put_plu([PluEntry(STORE.id, "4011", "09521321000032")])
    since = (now - timedelta(days=1)).astimezone(ZoneInfo("UTC"))
    units = (PriceUnit.KILOGRAM, PriceUnit.KILOGRAM, PriceUnit.EACH)
    await archive.prices.put(
        [
            ShelfPrice(STORE.id, key, Price(Money(199, Currency("EUR", 2)), per), since)
            for key, per in zip(NAMES, units, strict=True)
        ]
    )
    device = Device(DeviceKind.SCALE, "Fruit", STORE.id, None)
    paired = await pair(device, AccessStore(database), archive, Market(database), now)
    assert isinstance(paired, Paired)
    async with serving(application(mongodb_uri, database.name)) as client:
        answer = await ask(client, QUERY, None, paired.text, language="es")
        refused = (await client.post("/graphql", json={"query": QUERY})).json()
    price = {"amount": {"minorUnits": 199}, "per": "KILOGRAM"}
    assert answer["soldByWeight"] == [
        {"product": {"name": "Ciruelas"}, "price": price, "plu": None},
        {"product": {"name": "Manzanas"}, "price": price, "plu": "4011"},
    ]
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
