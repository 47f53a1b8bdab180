"""What is known of all stores' floors: their plans, and the beacons that hang there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from personalization.zones.beacon import Beacon
from personalization.zones.floor_plan import FloorPlan, Zone


@dataclass(frozen=True, slots=True)
class Floors:
    """`plans` are by store, `beacons` by their key."""

    plans: Mapping[str, FloorPlan] = field(default_factory=dict)
    beacons: Mapping[str, Beacon] = field(default_factory=dict)

    @classmethod
    def of(cls, plans: Iterable[FloorPlan], beacons: Iterable[Beacon]) -> "Floors":
        """From what is stored."""
        return cls({plan.store: plan for plan in plans}, {each.key: each for each in beacons})

    def zone(self, store: str, zone_id: str) -> Zone | None:
        """A zone of a store."""
        plan = self.plans.get(store)
        return plan.zone(zone_id) if plan else None

    def zones_in(self, store: str) -> tuple[str, ...]:
        """The ids of a store's zones."""
        plan = self.plans.get(store)
        return tuple(zone.id for zone in plan.zones) if plan else ()

    def in_store(self, store: str) -> tuple[Beacon, ...]:
        """A store's beacons by key."""
        hung = (beacon for beacon in self.beacons.values() if beacon.store == store)
        return tuple(sorted(hung, key=lambda beacon: beacon.key))
