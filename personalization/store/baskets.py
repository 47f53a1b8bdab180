"""What is bought together: counts by store and day, and what they say over the last 90 days."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pymongo import ASCENDING, IndexModel, ReplaceOne, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.recommendations.counting import (
    WINDOW_DAYS,
    Basket,
    Counts,
    counted,
    is_product,
    summed,
)
from personalization.recommendations.lift import Partner, partners
from personalization.store.receipts import RECEIPTS
from provenance.store.collection import Collection, Document
from provenance.store.products import PRODUCTS

_DAY = timedelta(days=1)

BASKET_DAYS = Collection(
    name="basket_days",
    required=("store", "day", "thing", "together"),
    properties={
        "store": {"bsonType": "string"},
        "day": {"bsonType": "date"},
        "thing": {"bsonType": "string"},
        "together": {"bsonType": "array", "items": {"bsonType": "object"}},
    },
    indexes=(
        IndexModel([("store", ASCENDING), ("thing", ASCENDING), ("day", ASCENDING)]),
        IndexModel([("store", ASCENDING), ("day", ASCENDING)]),
        IndexModel([("day", ASCENDING)], expireAfterSeconds=(WINDOW_DAYS + 2) * 86_400),
    ),
)
"""By store, UTC day and thing: `personalization.recommendations.counting.Counts`. MongoDB removes
days that are over. No basket, no shopper."""

GOES_WITH = Collection(
    name="goes_with",
    required=("store", "thing", "at", "partners"),
    properties={
        "_id": {"bsonType": "string"},
        "store": {"bsonType": "string"},
        "thing": {"bsonType": "string"},
        "at": {"bsonType": "date"},
        "partners": {"bsonType": "array", "maxItems": 20},
    },
    indexes=(IndexModel([("store", ASCENDING), ("at", ASCENDING)]),),
)
"""By `{store}|{thing}`: which products go with a thing, as counted `at` that moment."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class DueDay:
    """A store's UTC day with receipts to be counted: their ids, with when they became due."""

    store: str
    day: datetime
    receipts: Mapping[str, datetime]


class Baskets:
    """The counts of one database, made from its receipts."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._receipts = database[RECEIPTS.name]
        self._days = database[BASKET_DAYS.name]
        self._goes_with = database[GOES_WITH.name]

    async def due(self, limit: int) -> Sequence[DueDay]:
        """The days of at most `limit` receipts that are new, or void, and not counted as such."""
        cursor = self._receipts.find(
            {"uncounted_since": {"$type": "date"}}, {"store": 1, "at": 1, "uncounted_since": 1}
        )
        days: defaultdict[tuple[str, datetime], dict[str, datetime]] = defaultdict(dict)
        async for each in cursor.sort("uncounted_since", ASCENDING).limit(limit):
            key = each["store"], _day_of(each["at"])
            days[key][each["_id"]] = each["uncounted_since"]
        return [DueDay(store, day, receipts) for (store, day), receipts in days.items()]

    async def count(self, due: DueDay) -> None:
        """Count a store's whole day again: every receipt once, however often this is called."""
        async with self._database.client.start_session() as session:
            await session.with_transaction(lambda inside: self._count(inside, due))

    async def sum_up(self, store: str, now: datetime) -> None:
        """Work out from the counted days what goes with what in a store."""
        since = {"store": store, "day": {"$gt": now - WINDOW_DAYS * _DAY}}
        pairs = await self._pairs(since)
        all_pairs = sum(number for thing, number in pairs.items() if is_product(thing))
        writes: list[ReplaceOne[Document]] = []
        async for counts in self._things(since):
            if found := partners(counts, pairs, all_pairs):
                writes.append(_replacement(store, counts.thing, found, now))
            if len(writes) == _BATCH:
                await self._goes_with.bulk_write(writes, ordered=False)
                writes.clear()
        if writes:
            await self._goes_with.bulk_write(writes, ordered=False)
        await self._goes_with.delete_many({"store": store, "at": {"$lt": now}})

    async def going_with(
        self, store: str, things: Iterable[str]
    ) -> Mapping[str, Sequence[Partner]]:
        """By thing, the products that go with it, best first; things without any are left out."""
        ids = [f"{store}|{thing}" for thing in sorted(set(things))]
        found = self._goes_with.find({"_id": {"$in": ids}}, {"thing": 1, "partners": 1})
        return {
            each["thing"]: [
                Partner(one["product"], one["together"], one["lift"]) for one in each["partners"]
            ]
            async for each in found
        }

    async def _count(self, session: AsyncClientSession, due: DueDay) -> None:
        # Marked first: who counts the same day meanwhile, or voids one of these, collides here.
        await self._receipts.bulk_write(
            [
                UpdateOne(
                    {"_id": receipt, "uncounted_since": since}, {"$set": {"uncounted_since": None}}
                )
                for receipt, since in due.receipts.items()
            ],
            ordered=False,
            session=session,
        )
        baskets = await self._baskets(session, due)
        counts = await asyncio.to_thread(lambda: list(counted(baskets)))
        await self._days.delete_many({"store": due.store, "day": due.day}, session=session)
        if counts:
            documents = [_day_document(due, each) for each in counts]
            await self._days.insert_many(documents, session=session)

    async def _baskets(self, session: AsyncClientSession, due: DueDay) -> Sequence[Basket]:
        """Every sale of the day, with the categories that its products have now."""
        sales = await self._receipts.find(
            {
                "store": due.store,
                "at": {"$gte": due.day, "$lt": due.day + _DAY},
                "void_at": None,
            },
            {"lines.product": 1},
            session=session,
        ).to_list()
        sold = [[line["product"] for line in sale["lines"]] for sale in sales]
        ids = sorted({product for sale in sold for product in sale})
        found = self._database[PRODUCTS.name].find(
            {"_id": {"$in": ids}}, {"category": 1}, session=session
        )
        categories = {product["_id"]: product["category"] async for product in found}
        return [{product: categories.get(product) for product in sale} for sale in sold]

    async def _pairs(self, since: Document) -> Mapping[str, int]:
        """In how many pairs each thing is."""
        of_day: Document = {"$sum": {"$sum": "$together.baskets"}}
        cursor = await self._days.aggregate(
            [{"$match": since}, {"$group": {"_id": "$thing", "pairs": of_day}}]
        )
        return {each["_id"]: each["pairs"] async for each in cursor}

    async def _things(self, since: Document) -> AsyncIterator[Counts]:
        """The counts of each thing over all days, one thing at a time."""
        thing, days = "", list[Counts]()
        async for each in self._days.find(since).sort("thing", ASCENDING):
            if each["thing"] != thing:
                yield summed(thing, days)
                thing, days = each["thing"], []
            together = {one["product"]: one["baskets"] for one in each["together"]}
            days.append(Counts(thing, together))
        yield summed(thing, days)


def _day_of(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _day_document(due: DueDay, counts: Counts) -> Document:
    return {
        "_id": f"{due.store}|{due.day:%Y-%m-%d}|{counts.thing}",
        "v": BASKET_DAYS.version,
        "store": due.store,
        "day": due.day,
        "thing": counts.thing,
        "together": [
            {"product": product, "baskets": baskets} for product, baskets in counts.together.items()
        ],
    }


def _replacement(
    store: str, thing: str, found: Sequence[Partner], now: datetime
) -> ReplaceOne[Document]:
    document = {
        "_id": f"{store}|{thing}",
        "v": GOES_WITH.version,
        "store": store,
        "thing": thing,
        "at": now,
        "partners": [
            {"product": each.product, "together": each.together, "lift": each.lift}
            for each in found
        ],
    }
    return ReplaceOne({"_id": document["_id"]}, document, upsert=True)
