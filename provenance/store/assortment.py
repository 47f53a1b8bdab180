"""What a store sells, found by the words of ingredients."""

from collections.abc import Iterable
from datetime import datetime

from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document
from provenance.store.joined import Question, answers
from provenance.store.prices import PRICES, price_pipeline
from provenance.store.products import PRODUCTS


async def selling(
    database: AsyncDatabase[Document],
    words: Iterable[str],
    store: str,
    now: datetime,
    *,
    most: int,
) -> frozenset[str]:
    """Ids of products of our own that are about one of the words and have a price in the store, at
    most `most` for each word; one read."""
    wanted = sorted(set(words))
    if not wanted:
        return frozenset()
    priced: Document = {
        "from": PRICES.name,
        "localField": "_id",
        "foreignField": "product",
        "pipeline": [*price_pipeline(None, store, now)],
        "as": "prices",
    }
    found = await answers(
        database,
        {
            word: Question(
                PRODUCTS.name,
                [
                    {"$match": {"ingredient_keys": word}},
                    {"$lookup": priced},
                    {"$match": {"prices": {"$ne": []}}},
                    {"$limit": most},
                    {"$project": {"_id": 1}},
                ],
            )
            for word in wanted
        },
    )
    return frozenset(product["_id"] for its in found.values() for product in its)
