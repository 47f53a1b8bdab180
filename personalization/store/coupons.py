"""Coupons by the keyed digest of their code: whoever reads this collection can redeem nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, IndexModel, ReturnDocument, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from personalization.redemptions.basket import PricedBasket
from personalization.redemptions.coupon import Coupon, CouponSeries
from personalization.redemptions.redemption import Lack, Refused
from provenance.store.collection import Collection, Document

_COUNT = {"bsonType": ["int", "long"], "minimum": 0}
_MOMENT = {"bsonType": ["date", "null"]}

COUPON_SERIES = Collection(
    name="coupon_series",
    required=("offer", "count", "made", "created_at", "created_by"),
    properties={
        "offer": {"bsonType": "string"},
        "count": _COUNT,
        "made": _COUNT,
        "since": _MOMENT,
        "until": _MOMENT,
        "created_at": {"bsonType": "date"},
        "created_by": {"bsonType": "string"},
    },
    indexes=(IndexModel([("offer", ASCENDING), ("created_at", ASCENDING)]),),
)

COUPONS = Collection(
    name="coupons",
    required=("series", "offer", "left"),
    properties={
        "series": {"bsonType": "string"},
        "offer": {"bsonType": "string"},
        "left": {"bsonType": ["int", "null"], "minimum": 0},
        "since": _MOMENT,
        "until": _MOMENT,
    },
    indexes=(IndexModel([("series", ASCENDING)]),),
)
"""`left` is how many orders may still use it; null: any number."""

COUPON_TRIES = Collection(
    name="coupon_tries",
    required=("tries", "until"),
    properties={"tries": {"bsonType": "int"}, "until": {"bsonType": "date"}},
    indexes=(IndexModel("until", expireAfterSeconds=0),),
)
"""Codes that were tried, by the keyed digest of a cart or an address; forgotten at `until`."""


class Coupons:
    """All coupons of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._series = database[COUPON_SERIES.name]
        self._coupons = database[COUPONS.name]
        self._tries = database[COUPON_TRIES.name]

    async def begin(self, series: CouponSeries) -> CouponSeries:
        """Put a series on record; the one there is already with that id."""
        document = {
            "_id": series.id,
            "v": COUPON_SERIES.version,
            "offer": series.offer,
            "count": series.count,
            "uses": series.uses,
            "since": series.since,
            "until": series.until,
            "created_at": series.created_at,
            "created_by": series.created_by,
            "prefix": series.prefix,
            "gcn": series.gcn,
            "made": 0,
        }
        try:
            await self._series.insert_one(document)
        except DuplicateKeyError:
            known = await self.series(series.id)
            assert known is not None  # noqa: S101 - series are never removed
            return known
        return series

    async def series(self, series: str) -> CouponSeries | None:
        """The series with that id."""
        found = await self._series.find_one({"_id": series})
        return _series_from(found) if found else None

    async def series_of(self, offer: str) -> Sequence[CouponSeries]:
        """The series of an offer, the oldest first."""
        cursor = self._series.find({"offer": offer}).sort("created_at", ASCENDING)
        return [_series_from(found) async for found in cursor]

    async def add(self, series: CouponSeries, digests: Sequence[str], *, made: int) -> None:
        """Store coupons of a series, of which `made` are there afterwards; safe to repeat."""
        document = {
            "v": COUPONS.version,
            "series": series.id,
            "offer": series.offer,
            "left": series.uses,
            "since": series.since,
            "until": series.until,
        }
        await self._coupons.bulk_write(
            [
                UpdateOne({"_id": digest}, {"$setOnInsert": document}, upsert=True)
                for digest in digests
            ],
            ordered=False,
        )
        await self._series.update_one({"_id": series.id}, {"$max": {"made": made}})

    async def get(self, digest: str) -> Coupon | None:
        """The coupon with that digest."""
        found = await self._coupons.find_one({"_id": digest})
        return _coupon_from(found) if found else None

    async def used(self, series: str) -> int:
        """How many coupons of a series cannot be used any more."""
        return await self._coupons.count_documents({"series": series, "left": 0})

    async def count_try(self, who: str, now: datetime, window: timedelta) -> int:
        """Count one more code tried by someone; how many there were within the window.

        One atomic step, so the count holds over all workers.
        """
        running = {"$gt": ["$until", now]}
        found: Any = await self._tries.find_one_and_update(
            {"_id": who},
            [
                {
                    "$set": {
                        "v": COUPON_TRIES.version,
                        "tries": {"$cond": [running, {"$add": ["$tries", 1]}, 1]},
                        "until": {"$cond": [running, "$until", now + window]},
                    }
                }
            ],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return int(found["tries"])

    async def forgive_try(self, who: str) -> None:
        """The last one was good: it does not count."""
        await self._tries.update_one({"_id": who, "tries": {"$gt": 0}}, {"$inc": {"tries": -1}})

    async def settle(
        self, session: AsyncClientSession, before: PricedBasket | None, after: PricedBasket | None
    ) -> Sequence[Refused]:
        """Go from the coupons that an order used to those that it uses now: use up the new ones,
        give back the others. Names those that are used up; then the caller must abort."""
        was, is_ = _used(before), _used(after)
        returned = [digest for offer, digest in was.items() if offer not in is_]
        if returned:
            await self._coupons.update_many(
                {"_id": {"$in": returned}, "left": {"$ne": None}},
                {"$inc": {"left": 1}},
                session=session,
            )
        return [
            Refused(Lack.COUPON_USED, digest, (offer,))
            for offer, digest in is_.items()
            if offer not in was and not await self._taken(session, digest)
        ]

    async def _taken(self, session: AsyncClientSession, digest: str) -> bool:
        found = await self._coupons.find_one_and_update(
            {"_id": digest, "left": {"$ne": 0}},
            [{"$set": {"left": {"$add": ["$left", -1]}}}],  # any number less one is any number
            session=session,
        )
        return found is not None


def _used(basket: PricedBasket | None) -> Mapping[str, str]:
    """The coupons whose offers a basket uses, by offer; one that opens nothing stays unused."""
    if basket is None:
        return {}
    used = {use.offer for use in basket.uses}
    return {offer: digest for offer, digest in basket.coupons.items() if offer in used}


def _series_from(found: Document) -> CouponSeries:
    return CouponSeries(
        id=found["_id"],
        offer=found["offer"],
        count=found["count"],
        uses=found["uses"],
        since=found["since"],
        until=found["until"],
        created_at=found["created_at"],
        created_by=found["created_by"],
        prefix=found["prefix"],
        gcn=found["gcn"],
        made=found["made"],
    )


def _coupon_from(found: Document) -> Coupon:
    return Coupon(
        digest=found["_id"],
        offer=found["offer"],
        left=found["left"],
        since=found["since"],
        until=found["until"],
    )
