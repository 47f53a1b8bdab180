"""`POST /readings`: what sensors measured, for devices and their gateways."""

from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action, Caller
from api.access.routes import guarded
from api.batches import BatchDoor
from provenance.batches import Taken
from provenance.sensor_intake import SensorIntake
from provenance.sensor_records import READINGS, read_records
from provenance.store.archive import Archive
from provenance.text import Texts


class ReadingsIn:
    """The HTTP door for devices and their gateways."""

    def __init__(self, archive: Archive, texts: Texts, clock: Callable[[], datetime]) -> None:
        self._intake = SensorIntake(archive)
        self._door = BatchDoor(READINGS, self._take, texts, clock)

    def routes(self) -> list[BaseRoute]:
        """`POST /readings`, for keys with the scope `readings` and staff."""
        return [guarded("/readings", self.send, Action.SEND_READINGS, ["POST"])]

    async def send(self, request: Request) -> Response:
        """Take a batch (`provenance.sensor_records` has its format), as `BatchDoor.answer` says."""
        return await self._door.answer(request)

    async def _take(self, values: Sequence[object], now: datetime, _: Caller) -> Taken:
        return await self._intake.take(read_records(values, now))
