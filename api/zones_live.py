"""What every worker knows of the stores' floors: kept true by the process's change stream."""

from collections.abc import Set as AbstractSet

from api.following import Change, Following
from personalization.store.zones import BEACONS, FLOOR_PLANS, Zones
from personalization.zones.floors import Floors


class ZonesLive(Following):
    """All floor plans (kept by their store) and beacons as one value."""

    collections = frozenset({FLOOR_PLANS.name, BEACONS.name})
    what = "floors"

    def __init__(self, zones: Zones) -> None:
        super().__init__()
        self.floors = Floors()
        self._zones = zones

    async def read_all(self) -> None:
        """All plans and beacons."""
        self.floors = Floors.of(await self._zones.plans(), await self._zones.beacons())

    async def read_again(self, changed: AbstractSet[Change]) -> None:
        """What is not found is gone."""
        stores = {key for collection, key in changed if collection == FLOOR_PLANS.name}
        keys = {key for collection, key in changed if collection == BEACONS.name}
        plans = [plan for plan in self.floors.plans.values() if plan.store not in stores]
        beacons = [beacon for key, beacon in self.floors.beacons.items() if key not in keys]
        self.floors = Floors.of(
            [*plans, *await self._zones.plans(stores)],
            [*beacons, *await self._zones.beacons(keys)],
        )
