"""Capture jobs: documents staged before they are acknowledged, until every event of them is stored.

Whoever works on a job claims it for a while; a job whose worker died is claimed by the next one.
Working on a job twice is harmless: its events are stored once, and it ends once.
"""

import asyncio
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from provenance.capture_jobs import PROBLEMS_KEPT, CaptureJob, Ending, ErrorBehaviour
from provenance.epcis import Problem, ReadEvent
from provenance.store.collection import Collection, Document, Written
from provenance.store.events import Delivery, Events
from provenance.store.refused import NotTaken, unless_refused
from provenance.text import Message

KEPT: Final = timedelta(days=90)
"""How long a job can be asked about after its end; its events stay."""
CLAIM: Final = timedelta(seconds=10)
"""How long a worker that says nothing more is waited for."""

NOTHING: Final = Written()
_OF_WORK: Final = ("staged", "claimed_by", "claimed_until", "sessions")
_NEWEST: Final = (("created_at", DESCENDING), ("_id", DESCENDING))

CAPTURES = Collection(
    name="captures",
    required=["organisation", "created_at", "behaviour", "events", "running", "success"],
    properties={
        "organisation": {"bsonType": "string"},
        "created_at": {"bsonType": "date"},
        "behaviour": {"enum": [behaviour.value for behaviour in ErrorBehaviour]},
        "events": {"bsonType": "int"},
        "running": {"bsonType": "bool"},
        "success": {"bsonType": "bool"},
        "finished_at": {"bsonType": "date"},
        "staged": {"bsonType": "binData"},
        "claimed_by": {"bsonType": "string"},
        "claimed_until": {"bsonType": "date"},
        "sessions": {"bsonType": "array", "items": {"bsonType": "binData"}},
        "attempts": {"bsonType": "int"},
    },
    indexes=[
        IndexModel(_NEWEST, name="newest"),
        IndexModel([("organisation", ASCENDING), *_NEWEST], name="newest_of_organisation"),
        IndexModel(
            [("claimed_until", ASCENDING)],
            name="unfinished",
            partialFilterExpression={"running": True},
        ),
        IndexModel(
            [("finished_at", ASCENDING)],
            name="kept",
            expireAfterSeconds=int(KEPT.total_seconds()),
        ),
    ],
)
"""`staged` is the document as it came (zlib), while the job runs; `sessions` are those of its
workers' transactions, which outlive a killed worker by a minute unless somebody ends them."""

Position = tuple[datetime, str]
"""Where a job stands in the list: when it was created, and its id."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours to do: its document's bytes, and which attempt this is, from 1.

    An async context manager: leave it when the work is done or has failed.
    """

    job: CaptureJob
    body: bytes
    attempt: int
    session: AsyncClientSession

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.end_session()


class Captures:
    """The capture jobs of one database, whose client writes with `w: majority`."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._captures = database[CAPTURES.name]
        self._events = Events(database)

    async def stage(self, job: CaptureJob, body: bytes, worker: str) -> None:
        """Keep a new job with its document; from here on it cannot be lost."""
        staged = await asyncio.to_thread(zlib.compress, body, 1)
        await self._captures.insert_one(
            {
                "_id": job.id,
                "v": CAPTURES.version,
                "organisation": job.organisation,
                "created_at": job.created_at,
                "behaviour": job.behaviour.value,
                "events": job.events,
                "running": True,
                "success": True,
                "staged": staged,
                "claimed_by": worker,
                "claimed_until": job.created_at + CLAIM,
                "attempts": 0,
            }
        )

    async def claim(self, job_id: str, worker: str, now: datetime) -> Claimed | None:
        """One's own job, when its turn comes; None when it has ended or somebody took it over."""
        free = [{"claimed_by": worker}, {"claimed_until": {"$lte": now}}]
        return await self._claim({"_id": job_id, "$or": free}, worker, now)

    async def claim_abandoned(self, worker: str, now: datetime) -> Claimed | None:
        """A job that nobody works on any more, if there is one."""
        return await self._claim({"claimed_until": {"$lte": now}}, worker, now)

    async def renew(self, job_id: str, worker: str, now: datetime) -> None:
        """Keep a claim while working on the job takes longer."""
        await self._captures.update_one(
            {"_id": job_id, "running": True, "claimed_by": worker},
            {"$set": {"claimed_until": now + CLAIM}},
        )

    async def _claim(self, query: Document, worker: str, now: datetime) -> Claimed | None:
        session = self._database.client.start_session()
        before = await self._captures.find_one_and_update(
            {"running": True, **query},
            {
                "$set": {"claimed_by": worker, "claimed_until": now + CLAIM},
                "$push": {"sessions": session.session_id["id"]},
                "$inc": {"attempts": 1},
            },
            sort=[("claimed_until", ASCENDING)],
        )
        if before is None:
            await session.end_session()
            return None
        await self._end_transactions([before])
        body = await asyncio.to_thread(zlib.decompress, before["staged"])
        return Claimed(_job_from(before), body, before["attempts"] + 1, session)

    async def end_abandoned_transactions(self, now: datetime) -> None:
        """End what killed workers left open, before it holds up others for a minute."""
        left = {"running": True, "claimed_until": {"$lte": now}, "sessions": {"$exists": True}}
        await self._end_transactions(await self._captures.find(left, {"sessions": 1}).to_list())

    async def _end_transactions(self, jobs: Sequence[Document]) -> None:
        sessions = [{"id": each} for job in jobs for each in job.get("sessions", ())]
        if sessions:
            with suppress(OperationFailure):  # not allowed here: they end by themselves
                await self._database.command("killSessions", sessions)

    async def store(
        self,
        claimed: Claimed,
        read: Sequence[ReadEvent],
        problems: Sequence[Problem],
        now: datetime,
    ) -> None:
        """Store events in one transaction, so that nobody sees half of them, and end their job.

        What MongoDB can never take ends the job too, with nothing stored.
        """
        delivery = Delivery(claimed.job.id, claimed.session)
        outcome = await unless_refused(self._events.capture(read, delivery))
        if isinstance(outcome, NotTaken):
            refused = Problem("", Message("epcis-not-taken", {"why": outcome.why}))
            await self.end(claimed.job, [refused], now)
        else:
            await self.end(claimed.job, problems, now, outcome)

    async def end(
        self,
        job: CaptureJob,
        problems: Sequence[Problem],
        now: datetime,
        written: Written = NOTHING,
    ) -> None:
        """End a job, with nothing `written` unless told; the document is no longer needed."""
        kept = [_problem_document(each) for each in problems[:PROBLEMS_KEPT]]
        await self._captures.update_one(
            {"_id": job.id, "running": True},
            {
                "$set": {
                    "running": False,
                    "success": not problems,
                    "finished_at": now,
                    "stored": written.stored,
                    "known": written.unchanged,
                    "problem_count": len(problems),
                    "problems": kept,
                },
                "$unset": dict.fromkeys(_OF_WORK, ""),
            },
        )

    async def job(self, job_id: str, organisation: str | None = None) -> CaptureJob | None:
        """A job; of this organisation only, if one is given."""
        query = {"_id": job_id} | _of(organisation)
        found = await self._captures.find_one(query, {"staged": 0})
        return None if found is None else _job_from(found)

    async def newest(
        self, count: int, organisation: str | None = None, after: Position | None = None
    ) -> Sequence[CaptureJob]:
        """Jobs from the newest to the oldest, of all organisations or one, from a position on."""
        query = _of(organisation)
        if after is not None:
            at, job_id = after
            older = {"created_at": {"$lt": at}}
            query["$or"] = [older, {"created_at": at, "_id": {"$lt": job_id}}]
        found = self._captures.find(query, {"staged": 0}, limit=count).sort(_NEWEST)
        return [_job_from(document) async for document in found]


def _of(organisation: str | None) -> Document:
    return {} if organisation is None else {"organisation": organisation}


def _problem_document(problem: Problem) -> Document:
    message = problem.message
    return {"pointer": problem.pointer, "key": message.key, "args": dict(message.args)}


def _job_from(document: Document) -> CaptureJob:
    return CaptureJob(
        id=document["_id"],
        organisation=document["organisation"],
        created_at=document["created_at"],
        behaviour=ErrorBehaviour(document["behaviour"]),
        events=document["events"],
        ending=None if document["running"] else _ending_from(document),
    )


def _ending_from(document: Document) -> Ending:
    return Ending(
        at=document["finished_at"],
        stored=document["stored"],
        known=document["known"],
        problems=tuple(
            Problem(each["pointer"], Message(each["key"], each["args"]))
            for each in document["problems"]
        ),
        problem_count=document["problem_count"],
    )
