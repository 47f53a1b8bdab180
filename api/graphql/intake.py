"""GraphQL: what came in of EPCIS documents and readings, and what could not be used."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import strawberry
from graphql import GraphQLError

from api.access.callers import Action, ApiKey
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from provenance import capture_jobs
from provenance.store.refused_readings import RefusedReading as Refused

MOST = 100

FirstArgument = Annotated[int, strawberry.argument(description="How many, 1 to 100.")]
AfterArgument = Annotated[
    str | None, strawberry.argument(description="`endCursor` of the page before.")
]


@strawberry.enum(
    description="RUNNING: being worked on. STORED: all of it, or it was known before. PARTLY: the "
    "good events were stored, others not. REFUSED: nothing was stored."
)
class CaptureState(StrEnum):
    RUNNING = "running"
    STORED = "stored"
    PARTLY = "partly"
    REFUSED = "refused"

    @classmethod
    def of(cls, job: capture_jobs.CaptureJob) -> "CaptureState":
        """How a job stands."""
        if job.ending is None:
            return cls.RUNNING
        if job.success:
            return cls.STORED
        return cls.PARTLY if job.ending.stored or job.ending.known else cls.REFUSED


@strawberry.type(description="Something wrong with a captured document.")
class CaptureProblem:
    pointer: str = described("Where, as a JSON pointer (RFC 6901); empty: the whole document.")
    message: str = described("What, and what to do about it.")


@strawberry.type(description="An EPCIS document that was handed in, and what became of it.")
class CaptureJob:
    id: strawberry.ID = described("Its id, as in `/epcis/capture/{id}`.")
    organisation: str = described("Whose it is.")
    created_at: datetime = described("When it was handed in (UTC).")
    finished_at: datetime | None = described("When it ended (UTC); null while it runs.")
    state: CaptureState = described("How it stands.")
    events: int = described("Events in the document.")
    stored: int = described("How many of them are new.")
    known: int = described("How many were known before, or came twice.")
    problem_count: int = described("How many things are wrong.")
    problems: list[CaptureProblem] = described("The first 100 of them.")


@strawberry.type(description="Capture jobs.")
class CaptureJobPage:
    jobs: list[CaptureJob] = described("The newest first.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(
    description="What a device published over MQTT and we could not use: one a topic and reason, "
    "kept for a week."
)
class RefusedReading:
    topic: str = described("Where it was published.")
    field: str = described("Which part of it is wrong; empty: all of it.")
    reason: str = described("What is wrong with it, and what to do.")
    count: int = described("How often that came.")
    last_at: datetime = described("When it last came (UTC).")
    payload: str = described("What then came, up to 4 KiB.")


@strawberry.type(description="Refused readings.")
class RefusedReadingPage:
    readings: list[RefusedReading] = described("The newest first.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


async def jobs_handed_in(
    info: Request, first: FirstArgument = 20, after: AfterArgument = None
) -> CaptureJobPage:
    request, count = info.context, min(max(first, 1), MOST)
    caller = request.caller
    organisation = caller.organisation if isinstance(caller, ApiKey) else None
    stored = request.archive.captures
    last = await stored.job(after, organisation) if after is not None else None
    if after is not None and last is None:
        raise _no_cursor()
    position = (last.created_at, last.id) if last else None
    found = await stored.newest(count + 1, organisation, position)
    page = found[:count]
    return CaptureJobPage(
        jobs=[_job(request, each) for each in page],
        end_cursor=page[-1].id if len(found) > count else None,
    )


async def readings_refused(
    info: Request, first: FirstArgument = 20, after: AfterArgument = None
) -> RefusedReadingPage:
    request, count = info.context, min(max(first, 1), MOST)
    position = _position(after) if after is not None else None
    found = await request.archive.refused_readings.latest(count + 1, position)
    page = found[:count]
    return RefusedReadingPage(
        readings=[
            RefusedReading(
                topic=each.topic,
                field=each.field,
                reason=request.say(each.reason),
                count=each.count,
                last_at=each.at,
                payload=each.payload,
            )
            for each in page
        ],
        end_cursor=_cursor(page[-1]) if len(found) > count else None,
    )


def _job(request: Context, job: capture_jobs.CaptureJob) -> CaptureJob:
    ending = job.ending or capture_jobs.Ending(job.created_at)
    return CaptureJob(
        id=strawberry.ID(job.id),
        organisation=job.organisation,
        created_at=job.created_at,
        finished_at=job.ending.at if job.ending else None,
        state=CaptureState.of(job),
        events=job.events,
        stored=ending.stored,
        known=ending.known,
        problem_count=ending.problem_count,
        problems=[
            CaptureProblem(pointer=each.pointer, message=request.say(each.message))
            for each in ending.problems
        ],
    )


def _cursor(refused: Refused) -> str:
    return f"{refused.at.isoformat()} {refused.key}"


def _position(cursor: str) -> tuple[datetime, str]:
    at, _, key = cursor.partition(" ")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), key
    except (ValueError, OverflowError):
        raise _no_cursor() from None


def _no_cursor() -> GraphQLError:
    message = "`after` is no cursor of this list: use an `endCursor` that it gave."
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


@strawberry.type
class IntakeQuery:
    """To be inherited by the schema's Query type."""

    capture_jobs: CaptureJobPage = strawberry.field(
        resolver=jobs_handed_in,
        description="EPCIS documents that were handed in, the newest first; a key sees those of "
        "its organisation.",
        extensions=[Requires(Action.CAPTURE)],
    )
    refused_readings: RefusedReadingPage = strawberry.field(
        resolver=readings_refused,
        description="What devices published over MQTT and we could not use, the newest first.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )
