"""The duty that marks carts as abandoned, and removes those whose day is over."""

from collections.abc import Callable
from datetime import datetime

from api.tasks import rest
from api.work.lease import Lease
from personalization.store.carts import Carts
from provenance.store.archive import Archive

LOOK_SECONDS = 30.0


class CartSweeper:
    """Needs no check of its lease: a cart is removed and counted in one transaction."""

    name = "carts"

    def __init__(self, archive: Archive, carts: Carts, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._carts = carts
        self._clock = clock

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Look again and again."""
        while True:
            await self.sweep()
            await rest(LOOK_SECONDS)

    async def sweep(self) -> None:
        """Do what is due now."""
        now = self._clock()
        await self._carts.abandon(now)
        _, stores = await self._archive.places.known()
        await self._carts.expire(now, {store.id: store.time_zone for store in stores})
