"""Prices: what each store asks for a product, now and at other times."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pymongo import DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Price, PriceUnit
from provenance.identity import Currency, Money
from provenance.prices import ShelfPrice
from provenance.store.collection import Collection, Document, Written, put

_ANSWER = ("minor_units", "currency", "exponent", "per")

PRICES = Collection(
    name="prices",
    required=("store", "product", "from", "to", *_ANSWER),
    properties={
        "_id": {"bsonType": "string"},
        "store": {"bsonType": "string"},
        "product": {"bsonType": "string"},
        "from": {"bsonType": "date"},
        "to": {"bsonType": "date"},
        "minor_units": {"bsonType": ["int", "long"], "minimum": 0},
        "currency": {"bsonType": "string", "pattern": "^[A-Z]{3}$"},
        "exponent": {"bsonType": "int"},
        "per": {"enum": [unit.value for unit in PriceUnit]},
    },
    # The whole answer is in the index: a price is read without touching its document.
    indexes=(
        IndexModel(
            [
                ("store", 1),
                ("product", 1),
                ("from", DESCENDING),
                ("to", 1),
                *((name, 1) for name in _ANSWER),
            ],
            name="price_now",
        ),
    ),
)
"""Prices by `{store}|{product}|{from}`."""

# Null cannot be answered from an index alone, so an open end is a date that never comes.
_OPEN_END = datetime(9999, 1, 1, tzinfo=UTC)


class Prices:
    """The prices of all stores."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, prices: Sequence[ShelfPrice]) -> Written:
        """Store prices; one for the same store, product and beginning replaces the earlier one."""
        return await put(self._database, PRICES, [price_document(price) for price in prices])

    async def current(self, product: str, store: str, now: datetime) -> Price | None:
        """The price in force at `now`; where several are, the one that began last."""
        cursor = await self._database[PRICES.name].aggregate(price_pipeline(product, store, now))
        return next((price_from(document) for document in await cursor.to_list()), None)

    async def current_of(
        self, products: Iterable[str], store: str, now: datetime
    ) -> dict[str, Price]:
        """The prices in force at `now` by product, as `current` finds each; one read."""
        return await self._by_product({"$in": sorted(set(products))}, store, now)

    async def all_current(self, store: str, now: datetime) -> dict[str, Price]:
        """All prices that a store has in force at `now`, by product; one read."""
        return await self._by_product(None, store, now)

    async def _by_product(
        self, products: Document | None, store: str, now: datetime
    ) -> dict[str, Price]:
        cursor = await self._database[PRICES.name].aggregate(
            [
                {"$match": _in_force(products, store, now)},
                {"$sort": {"product": 1, "from": DESCENDING}},
                {"$project": {"_id": 0, "product": 1, **dict.fromkeys(_ANSWER, 1)}},
                {"$group": {"_id": "$product", "found": {"$first": "$$ROOT"}}},
            ]
        )
        return {each["_id"]: price_from(each["found"]) async for each in cursor}


def price_pipeline(product: str | None, store: str, now: datetime) -> list[Document]:
    """An aggregation on `prices` for the price in force at `now`: at most one document.

    Without a product it is for joining with products.
    """
    return [
        {"$match": _in_force(product, store, now)},
        {"$sort": {"from": DESCENDING}},
        {"$limit": 1},
        {"$project": {"_id": 0, **dict.fromkeys(_ANSWER, 1)}},
    ]


def _in_force(product: str | Document | None, store: str, now: datetime) -> Document:
    of_product = {} if product is None else {"product": product}
    return {"store": store, **of_product, "from": {"$lte": now}, "to": {"$gt": now}}


def price_from(document: Document) -> Price:
    """The price in a stored document, or in what `price_pipeline` found."""
    currency = Currency(document["currency"], document["exponent"])
    return Price(Money(document["minor_units"], currency), PriceUnit(document["per"]))


def price_document(price: ShelfPrice) -> Document:
    """A price as stored."""
    amount = price.price.amount
    since = price.since.astimezone(UTC)
    return {
        "_id": f"{price.store}|{price.product}|{since.isoformat()}",
        "store": price.store,
        "product": price.product,
        "from": since,
        "to": price.until.astimezone(UTC) if price.until else _OPEN_END,
        "minor_units": amount.minor_units,
        "currency": amount.currency.code,
        "exponent": amount.currency.exponent,
        "per": price.price.per.value,
    }
