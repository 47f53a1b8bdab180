"""Recalls by what they reach: joined when goods are read, never copied to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from provenance.answer import Recall
from provenance.passport import Passport
from provenance.recalls import RecallNotice, Withdrawal
from provenance.store.collection import Collection, Document, Written, put
from provenance.store.notifications import Notification, Notifications

RECALLS = Collection(
    name="recalls",
    required=["things", "with_made_from", "since", "reasons", "instructions"],
    properties={
        "things": {"bsonType": "array", "minItems": 1, "items": {"bsonType": "string"}},
        "with_made_from": {"bsonType": "bool"},
        "since": {"bsonType": "date"},
        "reasons": {"bsonType": "object"},
        "instructions": {"bsonType": "object"},
        "announced_by": {"bsonType": ["string", "null"]},
        "withdrawn": {"bsonType": ["object", "null"]},
    },
    indexes=[
        IndexModel([("things", ASCENDING), ("since", ASCENDING)]),
        IndexModel([("since", DESCENDING), ("_id", DESCENDING)]),
    ],
    version=2,
)

RECALL_SCANS = Collection(
    name="recall_scans",
    required=["recall", "day", "scans"],
    properties={
        "recall": {"bsonType": "string"},
        "day": {"bsonType": "date"},
        "scans": {"bsonType": ["int", "long"]},
    },
    indexes=[IndexModel([("recall", ASCENDING)])],
)
"""How often recalled goods were scanned, by recall and UTC day: an aggregate about nobody."""


@dataclass(frozen=True, slots=True)
class OtherRecallError(Exception):
    """The id stands for a recall that says something else."""

    known: RecallNotice


class Recalls:
    """Recall notices by id; none is ever deleted."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._recalls = database[RECALLS.name]
        self._scans = database[RECALL_SCANS.name]
        self._outbox = Notifications(database)

    async def put(self, notices: Sequence[RecallNotice]) -> Written:
        """Store recalls as they are (a sample, an import); repeating it changes nothing."""
        return await put(self._database, RECALLS, [notice_document(each) for each in notices])

    async def announce(self, notice: RecallNotice) -> RecallNotice:
        """Put a recall into force and tell who must know; the one on record when it was already.

        Raises `OtherRecallError` when its id belongs to a recall of something else.
        """

        async def announced(session: AsyncClientSession) -> None:
            document = {"v": RECALLS.version, **notice_document(notice)}
            await self._recalls.insert_one(document, session=session)
            await self._outbox.tell(session, [_told(notice, "announced", notice.since)])

        try:
            async with self._database.client.start_session() as session:
                await session.with_transaction(announced)
        except DuplicateKeyError:
            known = await self.by_id(notice.id)
            if known is None:
                raise
            if (known.things, known.with_made_from) != (notice.things, notice.with_made_from):
                raise OtherRecallError(known) from None
            return known
        return notice

    async def withdraw(self, recall: str, withdrawal: Withdrawal) -> RecallNotice | None:
        """Take a recall back and tell who must know; the first withdrawal counts.

        The notice as it is then; None when there is none of that id.
        """

        async def withdrawn(session: AsyncClientSession) -> None:
            found = await self._recalls.find_one_and_update(
                {"_id": recall, "withdrawn": None},
                {"$set": {"withdrawn": _withdrawal_document(withdrawal)}},
                session=session,
            )
            if found:
                told = _told(notice_from(found), "withdrawn", withdrawal.at)
                await self._outbox.tell(session, [told])

        async with self._database.client.start_session() as session:
            await session.with_transaction(withdrawn)
        return await self.by_id(recall)

    async def by_id(self, recall: str) -> RecallNotice | None:
        """The notice with that id."""
        found = await self._recalls.find_one({"_id": recall})
        return notice_from(found) if found else None

    async def latest(
        self, *, first: int, before: tuple[datetime, str] | None, in_force: bool
    ) -> Sequence[RecallNotice]:
        """Notices, the newest first, from the one before (`since`, `id`) on."""
        wanted: Document = {"withdrawn": None} if in_force else {}
        if before:
            since, recall = before
            earlier = {"since": since, "_id": {"$lt": recall}}
            wanted["$or"] = [{"since": {"$lt": since}}, earlier]
        order = [("since", DESCENDING), ("_id", DESCENDING)]
        return [
            notice_from(each) async for each in self._recalls.find(wanted, sort=order, limit=first)
        ]

    async def in_force_on(self, things: Sequence[str], now: datetime) -> bool:
        """Whether any of these product ids and lot keys is recalled itself."""
        return bool(await self._recalls.find_one({"things": {"$in": list(things)}, **_force(now)}))

    async def count_scans(self, scans: Mapping[tuple[str, datetime], int]) -> None:
        """Add to the scans of recalls by UTC day (its midnight)."""
        await self._scans.bulk_write(
            [
                UpdateOne(
                    {"_id": f"{recall}|{day:%Y-%m-%d}"},
                    {
                        "$inc": {"scans": number},
                        "$setOnInsert": {"v": RECALL_SCANS.version, "recall": recall, "day": day},
                    },
                    upsert=True,
                )
                for (recall, day), number in scans.items()
            ],
            ordered=False,
        )

    async def scans(self, recalls: Sequence[str]) -> Mapping[str, int]:
        """How often goods of each recall were scanned since it was announced."""
        cursor = await self._scans.aggregate(
            [
                {"$match": {"recall": {"$in": list(recalls)}}},
                {"$group": {"_id": "$recall", "scans": {"$sum": "$scans"}}},
            ]
        )
        return {each["_id"]: each["scans"] async for each in cursor}


def recall_pipeline(things: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    """The recalls in force for product ids and lot keys."""
    return [{"$match": {"things": {"$in": list(things)}, **_force(now)}}]


def lineage_lookup(now: datetime) -> dict[str, Any]:
    """A stage that gives each passport as `recalls` those in force of what its story rests on."""
    return {
        "$lookup": {
            "from": RECALLS.name,
            "localField": "lineage.name",
            "foreignField": "things",
            "pipeline": [{"$match": _force(now)}],
            "as": "recalls",
        }
    }


def recall_of(
    direct: Iterable[Document], by_lineage: Iterable[Document], passport: Passport | None
) -> Recall | None:
    """The first recall that reaches goods: one that names them, or what they were made from."""
    lineage = passport.lineage if passport else {}
    own = passport.own_things if passport else frozenset[str]()
    notices = [
        *map(notice_from, direct),
        *(each for each in map(notice_from, by_lineage) if each.reaches(own, lineage)),
    ]
    if not notices:
        return None
    first = min(notices, key=lambda notice: (notice.since, notice.id))
    inputs = sorted(lineage.keys() - own & set(first.things)) if first.with_made_from else []
    return Recall(
        id=first.id,
        reasons=first.reasons,
        instructions=first.instructions,
        since=first.since,
        made_from=inputs[0] if inputs and not own & set(first.things) else None,
    )


def notice_document(notice: RecallNotice) -> Document:
    """How a notice is stored."""
    return {
        "_id": notice.id,
        "things": list(notice.things),
        "with_made_from": notice.with_made_from,
        "reasons": dict(notice.reasons),
        "instructions": dict(notice.instructions),
        "since": notice.since,
        "announced_by": notice.announced_by,
        "withdrawn": _withdrawal_document(notice.withdrawn) if notice.withdrawn else None,
    }


def notice_from(document: Document) -> RecallNotice:
    """The notice as stored."""
    withdrawn = document.get("withdrawn")
    return RecallNotice(
        id=document["_id"],
        things=tuple(document["things"]),
        with_made_from=document["with_made_from"],
        reasons=document["reasons"],
        instructions=document["instructions"],
        since=document["since"],
        announced_by=document.get("announced_by"),
        withdrawn=Withdrawal(**withdrawn) if withdrawn else None,
    )


def _withdrawal_document(withdrawal: Withdrawal) -> Document:
    return {"at": withdrawal.at, "by": withdrawal.by, "reason": withdrawal.reason}


def _force(now: datetime) -> Document:
    return {"since": {"$lte": now}, "withdrawn": None}


def _told(notice: RecallNotice, what: str, at: datetime) -> Notification:
    return Notification(
        id=f"recall:{notice.id}:{what}",
        topic=f"recall.{what}",
        at=at,
        data={
            "recallId": notice.id,
            "things": list(notice.things),
            "withMadeFrom": notice.with_made_from,
            "reasons": dict(notice.reasons),
            "instructions": dict(notice.instructions),
        },
    )
