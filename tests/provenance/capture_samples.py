"""Capture jobs for tests: staging one, and working on it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import orjson

from provenance.capture import roll_forward
from provenance.capture_jobs import CaptureJob, Ending, ErrorBehaviour
from provenance.store.archive import Archive
from provenance.store.captures import CLAIM
from tests.provenance.epcis_samples import (
    AGGREGATION,
    OBJECT,
    TRANSACTION,
    TRANSFORMATION,
    document,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + CLAIM
EVENTS = (OBJECT, AGGREGATION, TRANSACTION, TRANSFORMATION)
BAD = {**OBJECT, "action": "CREATE"}


async def staged(
    archive: Archive,
    events: Sequence[object] = EVENTS,
    behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK,
    *,
    name: str = "j",
    created_at: datetime = NOW,
    organisation: str = "Farm",
) -> CaptureJob:
    body = orjson.dumps(document(*events))
    job = CaptureJob(name, organisation, created_at, behaviour, len(events))
    await archive.captures.stage(job, body, "worker")
    return job


async def ended(archive: Archive, job: CaptureJob, now: datetime = NOW) -> Ending:
    """Claim a job, work on it, and see how it ended."""
    claimed = await archive.captures.claim(job.id, "worker", now)
    assert claimed is not None
    assert claimed.job == job
    async with claimed:
        await roll_forward(archive, claimed, now)
    return await ending(archive, job)


async def ending(archive: Archive, job: CaptureJob) -> Ending:
    found = await archive.captures.job(job.id)
    assert found is not None
    assert found.ending is not None
    return found.ending


async def dirty(archive: Archive) -> set[str]:
    return {thing async for thing in archive.lots.dirty()}
