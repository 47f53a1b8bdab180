"""The duty that tells which lots lose shelf life where it is too warm."""

from collections.abc import Callable
from datetime import datetime

from api.tasks import rest
from api.work.lease import Lease
from provenance.shelf_life_watch import watch_shelf_life
from provenance.store.archive import Archive

LOOK_SECONDS = 30
"""Half a day of life takes hours to lose."""


class ShelfLifeDuty:
    """Looks again and again; `clock` tells the present moment, UTC."""

    name = "shelf life"

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock

    async def run(self, lease: Lease) -> None:
        """Watch until cancelled."""
        while True:
            await watch_shelf_life(self._archive, lease.check, self._clock())
            await rest(LOOK_SECONDS)
