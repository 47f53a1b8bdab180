"""What every worker knows of the stores' floors: kept true by the process's change stream."""

import asyncio

import structlog
from pymongo.errors import PyMongoError

from api.live import RETRY_SECONDS, reached
from personalization.store.zones import BEACONS, FLOOR_PLANS, Zones
from personalization.zones.floors import Floors


class ZonesLive:
    """All floor plans and beacons as one value. A follower of `Live`.

    Changes are noted as they come and read together, so an import costs a few questions.
    """

    collections = frozenset({FLOOR_PLANS.name, BEACONS.name})

    def __init__(self, zones: Zones) -> None:
        self.floors = Floors()
        self._zones = zones
        self._everything = False
        self._changed: set[tuple[str, str]] = set()
        self._woken = asyncio.Event()
        self._read = asyncio.Event()

    async def ready(self) -> None:
        """Return once the floors are known.

        Raises `pymongo.errors.ServerSelectionTimeoutError` when the database was not reached yet.
        """
        await reached(self._read)

    def started(self) -> None:
        """The stream is open: everything may have changed."""
        self._everything = True
        self._woken.set()

    def changed(self, collection: str, key: str) -> None:
        """Note what changed: a plan by its store, a beacon by its key."""
        self._changed.add((collection, key))
        self._woken.set()

    async def run(self) -> None:
        """Read what changed until cancelled; a database that is away is waited for."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            everything, changed = self._everything, self._changed
            self._everything, self._changed = False, set()
            try:
                self.floors = await (self._whole() if everything else self._with(changed))
                self._read.set()
            except PyMongoError as error:
                structlog.get_logger().warning("floors not read", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                self.started()

    async def _whole(self) -> Floors:
        return Floors.of(await self._zones.plans(), await self._zones.beacons())

    async def _with(self, changed: set[tuple[str, str]]) -> Floors:
        """What changed read anew; what is not found is gone."""
        stores = {key for collection, key in changed if collection == FLOOR_PLANS.name}
        keys = {key for collection, key in changed if collection == BEACONS.name}
        plans = [plan for plan in self.floors.plans.values() if plan.store not in stores]
        beacons = [beacon for key, beacon in self.floors.beacons.items() if key not in keys]
        return Floors.of(
            [*plans, *await self._zones.plans(stores)],
            [*beacons, *await self._zones.beacons(keys)],
        )
