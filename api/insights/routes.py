"""`POST /insights/events`: what apps, kiosks, trolleys and cameras' own analytics noticed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action, ApiKey, Caller
from api.access.routes import guarded
from api.batches import BatchDoor
from personalization.insights.intake import InsightIntake
from personalization.insights.records import EVENTS, read_events
from personalization.signing import Signer
from provenance.batches import Taken
from provenance.text import Texts


class EventsIn:
    """The HTTP door for devices; shoppers' own screens use `reportShown` and `reportEvents`."""

    def __init__(
        self, intake: InsightIntake, signer: Signer, texts: Texts, clock: Callable[[], datetime]
    ) -> None:
        self._intake = intake
        self._signer = signer
        self._door = BatchDoor(EVENTS, self._take, texts, clock)

    def routes(self) -> list[BaseRoute]:
        """`POST /insights/events`, for keys with the scope `insights`, kiosks, scales."""
        return [guarded("/insights/events", self.report, Action.SEND_INSIGHTS, ["POST"])]

    async def report(self, request: Request) -> Response:
        """Take a batch of at most 1,000 events (`personalization.insights.records` has their
        format), as `BatchDoor.answer` says."""
        return await self._door.answer(request)

    async def _take(self, values: Sequence[object], now: datetime, caller: Caller) -> Taken:
        assert isinstance(caller, ApiKey)  # noqa: S101 - the route lets no other in
        source = f"key {caller.id}"
        events = read_events(values, now, source=source, signer=self._signer)
        return await self._intake.take(events, now)
