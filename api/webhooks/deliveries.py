"""What is delivered to webhooks, in MongoDB: what waits, what arrived and what was given up.

An attempt is claimed for a while before it is made, so that two processes never make the same one;
the claim of a process that died runs out, and the attempt is made again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from api.webhooks.retries import Outcome
from api.webhooks.values import Delivery, DeliveryStatus
from provenance.store.collection import Collection, Document
from provenance.text import Message

KEPT: Final = timedelta(days=30)
"""How long one that arrived or was given up can be seen and sent again."""
CLAIM: Final = timedelta(seconds=12)
"""How long an attempt is ours: longer than any may take (`sender.ATTEMPT_SECONDS`)."""

_NEWEST: Final = (("queued_at", DESCENDING), ("_id", DESCENDING))

DELIVERIES = Collection(
    name="deliveries",
    required=["webhook", "message", "topic", "body", "queued_at", "status", "attempts"],
    properties={
        "webhook": {"bsonType": "string"},
        "message": {"bsonType": "string"},
        "topic": {"bsonType": "string"},
        "body": {"bsonType": "binData"},
        "queued_at": {"bsonType": "date"},
        "status": {"enum": [status.value for status in DeliveryStatus]},
        "attempts": {"bsonType": "int"},
        "next_at": {"bsonType": ["date", "null"]},
        "finished_at": {"bsonType": ["date", "null"]},
        "answer": {"bsonType": ["int", "null"]},
        "problem": {"bsonType": ["object", "null"]},
    },
    indexes=[
        IndexModel(
            [("status", ASCENDING), ("webhook", ASCENDING), ("next_at", ASCENDING)], name="due"
        ),
        IndexModel(_NEWEST, name="newest"),
        IndexModel([("status", ASCENDING), *_NEWEST], name="newest_of_status"),
        IndexModel([("webhook", ASCENDING), *_NEWEST], name="newest_of_webhook"),
        IndexModel("finished_at", expireAfterSeconds=int(KEPT.total_seconds()), name="kept"),
    ],
)
"""`_id` is a digest of the notification and the webhook, so that queuing it again is queuing it
once; `message` and `body` are as they are sent."""

_WAITING: Final = DeliveryStatus.WAITING.value
_DEAD: Final = DeliveryStatus.DEAD.value


class Deliveries:
    """The deliveries of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._deliveries = database[DELIVERIES.name]

    async def queue(self, deliveries: Sequence[Delivery]) -> None:
        """Keep new ones, due at once; those that are known stay as they are."""
        if not deliveries:
            return
        await self._deliveries.bulk_write(
            [
                UpdateOne(
                    {"_id": each.id},
                    {
                        "$setOnInsert": {
                            "v": DELIVERIES.version,
                            "webhook": each.webhook,
                            "message": each.message,
                            "topic": each.topic,
                            "body": each.body,
                            "queued_at": each.queued_at,
                            **_afresh(each.queued_at),
                        }
                    },
                    upsert=True,
                )
                for each in deliveries
            ],
            ordered=False,
        )

    async def webhooks_waited_for(self) -> list[str]:
        """The ids of webhooks that something waits for, due or not."""
        return list(await self._deliveries.distinct("webhook", {"status": _WAITING}))

    async def claim(self, webhook: str, now: datetime) -> Delivery | None:
        """The delivery to a webhook that is due for longest, its attempt counted; None of none."""
        found = await self._deliveries.find_one_and_update(
            {"status": _WAITING, "webhook": webhook, "next_at": {"$lte": now}},
            {"$set": {"next_at": now + CLAIM}, "$inc": {"attempts": 1}},
            sort=[("next_at", ASCENDING)],
            return_document=ReturnDocument.AFTER,
        )
        return _delivery(found) if found else None

    async def keep(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Note what came of a claimed attempt, unless its claim counts no more."""
        finished = outcome.status is not DeliveryStatus.WAITING
        await self._deliveries.update_one(
            {"_id": delivery.id, "next_at": delivery.next_at},
            {
                "$set": {
                    "status": outcome.status.value,
                    "next_at": outcome.next_at,
                    "finished_at": now if finished else None,
                    "answer": outcome.answer.status,
                    "problem": message_document(outcome.answer.problem),
                }
            },
        )

    async def give_up(self, webhook: str, problem: Message, now: datetime) -> int:
        """End all that waits for a webhook; how many there were."""
        ended = {"status": _DEAD, "next_at": None, "finished_at": now}
        result = await self._deliveries.update_many(
            {"status": _WAITING, "webhook": webhook},
            {"$set": {**ended, "problem": message_document(problem)}},
        )
        return result.modified_count

    async def get(self, delivery: str) -> Delivery | None:
        """The delivery with that id."""
        found = await self._deliveries.find_one({"_id": delivery})
        return _delivery(found) if found else None

    async def resend(self, delivery: str, now: datetime) -> Delivery | None:
        """Begin again with the first attempt, now; None when there is none of that id."""
        found = await self._deliveries.find_one_and_update(
            {"_id": delivery},
            {"$set": _afresh(now)},
            return_document=ReturnDocument.AFTER,
        )
        return _delivery(found) if found else None

    async def resend_dead(self, webhook: str, now: datetime) -> int:
        """Begin again with all that were given up for a webhook; how many they are."""
        result = await self._deliveries.update_many(
            {"status": _DEAD, "webhook": webhook}, {"$set": _afresh(now)}
        )
        return result.modified_count

    async def latest(
        self,
        first: int,
        *,
        status: DeliveryStatus | None = None,
        webhook: str | None = None,
        before: Delivery | None = None,
    ) -> list[Delivery]:
        """The latest, newest first: older than `before`, where that is given."""
        wanted: Document = {}
        if status is not None:
            wanted["status"] = status.value
        if webhook is not None:
            wanted["webhook"] = webhook
        if before is not None:
            wanted["queued_at"] = {"$lte": before.queued_at}
            older = {"queued_at": {"$lt": before.queued_at}}
            wanted["$or"] = [older, {"_id": {"$lt": before.id}}]
        cursor = self._deliveries.find(wanted).sort(_NEWEST).limit(first)
        return [_delivery(found) async for found in cursor]


def message_document(message: Message | None) -> Document | None:
    """A message as it is stored, to be said in the language of whoever reads it."""
    return None if message is None else {"key": message.key, "args": dict(message.args)}


def message_from(found: Document | None) -> Message | None:
    """The stored message."""
    return None if found is None else Message(found["key"], found["args"])


def _afresh(now: datetime) -> Document:
    return {
        "status": _WAITING,
        "attempts": 0,
        "next_at": now,
        "finished_at": None,
        "answer": None,
        "problem": None,
    }


def _delivery(found: Document) -> Delivery:
    return Delivery(
        id=found["_id"],
        webhook=found["webhook"],
        message=found["message"],
        topic=found["topic"],
        body=found["body"],
        queued_at=found["queued_at"],
        status=DeliveryStatus(found["status"]),
        attempts=found["attempts"],
        next_at=found["next_at"],
        finished_at=found["finished_at"],
        answer=found["answer"],
        problem=message_from(found["problem"]),
    )
