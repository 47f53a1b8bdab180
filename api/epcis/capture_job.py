"""A capture job as JSON (the GS1 OpenAPI document's CaptureJob), and its place in the list."""

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from api.epcis.paging import position, token, unknown_token
from api.epcis.problems import Refusal, job_error
from provenance.capture_jobs import CaptureJob
from provenance.store.captures import Position
from provenance.text import Texts


def shown(job: CaptureJob, texts: Texts, language: str) -> dict[str, Any]:
    """The job. `errors` are problem documents, the first hundred of `errorCount`.

    Of the `events` in the document, `captured` are new since, and `duplicates` were known before
    or came twice.
    """
    told: dict[str, Any] = {
        "captureID": job.id,
        "createdAt": utc(job.created_at),
        "running": job.ending is None,
        "success": job.success,
        "captureErrorBehaviour": job.behaviour.value,
        "events": job.events,
        "errors": [],
    }
    if job.ending is not None:
        told["finishedAt"] = utc(job.ending.at)
        told["captured"] = job.ending.stored
        told["duplicates"] = job.ending.known
        told["errorCount"] = job.ending.problem_count
        told["errors"] = [job_error(problem, texts, language) for problem in job.ending.problems]
    return told


def utc(moment: datetime) -> str:
    """A UTC moment as xsd:dateTimeStamp, to the millisecond."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def token_of(job: CaptureJob) -> str:
    """The `nextPageToken` of the page that begins after a job."""
    return token(f"{job.created_at.isoformat()} {job.id}".encode())


def position_of(request: Request) -> Position | Refusal | None:
    """Where the asked page begins; None for the first one."""
    given = request.query_params.get("nextPageToken")
    if given is None:
        return None
    place = position(given)
    if isinstance(place, Refusal):
        return place
    at, _, job_id = place.decode(errors="replace").partition(" ")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), job_id
    except (ValueError, OverflowError):
        return unknown_token()
