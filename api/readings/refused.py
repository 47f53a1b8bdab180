"""`GET /readings/refused`: what devices published over MQTT and we could not use, for staff."""

from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.readings.language import language_of
from provenance.store.archive import Archive
from provenance.text import Texts

MOST: Final = 100
"""Topics and reasons in an answer, the newest first."""


class RefusedReadingsOut:
    """What those who look after the devices read."""

    def __init__(self, archive: Archive, texts: Texts) -> None:
        self._archive = archive
        self._texts = texts

    def routes(self) -> list[BaseRoute]:
        """`GET /readings/refused`, for those who watch alarms."""
        return [guarded("/readings/refused", self.list, Action.WATCH_ALARMS)]

    async def list(self, request: Request) -> Response:
        """One entry a topic and reason: `count`, `lastAt`, and the latest payload (≤ 4 KiB)."""
        language = language_of(request)
        refused = await self._archive.refused_readings.latest(MOST)
        told = [
            {
                "topic": each.topic,
                "field": each.field,
                "reason": self._texts(each.reason, language),
                "count": each.count,
                "lastAt": each.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "payload": each.payload,
            }
            for each in refused
        ]
        return Response(orjson.dumps(told), media_type="application/json")
