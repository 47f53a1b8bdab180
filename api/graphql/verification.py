"""GraphQL: whether what is stored about a lot is still what was recorded."""

from datetime import datetime
from typing import Annotated, Self

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.language import Speech
from api.graphql.lot_types import known_thing
from provenance import verification

strawberry.enum(
    verification.ProblemKind,
    name="VerificationProblemKind",
    description="What is wrong. UNREADABLE: the stored document is no event any more; "
    "HASH_DIFFERS: document and hash do not agree; FIELD_DIFFERS: document and what is searched "
    "do not agree; EVENT_MISSING: the story rests on an event that is gone; PASSPORT_DIFFERS: the "
    "story is not what the events tell; ENTRY_DIFFERS: recorder or record time is not as kept.",
)


@strawberry.type(description="Something that is not as it was recorded.")
class VerificationProblem:
    event_id: str | None = described("EPCIS event id, where it is about one event.")
    kind: verification.ProblemKind = described("What is wrong.")
    message: str = described("One sentence, in the caller's language.")


@strawberry.type(
    description="Every event of a lot's story hashed and read anew, and the story told anew. "
    "Whoever can write the database can change all of it so that it agrees: compare with hashes "
    "kept elsewhere (`freshlens verify --hashes`, `--against`) to see that too."
)
class Verification:
    thing: str = described("The key of what was checked.")
    checked_at: datetime = described("When.")
    verified_events: int = described("How many events were hashed anew.")
    hashes: list[str] = described("Their keys: CBV 2.0 event hash ids, to keep elsewhere.")
    complete: bool = described("False where there are more events than one check reads (5,000).")
    sound: bool = described("True when all was checked and nothing is wrong.")
    problems: list[VerificationProblem] = described("What is wrong.")

    @classmethod
    def of(cls, value: verification.Verification, speech: Speech) -> Self:
        return cls(
            thing=value.thing,
            checked_at=value.checked_at,
            verified_events=len(value.entries),
            hashes=[entry.key for entry in value.entries],
            complete=value.complete,
            sound=value.sound,
            problems=[
                VerificationProblem(
                    event_id=problem.event_id,
                    kind=problem.kind,
                    message=speech.say(problem.message),
                )
                for problem in value.problems
            ],
        )


async def verify(
    info: Request,
    gtin: Annotated[str, strawberry.argument(description="GTIN, 8 to 14 digits.")],
    lot: Annotated[
        str | None, strawberry.argument(description="Lot number; leave it out for an instance.")
    ] = None,
    serial: Annotated[
        str | None, strawberry.argument(description="Serial number of an instance.")
    ] = None,
) -> Verification | None:
    request = info.context
    thing = known_thing(request, gtin=gtin, lot=lot, serial=serial)
    found = await verification.verify(request.archive, thing, now=request.now)
    return Verification.of(found, request.speech()) if found else None


@strawberry.type
class VerificationQuery:
    """To be inherited by the schema's Query type."""

    verify: Verification | None = strawberry.field(
        resolver=verify,
        description="Whether what is stored about a lot or an instance is what was recorded; null "
        "when nothing is recorded about it.",
        extensions=[Requires(Action.QUERY_EVENTS)],
    )
