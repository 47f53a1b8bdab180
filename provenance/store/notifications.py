"""What others must be told: written in the transaction of what happened, sent on afterwards.

A notification is kept exactly when the thing it tells of is (a transactional outbox); whoever sends
it on (webhooks) may be away for as long as it likes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Collection, Document

KEPT: Final = timedelta(days=90)
"""How long one that was sent on stays known, so that telling it again is telling it once."""

NOTIFICATIONS = Collection(
    name="notifications",
    required=["topic", "at", "data", "sent_on"],
    properties={
        "topic": {"bsonType": "string"},
        "at": {"bsonType": "date"},
        "data": {"bsonType": "object"},
        "sent_on": {"bsonType": "bool"},
        "sent_at": {"bsonType": "date"},
    },
    indexes=[
        IndexModel([("at", ASCENDING)], partialFilterExpression={"sent_on": False}, name="waiting"),
        IndexModel("sent_at", expireAfterSeconds=int(KEPT.total_seconds()), name="kept"),
    ],
)


@dataclass(frozen=True, slots=True)
class Notification:
    """Something that happened at `at` (UTC). `id` is made of what happened, so that telling it
    again is telling it once (`alarm:{id}:raised`, say); `topic` is what receivers choose by
    (`alarm.raised`); `data` is JSON: identifiers and plain values, no personal datum."""

    id: str
    topic: str
    at: datetime
    data: Mapping[str, object]


class Notifications:
    """The outbox of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._notifications = database[NOTIFICATIONS.name]

    async def tell(
        self, session: AsyncClientSession, notifications: Sequence[Notification]
    ) -> None:
        """Keep these with the caller's transaction; those that are known stay as they were."""
        if notifications:
            await self._notifications.bulk_write(
                [
                    UpdateOne(
                        {"_id": each.id},
                        {
                            "$setOnInsert": {
                                "v": NOTIFICATIONS.version,
                                "topic": each.topic,
                                "at": each.at,
                                "data": dict(each.data),
                                "sent_on": False,
                            }
                        },
                        upsert=True,
                    )
                    for each in notifications
                ],
                ordered=False,
                session=session,
            )

    async def waiting(self, most: int) -> list[Notification]:
        """The oldest that were not sent on yet."""
        cursor = self._notifications.find({"sent_on": False}).sort("at", ASCENDING).limit(most)
        return [
            Notification(found["_id"], found["topic"], found["at"], found["data"])
            async for found in cursor
        ]

    async def sent_on(self, ids: Sequence[str], now: datetime) -> None:
        """Note that whoever sends them on has taken these over; repeating it changes nothing."""
        await self._notifications.update_many(
            {"_id": {"$in": list(ids)}, "sent_on": False},
            {"$set": {"sent_on": True, "sent_at": now}},
        )
