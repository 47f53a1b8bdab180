"""`POST` a batch of records: good ones in, bad ones told one by one. One door for every kind."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from pymongo.errors import ConnectionFailure
from starlette.requests import Request
from starlette.responses import Response

from api.access.callers import Caller
from api.graphql.view import RETRY_AFTER
from api.readings.language import language_of
from provenance.batches import BatchFormat, Taken, Unfit
from provenance.text import Message, Texts

MOST_BYTES: Final = 2 * 1024 * 1024
"""Of a body, however it is sent."""

Take = Callable[[Sequence[object], datetime, Caller], Awaitable[Taken]]
"""Reads and stores the values of a batch that this caller sent; to repeat it must be no harm."""


class BatchDoor:
    """The HTTP side of an intake."""

    def __init__(
        self, batches: BatchFormat, take: Take, texts: Texts, clock: Callable[[], datetime]
    ) -> None:
        self._readers = {
            "application/json": batches.read_json,
            "application/x-ndjson": batches.read_lines,
        }
        self._take = take
        self._texts = texts
        self._clock = clock

    async def answer(self, request: Request) -> Response:
        """Take a batch of at most 2 MiB.

        200 when anything could be used, with the counts of records `accepted` and `refused`,
        `serverTime`, and in `problems` the index, field and reason of each refused record; 400 with
        these when nothing could. A batch that is sent again is answered in the same way, and
        nothing is stored twice. 413, 415 and 503 are about the whole batch: no record was looked
        at, or it must be sent again.
        """
        language = language_of(request)
        read = self._readers.get(_media_type(request))
        if read is None or request.headers.get("content-encoding", "identity") != "identity":
            given = request.headers.get("content-encoding") or _media_type(request) or "?"
            return self._problem(415, Message("batch-media-type", {"given": given}), language)
        body = await _body(request)
        if body is None:
            mebibytes = MOST_BYTES // 1024**2
            return self._problem(
                413, Message("batch-too-large", {"mebibytes": mebibytes}), language
            )
        values = read(body)
        if isinstance(values, Message):
            status = 413 if values.key == "batch-too-many" else 400
            return self._problem(status, values, language)
        now = self._clock()
        try:
            taken = await self._take(values, now, request.state.caller)
        except ConnectionFailure:
            return self._problem(503, Message("batch-not-now"), language, headers=RETRY_AFTER)
        told = {
            "accepted": taken.accepted,
            "refused": len(taken.refused),
            "serverTime": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "problems": self._listed(taken.refused, language),
        }
        if not taken.accepted:
            return self._problem(400, Message("batch-nothing-used"), language, told)
        return Response(orjson.dumps(told), media_type="application/json")

    def _listed(self, refused: Sequence[Unfit], language: str) -> list[Mapping[str, object]]:
        return [
            {
                "index": unfit.index,
                "field": unfit.field,
                "reason": self._texts(unfit.message, language),
            }
            for unfit in refused
        ]

    def _problem(
        self,
        status: int,
        detail: Message,
        language: str,
        facts: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """A problem document (RFC 9457) with further members."""
        problem = {"status": status, "detail": self._texts(detail, language), **(facts or {})}
        return Response(
            orjson.dumps(problem), status, headers, media_type="application/problem+json"
        )


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _body(request: Request) -> bytes | None:
    """The body; None as soon as it is too large, whether its length was told or not."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
