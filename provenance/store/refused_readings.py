"""What devices published and we could not use: kept for a week for whoever mends the device.

One document a topic and reason, so that a device which repeats its mistake all night, or a client
that floods, fills no disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo import DESCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Collection, Document
from provenance.text import Message

REFUSED_READINGS = Collection(
    "refused_readings",
    ("topic", "field", "reason", "args", "payload", "count", "first_at", "last_at"),
    {
        "topic": {"bsonType": "string"},
        "field": {"bsonType": "string"},
        "reason": {"bsonType": "string"},
        "args": {"bsonType": "object"},
        "payload": {"bsonType": "string"},
        "count": {"bsonType": ["int", "long"]},
        "first_at": {"bsonType": "date"},
        "last_at": {"bsonType": "date"},
    },
    (
        IndexModel(
            [("last_at", DESCENDING)],
            name="last_at",
            expireAfterSeconds=int(timedelta(days=7).total_seconds()),
        ),
    ),
)
"""`_id` is the topic and the reason's key; args and payload are those of the latest refusal."""

MOST_KEPT = 10_000
"""Topics and reasons; further ones wait until the oldest are forgotten."""

_NEWEST = (("last_at", DESCENDING), ("_id", DESCENDING))
_TOPIC = 256
_PAYLOAD = 4096


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """A message, or one record of it, that could not be used; `field` may be empty.

    `count` is how often the topic was refused for that reason: a message that the broker delivers
    twice counts twice. Topic and payload may be cut.
    """

    topic: str
    field: str
    reason: Message
    payload: str
    at: datetime
    count: int = 1

    @property
    def key(self) -> str:
        """What is counted together: topic and reason."""
        return f"{self.topic[:_TOPIC]}|{self.reason.key}"


class RefusedReadings:
    """The refusals of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._refused = database[REFUSED_READINGS.name]

    async def keep(self, refusals: Sequence[RefusedReading]) -> None:
        """Count these, and keep the latest of each topic and reason."""
        if not refusals:
            return
        room = await self._refused.estimated_document_count() < MOST_KEPT
        latest: dict[str, tuple[int, RefusedReading]] = {}
        for each in refusals:
            latest[each.key] = (latest.get(each.key, (0, each))[0] + each.count, each)
        await self._refused.bulk_write(
            [_kept(count, each, room) for count, each in latest.values()], ordered=False
        )

    async def latest(
        self, most: int, after: tuple[datetime, str] | None = None
    ) -> Sequence[RefusedReading]:
        """The newest refusals first, from a position (`at`, `key`) on."""
        query: Document = {}
        if after is not None:
            at, key = after
            query = {"$or": [{"last_at": {"$lt": at}}, {"last_at": at, "_id": {"$lt": key}}]}
        found = self._refused.find(query).sort(_NEWEST).limit(most)
        return [
            RefusedReading(
                topic=document["topic"],
                field=document["field"],
                reason=Message(document["reason"], document["args"]),
                payload=document["payload"],
                at=document["last_at"],
                count=document["count"],
            )
            async for document in found
        ]


def _kept(count: int, refusal: RefusedReading, room: bool) -> UpdateOne:
    return UpdateOne(
        {"_id": refusal.key},
        {
            "$inc": {"count": count},
            "$set": {
                "field": refusal.field,
                "args": dict(refusal.reason.args),
                "payload": refusal.payload[:_PAYLOAD],
                "last_at": refusal.at,
            },
            "$setOnInsert": {
                "v": REFUSED_READINGS.version,
                "topic": refusal.topic[:_TOPIC],
                "reason": refusal.reason.key,
                "first_at": refusal.at,
            },
        },
        upsert=room,
    )
