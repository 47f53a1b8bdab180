"""The duty that counts hours of shopper events, soon after they came."""

from typing import Final

from pymongo.asynchronous.database import AsyncDatabase

from api.tasks import rest
from api.work.lease import Lease
from personalization.store.insight_hours import InsightHours
from personalization.store.insights import InsightEvents
from provenance.store.collection import Document

SECONDS: Final = 10.0
"""How far counted hours may lag behind."""

_MOST: Final = 200


class InsightHoursDuty:
    """Needs no check of its lease: an hour that two count at once is counted alike."""

    name = "insight hours"

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = InsightEvents(database)
        self._hours = InsightHours(database)

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Count what is due, again and again."""
        while True:
            if await self.count_due() < _MOST:
                await rest(SECONDS)

    async def count_due(self) -> int:
        """Count the hours that are due by now, 200 at most; how many that were."""
        due = await self._events.due(_MOST)
        for hour in due:
            await self._hours.count(hour.store, hour.hour)
            await self._events.counted(hour)
        return len(due)
