"""Capturing EPCIS documents: what can be taken in, and rolling what was taken forward.

A document is looked at from outside first (`received`), staged, and acknowledged. Then it is
validated whole and its events are stored in one transaction (`roll_forward`), which can be
repeated from the start at any time until it ends.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from provenance.capture_jobs import CaptureJob, ErrorBehaviour
from provenance.epcis import (
    Problem,
    ReadEvent,
    Size,
    envelope_problems,
    read_document,
    read_json,
    size,
)
from provenance.epcis_readings import record_readings
from provenance.store.archive import Archive
from provenance.store.captures import Claimed
from provenance.text import Message

EVENTS_LIMIT: Final = 5_000
"""Events of a document: MongoDB gives a transaction a minute, and these take a second or two."""
THINGS_LIMIT: Final = 50_000
"""Things that the lists of a document name together: a transaction must fit into memory too."""
BYTES_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of a document."""
ATTEMPTS: Final = 20
"""After so many workers died over a document, it is given up."""


def received(body: bytes) -> Size | Sequence[Problem]:
    """The size of a document that is one from outside; its events are not judged yet.

    Else what is wrong: it is no JSON, or no EPCIS document.
    """
    document = read_json(body)
    if isinstance(document, Problem):
        return [document]
    return envelope_problems(document) or size(cast("Mapping[str, Any]", document))


async def roll_forward(archive: Archive, claimed: Claimed, now: datetime) -> None:
    """Bring a staged job to its end; `now` becomes the record time of its events.

    Raises what the database raises while it is away; then the job is done again later.
    """
    job = claimed.job
    if claimed.attempt > ATTEMPTS:
        problem = Problem("", Message("epcis-given-up", {"attempts": ATTEMPTS}))
        await archive.captures.end(job, [problem], now)
        return
    events, problems = await asyncio.to_thread(_judged, job, claimed.body, now)
    if problems and (job.behaviour is ErrorBehaviour.ROLLBACK or not events):
        await archive.captures.end(job, problems, now)
    else:
        await record_readings(archive, events)
        await archive.captures.store(claimed, events, problems, now)


def _judged(
    job: CaptureJob, body: bytes, now: datetime
) -> tuple[Sequence[ReadEvent], Sequence[Problem]]:
    found = read_document(read_json(body), now=now, recorded_by=job.organisation, recorded_at=now)
    events = [each for each in found if isinstance(each, ReadEvent)]
    return events, [each for each in found if isinstance(each, Problem)]
