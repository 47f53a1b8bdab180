"""The duty that ends offers whose last day is past in every store that they are for."""

from collections.abc import Callable
from datetime import datetime

import structlog

from api.tasks import rest
from api.work.lease import Lease
from personalization.marketing import end_what_is_over
from personalization.store.market import Market
from provenance.store.archive import Archive

LOOK_SECONDS = 30.0
"""Nobody gets them meanwhile: their schedule is closed."""


class OffersOver:
    """Needs no check of its lease: one revision of an offer is ended once.

    `clock` tells the present moment, UTC.
    """

    name = "offers over"

    def __init__(self, archive: Archive, market: Market, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._market = market
        self._clock = clock

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Look again and again."""
        while True:
            await self.end_due()
            await rest(LOOK_SECONDS)

    async def end_due(self) -> None:
        """End what is over now."""
        if over := await end_what_is_over(self._archive, self._market, now=self._clock()):
            structlog.get_logger().info("offers ended by their schedule", offers=len(over))
