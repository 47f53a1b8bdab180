"""Counting scans of recalled goods: operations see whether a recall still meets shoppers."""

import asyncio
from collections import Counter
from datetime import datetime

import structlog
from pymongo.errors import PyMongoError

from provenance.answer import Scan, ScanAnswer
from provenance.store.recalls import Recalls

FLUSH_SECONDS = 2.0


class RecallScans:
    """Sums in memory, written together every few seconds: a scan itself writes nothing.

    A process that is killed loses the counts of its last seconds.
    """

    def __init__(self, recalls: Recalls) -> None:
        self._recalls = recalls
        self._counts: Counter[tuple[str, datetime]] = Counter()

    def note(self, found: ScanAnswer, now: datetime) -> None:
        """Count a scan if what it found is recalled."""
        if isinstance(found, Scan) and found.recall:
            day = now.replace(hour=0, minute=0, second=0, microsecond=0)
            self._counts[found.recall.id, day] += 1

    async def run(self) -> None:
        """Write what was counted until cancelled; what could not be written is kept."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            try:
                await self.flush()
            except PyMongoError as error:
                structlog.get_logger().warning("scans not counted yet", error=type(error).__name__)

    async def flush(self) -> None:
        """Write what was counted.

        Raises `pymongo.errors.PyMongoError`, and then keeps it for the next time.
        """
        counts, self._counts = self._counts, Counter()
        if counts:
            try:
                await self._recalls.count_scans(counts)
            except BaseException:
                self._counts += counts
                raise
