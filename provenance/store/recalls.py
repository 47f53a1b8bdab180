"""Recalls in force, by product and, where named, by lot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Recall
from provenance.store.collection import Collection, Document, Written, put

RECALLS = Collection(
    name="recalls",
    required=["product", "since", "reasons", "instructions"],
    properties={
        "product": {"bsonType": "string"},
        "lots": {"bsonType": ["array", "null"], "items": {"bsonType": "string"}},
        "since": {"bsonType": "date"},
        "reasons": {"bsonType": "object"},
        "instructions": {"bsonType": "object"},
    },
    indexes=[IndexModel([("product", ASCENDING), ("since", ASCENDING)])],
)


@dataclass(frozen=True, slots=True)
class RecallNotice:
    """A recall as it is announced: `lots` are lot numbers, None means every lot of the product.

    `reasons` and `instructions` are texts by language tag.
    """

    id: str
    product: str
    lots: Sequence[str] | None
    reasons: Mapping[str, str]
    instructions: Mapping[str, str]
    since: datetime


class Recalls:
    """Recall notices by id."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, notices: Sequence[RecallNotice]) -> Written:
        """Announce or change recalls; repeating it changes nothing."""
        return await put(
            self._database,
            RECALLS,
            [
                {
                    "_id": notice.id,
                    "product": notice.product,
                    "lots": None if notice.lots is None else list(notice.lots),
                    "reasons": dict(notice.reasons),
                    "instructions": dict(notice.instructions),
                    "since": notice.since,
                }
                for notice in notices
            ],
        )


def recall_pipeline(product: str, now: datetime) -> list[dict[str, Any]]:
    """The recalls in force for a product, the first one first: `recall_of` chooses."""
    return [{"$match": {"product": product, "since": {"$lte": now}}}, {"$sort": {"since": 1}}]


def recall_of(documents: Iterable[Document], lot: str | None) -> Recall | None:
    """The first recall of the whole product or of this lot.

    Without a lot only a recall of the whole product counts: nobody is warned off a good lot.
    """
    for document in documents:
        if document["lots"] is None or lot in document["lots"]:
            return Recall(document["reasons"], document["instructions"], document["since"])
    return None
