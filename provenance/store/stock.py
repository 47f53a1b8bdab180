"""The lots that stand in a store now, with what judging their freshness needs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from provenance.answer import Recall
from provenance.passport import Passport
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.lots import LOTS, passport_from
from provenance.store.products import PRODUCTS
from provenance.store.recalls import lineage_lookup, recall_of

_GTIN = {"$arrayElemAt": [{"$split": ["$_id", "/"]}, 1]}
"""The GTIN in a lot's key, `01/{gtin}/10/{lot}`."""


@dataclass(frozen=True, slots=True)
class StoredLot:
    """A lot as stored; `dirty` says that its passport is behind the evidence.

    `categories` are those of the products it was made from, by GTIN.
    """

    passport: Passport
    dirty: bool
    gtin: str
    categories: Mapping[str, str | None]
    recall: Recall | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which lots are asked for: those at one of these GLN paths, of a category or its beginning,
    of one of these GTINs."""

    paths: Sequence[str]
    category: str | None = None
    gtins: frozenset[str] | None = None


async def standing(
    archive: Archive, shelf: Shelf, *, first: int, after: str | None, now: datetime
) -> Sequence[StoredLot]:
    """Lots with an open stay there, by key, the `first` ones after a key. One read."""
    of_product = {"from": PRODUCTS.name, "foreignField": "_id"}
    category = {"pipeline": [{"$project": {"category": 1}}]}
    recalls = lineage_lookup(now)["$lookup"]
    pipeline: list[dict[str, Any]] = [
        {
            "$match": {
                "stays": {"$elemMatch": {"place": {"$in": list(shelf.paths)}, "until": None}},
                **({"_id": {"$gt": after}} if after else {}),
                **({} if shelf.gtins is None else {"$or": _of_gtins(shelf.gtins)}),
            }
        },
        {"$sort": {"_id": 1}},
        {"$set": {"gtin": _GTIN}},
    ]
    if shelf.category is not None:
        beginning = {"category": {"$regex": f"^{re.escape(shelf.category)}(/|$)"}}
        pipeline += [
            {
                "$lookup": {
                    **of_product,
                    "localField": "gtin",
                    "pipeline": [{"$match": beginning}, {"$project": {"_id": 1}}],
                    "as": "of_category",
                }
            },
            {"$match": {"of_category": {"$ne": []}}},
        ]
    pipeline += [
        {"$limit": first},
        {"$lookup": {**of_product, **category, "localField": "gtins", "as": "made_from"}},
        {"$lookup": recalls},
        {"$lookup": {**recalls, "localField": "gtin", "as": "product_recalls"}},
    ]
    cursor = await archive.database[LOTS.name].aggregate(pipeline)
    return [_lot_from(document) async for document in cursor]


def _of_gtins(gtins: Iterable[str]) -> list[Document]:
    """Lots by the beginning of their keys; nothing matches where there are no GTINs."""
    beginnings = [f"01/{gtin}/10" for gtin in sorted(gtins)]
    keys = [{"$gt": f"{each}/", "$lt": f"{each}0"} for each in beginnings]  # "0" follows "/"
    return [{"_id": key} for key in keys] or [{"_id": {"$in": []}}]


def _lot_from(document: Document) -> StoredLot:
    passport = passport_from(document)
    return StoredLot(
        passport=passport,
        dirty=document["dirty"],
        gtin=document["gtin"],
        categories={made["_id"]: made["category"] for made in document["made_from"]},
        recall=recall_of(document["product_recalls"], document["recalls"], passport),
    )
