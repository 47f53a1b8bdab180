"""The duty that erases shoppers whose time is over, and goes on where erasing was interrupted."""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from api.tasks import rest
from api.work.duty import Duty, Parts
from api.work.lease import Lease
from personalization.shoppers.own_data import erase
from personalization.signing import Signer
from personalization.store.market import Market

LOOK_SECONDS = 60.0
_BATCH = 100

_log = structlog.get_logger()


def shopper_retention(parts: Parts) -> Sequence[Duty]:
    """The duty, where the secret is set that shoppers' units are hashed with."""
    if (secret := parts.settings.secret) is None:
        _log.warning(
            "shoppers are not erased when their time is over: "
            "set FRESHLENS_SECRET to that of `freshlens serve`"
        )
        return ()
    return (ShopperRetention(Market(parts.database), Signer(secret), parts.clock),)


class ShopperRetention:
    """Needs no check of its lease: erasing twice erases the same.

    `personalization.shoppers.retention` lists what else ends when, and by whom.
    """

    name = "shopper retention"

    def __init__(self, market: Market, signer: Signer, clock: Callable[[], datetime]) -> None:
        self._market = market
        self._signer = signer
        self._clock = clock

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Look again and again."""
        while True:
            await self.erase_overdue()
            await rest(LOOK_SECONDS)

    async def erase_overdue(self) -> None:
        """Erase everybody who is due now."""
        while overdue := await self._market.shoppers.overdue(self._clock(), _BATCH):
            for session in overdue:
                await erase(self._market, self._signer, session)
            _log.info("shoppers erased", shoppers=len(overdue))
