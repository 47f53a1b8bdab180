"""The duty that counts what is bought together, soon after receipts came."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Final

from api.work.lease import Lease
from personalization.store.baskets import Baskets

LOOK_SECONDS: Final = 30.0

_REST: Final = 20
"""It rests so many times as long as it took: a twentieth of its time at most, however big a store
is. What goes with what rests on 90 days, and need not be of this minute."""

_MOST: Final = 5_000


class BasketCounts:
    """Needs no check of its lease: a day that two count at once is counted alike."""

    name = "basket counts"

    def __init__(self, baskets: Baskets, clock: Callable[[], datetime]) -> None:
        self._baskets = baskets
        self._clock = clock

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Count what is due, again and again."""
        while True:
            began = monotonic()
            await self.count_due()
            await asyncio.sleep(max(LOOK_SECONDS, _REST * (monotonic() - began)))

    async def count_due(self) -> int:
        """Count the days that are due by now, 5,000 receipts at most; how many days there were."""
        due = await self._baskets.due(_MOST)
        for day in due:
            await self._baskets.count(day)
        for store in sorted({day.store for day in due}):
            await self._baskets.sum_up(store, self._clock())
        return len(due)
