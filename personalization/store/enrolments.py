"""First exposures: which unit met an experiment's offer when, and what it paid afterwards."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.experiments.uplift import Count, CutBy
from personalization.insights.exposure import Exposure
from personalization.redemptions.redemption import RedemptionState
from personalization.store.redemptions import REDEMPTIONS
from provenance.store.collection import Collection, Document

ENROLMENTS_KEPT = timedelta(days=400)

_TEXT = {"bsonType": "string"}
_PART = {"bsonType": ["string", "null"]}

ENROLMENTS = Collection(
    name="enrolments",
    required=("experiment", "unit", "variant", "at", "store", "currency", "offer", "zone"),
    properties={
        "experiment": _TEXT,
        "unit": _TEXT,
        "variant": {"bsonType": "int"},
        "at": {"bsonType": "date"},
        "store": _TEXT,
        "currency": _TEXT,
        "offer": _PART,
        "zone": _PART,
        "segments": {"bsonType": "array", "items": _TEXT},
    },
    indexes=(
        IndexModel([("experiment", ASCENDING), ("unit", ASCENDING), ("at", ASCENDING)]),
        IndexModel([("unit", ASCENDING)]),
        IndexModel(
            [("at", ASCENDING)],
            name="at",
            expireAfterSeconds=int(ENROLMENTS_KEPT.total_seconds()),
        ),
    ),
)
"""By experiment, offer and unit: the first exposure of each. `unit` is a pseudonym."""


class Enrolments:
    """The enrolments of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._enrolments = database[ENROLMENTS.name]

    async def enrol(
        self, exposures: Sequence[Exposure], session: AsyncClientSession | None = None
    ) -> None:
        """Keep the first exposure of each unit to each offer of an experiment, in whatever order
        they are reported; those that belong to no experiment are passed over."""
        documents = [found for exposure in exposures if (found := _document(exposure))]
        if documents:
            writes = [_if_first(document) for document in documents]
            await self._enrolments.bulk_write(writes, session=session)

    async def counts(self, experiment: str) -> Sequence[Count]:
        """The units of an experiment over all, and cut by offer, by zone and by segment.

        By offer a unit counts from its first exposure to that offer, elsewhere from its first one
        in the experiment, whose zone and segments it has.
        """
        found = await self._enrolments.aggregate(
            [
                {"$match": {"experiment": experiment}},
                {"$sort": {"experiment": 1, "unit": 1, "at": 1}},
                *_WITH_PAID,
                {
                    "$facet": {
                        "by_unit": [_FIRST_OF_UNIT, *_cut(_CUTS_OF_UNIT)],
                        "by_offer": _cut({CutBy.OFFER: ["$offer"]}),
                    }
                },
            ],
            allowDiskUse=True,
        )
        [counted] = await found.to_list()
        return [_count(document) for document in (*counted["by_unit"], *counted["by_offer"])]


def _document(exposure: Exposure) -> Document | None:
    if exposure.experiment is None or exposure.variant is None or exposure.unit is None:
        return None
    return {
        "_id": f"{exposure.experiment}|{exposure.offer or ''}|{exposure.unit}",
        "v": ENROLMENTS.version,
        "experiment": exposure.experiment,
        "unit": exposure.unit,
        "variant": exposure.variant,
        "at": exposure.at,
        "store": exposure.store,
        "currency": exposure.currency,
        "offer": exposure.offer,
        "zone": exposure.zone,
        "segments": list(exposure.segments),
    }


def _if_first(document: Document) -> UpdateOne:
    """Replace what is kept by something earlier, and nothing by something."""
    kept = {"$and": [{"$gt": ["$at", None]}, {"$lte": ["$at", document["at"]]}]}
    return UpdateOne(
        {"_id": document["_id"]},
        [{"$replaceWith": {"$cond": [kept, "$$ROOT", {"$literal": document}]}}],
        upsert=True,
    )


def _cut(cuts: Mapping[CutBy, Any]) -> list[Document]:
    """A unit counts for each of its keys in each cut."""
    keys = [_keyed(cut, keys) for cut, keys in cuts.items()]
    return [{"$set": {"cut": {"$concatArrays": keys}}}, {"$unwind": "$cut"}, _SUMS]


def _keyed(cut: CutBy, keys: Any) -> Document:
    there = {"$filter": {"input": keys, "cond": {"$gt": ["$$this", None]}}}
    return {"$map": {"input": there, "in": {"by": cut.value, "key": "$$this"}}}


_FIRST_OF_UNIT: Final[Document] = {
    "$group": {
        "_id": "$unit",
        **{
            name: {"$first": f"${name}"}
            for name in ("variant", "currency", "zone", "segments", "bought", "paid")
        },
    }
}
_CUTS_OF_UNIT: Final[Mapping[CutBy, Any]] = {
    CutBy.ALL: [""],
    CutBy.ZONE: ["$zone"],
    CutBy.SEGMENT: "$segments",
}
_OF_CURRENCY: Final[Document] = {
    "$cond": [{"$eq": ["$$this.currency", "$currency"]}, "$$this.paid", 0]
}
_WITH_PAID: Final[Sequence[Document]] = (
    {
        "$lookup": {
            "from": REDEMPTIONS.name,
            "localField": "unit",
            "foreignField": "unit",
            "let": {"at": "$at"},
            "pipeline": [
                {"$match": {"state": RedemptionState.CAPTURED.value}},
                {"$match": {"$expr": {"$gte": ["$captured_at", "$$at"]}}},
                {"$project": {"_id": 0, "paid": 1, "currency": 1}},
            ],
            "as": "sales",
        }
    },
    {
        "$project": {
            **dict.fromkeys(("unit", "variant", "currency", "offer", "zone", "segments"), 1),
            "bought": {"$ne": ["$sales", []]},
            "paid": {"$sum": {"$map": {"input": "$sales", "in": _OF_CURRENCY}}},
        }
    },
)
_SUMS: Final[Document] = {
    "$group": {
        "_id": {"cut": "$cut", "variant": "$variant", "currency": "$currency"},
        "units": {"$sum": 1},
        "conversions": {"$sum": {"$cond": ["$bought", 1, 0]}},
        "revenue": {"$sum": "$paid"},
        "squares": {"$sum": {"$pow": [{"$toDouble": "$paid"}, 2]}},
    }
}


def _count(document: Document) -> Count:
    group = document["_id"]
    return Count(
        cut=CutBy(group["cut"]["by"]),
        key=group["cut"]["key"],
        variant=group["variant"],
        currency=group["currency"],
        units=document["units"],
        conversions=document["conversions"],
        revenue=document["revenue"],
        squares=document["squares"],
    )
