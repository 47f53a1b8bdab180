"""Webhooks in MongoDB. Their secrets are stored readably, because signing needs them.

Whoever can read the database can sign as we do: give nobody else the right to, and keep backups as
safe as the database.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from api.webhooks.deliveries import DELIVERIES, message_document, message_from
from api.webhooks.signing import new_secret
from api.webhooks.values import Webhook
from provenance.store.collection import Collection, Document
from provenance.text import Message

WEBHOOKS = Collection(
    name="webhooks",
    required=["url", "topics", "secret", "enabled", "created_by", "created_at"],
    properties={
        "url": {"bsonType": "string"},
        "topics": {"bsonType": "array", "minItems": 1, "items": {"bsonType": "string"}},
        "secret": {"bsonType": "string"},
        "enabled": {"bsonType": "bool"},
        "created_by": {"bsonType": "string"},
        "created_at": {"bsonType": "date"},
        "failing_since": {"bsonType": ["date", "null"]},
        "problem": {"bsonType": ["object", "null"]},
    },
    indexes=[IndexModel([("url", ASCENDING)], unique=True)],
)

COLLECTIONS: Sequence[Collection] = (WEBHOOKS, DELIVERIES)
"""Every collection of webhooks."""

MOST_WEBHOOKS = 100


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """What somebody asked for."""

    url: str
    topics: tuple[str, ...]
    by: str


class Webhooks:
    """The webhooks of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._webhooks = database[WEBHOOKS.name]

    async def add(self, wanted: NewWebhook, now: datetime) -> Webhook | Message:
        """A new webhook with a secret of its own, enabled; or why there is none."""
        if await self._webhooks.count_documents({}) >= MOST_WEBHOOKS:
            return Message("webhook-too-many", {"most": MOST_WEBHOOKS})
        document = {
            "_id": secrets.token_hex(8),
            "v": WEBHOOKS.version,
            "url": wanted.url,
            "topics": list(wanted.topics),
            "secret": new_secret(),
            "enabled": True,
            "created_by": wanted.by,
            "created_at": now,
            "failing_since": None,
            "problem": None,
        }
        try:
            await self._webhooks.insert_one(document)
        except DuplicateKeyError:
            return Message("webhook-url-known")
        return _webhook(document)

    async def all(self) -> list[Webhook]:
        """Every webhook, the oldest first."""
        cursor = self._webhooks.find().sort([("created_at", ASCENDING), ("_id", ASCENDING)])
        return [_webhook(found) async for found in cursor]

    async def get(self, webhook: str) -> Webhook | None:
        """The webhook with that id."""
        found = await self._webhooks.find_one({"_id": webhook})
        return _webhook(found) if found else None

    async def change(
        self, webhook: str, *, topics: Sequence[str] | None = None, enabled: bool | None = None
    ) -> Webhook | None:
        """Change what is given; enabling forgets what was wrong. None when there is none."""
        changed: Document = {"v": WEBHOOKS.version}
        if topics is not None:
            changed["topics"] = list(topics)
        if enabled is not None:
            changed["enabled"] = enabled
        if enabled:
            changed |= {"failing_since": None, "problem": None}
        found = await self._webhooks.find_one_and_update(
            {"_id": webhook}, {"$set": changed}, return_document=ReturnDocument.AFTER
        )
        return _webhook(found) if found else None

    async def remove(self, webhook: str) -> bool:
        """Take it away; False when there was none."""
        return (await self._webhooks.delete_one({"_id": webhook})).deleted_count == 1

    async def worked(self, webhook: str) -> None:
        """Note a success, where the one before was a failure."""
        await self._webhooks.update_one(
            {"_id": webhook, "enabled": True, "problem": {"$ne": None}},
            {"$set": {"failing_since": None, "problem": None}},
        )

    async def failed(
        self, webhook: str, problem: Message, now: datetime, *, disable: bool = False
    ) -> None:
        """Note a failure; a receiver that wants no more is not sent any."""
        since = {"$ifNull": ["$failing_since", now]}
        told = {"problem": {"$literal": message_document(problem)}, "failing_since": since}
        off = {"enabled": False} if disable else {}
        await self._webhooks.update_one({"_id": webhook, "enabled": True}, [{"$set": told | off}])


def _webhook(found: Document) -> Webhook:
    return Webhook(
        id=found["_id"],
        url=found["url"],
        topics=tuple(found["topics"]),
        secret=found["secret"],
        enabled=found["enabled"],
        created_by=found["created_by"],
        created_at=found["created_at"],
        failing_since=found["failing_since"],
        problem=message_from(found["problem"]),
    )
