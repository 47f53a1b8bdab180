"""Segments with all their versions, and the lists of those that have no rule."""

from collections.abc import Collection as Items
from datetime import datetime
from typing import Any

import msgspec
from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from personalization.shoppers.consent import Purpose
from personalization.shoppers.segments import MOST_SEGMENTS, Segment, SegmentRule
from personalization.store.shoppers import SHOPPERS
from provenance.store.collection import Collection, Document
from provenance.text import Message

SEGMENTS = Collection(
    name="segments",
    required=("version", "versions"),
    properties={
        "_id": {"bsonType": "string"},
        "version": {"bsonType": "int"},
        "versions": {"bsonType": "array", "minItems": 1, "items": {"bsonType": "object"}},
    },
)
"""By id; the last of `versions` is in force."""

SEGMENT_MEMBERS = Collection(
    name="segment_members",
    required=("segment", "shopper", "at"),
    properties={
        "_id": {"bsonType": "string"},
        "segment": {"bsonType": "string"},
        "shopper": {"bsonType": "string"},
        "at": {"bsonType": "date"},
    },
    indexes=(IndexModel([("shopper", ASCENDING)]), IndexModel([("segment", ASCENDING)])),
)
"""By `{segment}|{shopper}`; rests on HISTORY."""

_BATCH = 500


class Segments:
    """The segments of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._segments = database[SEGMENTS.name]
        self._members = database[SEGMENT_MEMBERS.name]
        self._shoppers = database[SHOPPERS.name]

    async def all(self) -> list[Segment]:
        """Every segment as it is in force, by id."""
        return [segment_from(found) async for found in self._segments.find().sort("_id")]

    async def versions(self, segment_id: str) -> list[Segment]:
        """All versions of a segment, the latest first; empty where there is no such segment."""
        found = await self._segments.find_one({"_id": segment_id})
        return [_version(segment_id, each) for each in reversed(found["versions"])] if found else []

    async def save(self, segment: Segment) -> Message | None:
        """Store the next version of a segment (1 begins one); why it was not stored, else None."""
        version = _version_document(segment)
        if segment.version == 1:
            if await self._segments.estimated_document_count() >= MOST_SEGMENTS:
                return Message("shoppers-segments-many", {"most": MOST_SEGMENTS})
            document = {"_id": segment.id, "v": SEGMENTS.version, "version": 1}
            try:
                await self._segments.insert_one({**document, "versions": [version]})
            except DuplicateKeyError:
                return Message("shoppers-segment-version", {"version": segment.version})
            return None
        result = await self._segments.update_one(
            {"_id": segment.id, "version": segment.version - 1},
            {"$set": {"version": segment.version}, "$push": {"versions": version}},
        )
        if result.matched_count:
            return None
        return Message("shoppers-segment-version", {"version": segment.version})

    async def list_members(self, segment: str, shoppers: Items[str], now: datetime) -> int:
        """Make these shoppers the list of a segment, those without consent to HISTORY left out.

        How many are in it now. Safe to repeat.
        """
        wanted = sorted(set(shoppers))
        await self._members.delete_many({"segment": segment, "shopper": {"$nin": wanted}})
        listed = 0
        async with self._client.start_session() as session:
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]

                async def some(
                    transaction: AsyncClientSession, named: Items[str] = tuple(batch)
                ) -> int:
                    return await self._listed(transaction, segment, named, now)

                listed += await session.with_transaction(some)
        return listed

    async def _listed(
        self, transaction: AsyncClientSession, segment: str, named: Items[str], now: datetime
    ) -> int:
        agreed = {"_id": {"$in": list(named)}, "purposes": Purpose.HISTORY.value}
        # As `Shoppers.resting_on`: a withdrawal at the same time waits, or makes this wait.
        await self._shoppers.update_many(agreed, {"$inc": {"turn": 1}}, session=transaction)
        found = self._shoppers.find(agreed, {"_id": 1}, session=transaction)
        members = [
            UpdateOne(
                {"_id": f"{segment}|{shopper['_id']}"},
                {
                    "$setOnInsert": {
                        "v": SEGMENT_MEMBERS.version,
                        "segment": segment,
                        "shopper": shopper["_id"],
                        "at": now,
                    }
                },
                upsert=True,
            )
            async for shopper in found
        ]
        if members:
            await self._members.bulk_write(members, ordered=False, session=transaction)
        return len(members)


def segment_from(document: Document) -> Segment:
    """A stored segment as it is in force."""
    return _version(document["_id"], document["versions"][-1])


def _version(segment_id: str, document: Document) -> Segment:
    rule: Any = document["rule"]
    return Segment(
        id=segment_id,
        name=document["name"],
        rule=None if rule is None else msgspec.convert(rule, SegmentRule),
        version=document["version"],
        by=document["by"],
        at=document["at"],
        retired=document["retired"],
    )


def _version_document(segment: Segment) -> Document:
    return {
        "version": segment.version,
        "name": segment.name,
        "rule": None if segment.rule is None else msgspec.to_builtins(segment.rule, order="sorted"),
        "by": segment.by,
        "at": segment.at,
        "retired": segment.retired,
    }
