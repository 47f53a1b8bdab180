"""Alarms as stored: one active alarm per rule and place, each told of in its own transaction."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.alarms.alarm import Alarm, AlarmEvent, Change, told
from provenance.alarms.values import AlarmKind, Level, Severity
from provenance.store.collection import Collection, Document
from provenance.store.notifications import Notification, Notifications

_TIME = {"bsonType": ["date", "null"]}

ALARMS = Collection(
    name="alarms",
    required=("rule", "kind", "place", "store", "severity", "started_at", "raised_at", "active"),
    properties={
        "rule": {"bsonType": "string"},
        "kind": {"bsonType": "string"},
        "place": {"bsonType": "string"},
        "store": {"bsonType": ["string", "null"]},
        "severity": {"enum": [severity.value for severity in Severity]},
        "started_at": {"bsonType": "date"},
        "raised_at": {"bsonType": "date"},
        "cleared_at": _TIME,
        "acknowledged_at": _TIME,
        "escalated_at": _TIME,
        "level": {"enum": [level.value for level in Level]},
        "active": {"bsonType": "bool"},
        "data": {"bsonType": "object"},
    },
    indexes=(
        IndexModel(
            [("rule", ASCENDING), ("place", ASCENDING)],
            name="one_active",
            unique=True,
            partialFilterExpression={"active": True},
        ),
        IndexModel(
            [("rule", ASCENDING), ("place", ASCENDING), ("raised_at", DESCENDING)], name="history"
        ),
        IndexModel([("raised_at", DESCENDING), ("_id", DESCENDING)], name="newest"),
        IndexModel(
            [("store", ASCENDING), ("raised_at", DESCENDING), ("_id", DESCENDING)], name="store"
        ),
    ),
)
"""`_id` is `{rule}|{place}|{started at}`."""

Guard = Callable[[AsyncClientSession], Awaitable[None]]
"""Called last in a transaction; what it raises undoes it (a lease's fence)."""


class Alarms:
    """The alarms of one database, whose client gives aware times."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._alarms = database[ALARMS.name]
        self._notifications = Notifications(database)

    async def get(self, alarm: str) -> Alarm | None:
        """One alarm."""
        found = await self._alarms.find_one({"_id": alarm})
        return alarm_from(found) if found else None

    async def active(self) -> Sequence[Alarm]:
        """All that last."""
        found = self._alarms.find({"active": True}).hint("one_active")  # which holds no others
        return [alarm_from(each) async for each in found]

    async def since(self, rule: str, place: str, since: datetime) -> Sequence[Alarm]:
        """A rule's alarms at a place that last, or cleared at or after a time; newest first."""
        found = self._alarms.find(
            {
                "rule": rule,
                "place": place,
                "$or": [{"active": True}, {"cleared_at": {"$gte": since}}],
            }
        ).sort("raised_at", DESCENDING)
        return [alarm_from(each) async for each in found]

    async def latest(
        self, *, store: str | None, active: bool | None, first: int, before: Alarm | None = None
    ) -> Sequence[Alarm]:
        """Alarms of a store or of all, newest first; of both states when `active` is None."""
        match: Document = {}
        if store is not None:
            match["store"] = store
        if active is not None:
            match["active"] = active
        if before is not None:
            match |= {
                "raised_at": {"$lte": before.raised_at},
                "$or": [{"raised_at": {"$lt": before.raised_at}}, {"_id": {"$lt": before.id}}],
            }
        order = [("raised_at", DESCENDING), ("_id", DESCENDING)]
        found = self._alarms.find(match).sort(order).limit(first)
        return [alarm_from(each) async for each in found]

    async def keep(
        self, session: AsyncClientSession, changes: Sequence[Change], now: datetime
    ) -> None:
        """Store changed alarms and tell of them, in the caller's transaction."""
        if not changes:
            return
        # in order: an alarm must clear before the next of its rule and place can be active
        await self._alarms.bulk_write(
            [_kept(change.alarm) for change in changes], ordered=True, session=session
        )
        await self._notifications.tell(
            session,
            [_notification(each.alarm, event, now) for each in changes for event in each.events],
        )

    async def acknowledge(
        self, alarm: str, *, by: str, note: str | None, now: datetime
    ) -> Alarm | None:
        """Note that somebody sees to it; the first one counts. None for an unknown alarm."""

        async def acknowledge(session: AsyncClientSession) -> Alarm | None:
            done: Any = await self._alarms.find_one_and_update(
                {"_id": alarm, "acknowledged_at": None},
                {"$set": {"acknowledged_at": now, "acknowledged_by": by, "note": note}},
                return_document=ReturnDocument.AFTER,
                session=session,
            )
            if done is None:
                return None
            found = alarm_from(done)
            event = _notification(found, AlarmEvent.ACKNOWLEDGED, now)
            await self._notifications.tell(session, [event])
            return found

        async with self._client.start_session() as session:
            return await session.with_transaction(acknowledge) or await self.get(alarm)

    async def escalate(self, alarms: Sequence[Alarm], guard: Guard, now: datetime) -> None:
        """Tell the next level of those that still last and that still nobody acknowledged.

        They are handed in with the level to be told.
        """
        if not alarms:
            return

        async def escalate(session: AsyncClientSession) -> None:
            done = []
            for alarm in alarms:
                higher = {"$set": {"level": alarm.level.value, "escalated_at": alarm.escalated_at}}
                waiting = {"_id": alarm.id, "active": True, "acknowledged_at": None}
                if (await self._alarms.update_one(waiting, higher, session=session)).matched_count:
                    done.append(_notification(alarm, AlarmEvent.ESCALATED, now))
            await self._notifications.tell(session, done)
            await guard(session)

        async with self._client.start_session() as session:
            await session.with_transaction(escalate)


def alarm_from(document: Document) -> Alarm:
    """The stored alarm."""
    return Alarm(
        id=document["_id"],
        rule=document["rule"],
        kind=AlarmKind(document["kind"]),
        place=document["place"],
        store=document["store"],
        severity=Severity(document["severity"]),
        started_at=document["started_at"],
        raised_at=document["raised_at"],
        cleared_at=document["cleared_at"],
        acknowledged_at=document["acknowledged_at"],
        acknowledged_by=document["acknowledged_by"],
        note=document["note"],
        level=Level(document["level"]),
        escalated_at=document["escalated_at"],
        data=document["data"],
    )


def _kept(alarm: Alarm) -> UpdateOne:
    """What judging decides is set; what people did is left as it is."""
    return UpdateOne(
        {"_id": alarm.id},
        {
            "$set": {
                "v": ALARMS.version,
                "rule": alarm.rule,
                "kind": alarm.kind.value,
                "place": alarm.place,
                "store": alarm.store,
                "severity": alarm.severity.value,
                "started_at": alarm.started_at,
                "raised_at": alarm.raised_at,
                "cleared_at": alarm.cleared_at,
                "active": alarm.active,
                "data": dict(alarm.data),
            },
            "$setOnInsert": {
                "acknowledged_at": None,
                "acknowledged_by": None,
                "note": None,
                "level": alarm.level.value,
                "escalated_at": None,
            },
        },
        upsert=True,
    )


def _notification(alarm: Alarm, event: AlarmEvent, now: datetime) -> Notification:
    """An alarm may be raised and cleared again, so its notifications are told apart by time."""
    happened = {
        AlarmEvent.RAISED: alarm.raised_at.isoformat(),
        AlarmEvent.ESCALATED: alarm.level.value,
        AlarmEvent.ACKNOWLEDGED: "",
        AlarmEvent.CLEARED: (alarm.cleared_at or now).isoformat(),
    }[event]
    return Notification(
        f"alarm:{alarm.id}:{event.value}:{happened}", f"alarm.{event.value}", now, told(alarm)
    )
