"""The duty that ends reservations which were never paid, so that their budgets have theirs back."""

from collections.abc import Callable
from datetime import datetime

from api.tasks import rest
from api.work.lease import Lease
from personalization.store.redemptions import Redemptions

LOOK_SECONDS = 10
_MOST = 100


class RedemptionSweeper:
    """Looks again and again; `clock` tells the present moment, UTC."""

    name = "redemptions"

    def __init__(self, redemptions: Redemptions, clock: Callable[[], datetime]) -> None:
        self._redemptions = redemptions
        self._clock = clock

    async def run(self, lease: Lease) -> None:
        """Sweep until cancelled."""
        while True:
            if await self._redemptions.expire(lease.check, self._clock(), most=_MOST) < _MOST:
                await rest(LOOK_SECONDS)
