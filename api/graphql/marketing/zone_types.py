"""GraphQL: floor plans and beacons as staff see and set them."""

import strawberry

from api.graphql.described import described
from api.graphql.inputs import BeaconIdentity
from api.graphql.language import Speech
from api.graphql.recall_management import LocalisedTextInput
from personalization.zones import beacon as beacons_
from personalization.zones import floor_plan as plans


@strawberry.input(description="A point of a floor plan, in metres from its corner.")
class FloorPointInput:
    x: float = described("To the right.")
    y: float = described("Away from the corner.")


@strawberry.input(description="A zone of a floor plan.")
class ZoneInput:
    id: strawberry.ID = described(
        "Its id, of its own among all stores: up to 64 letters, digits, dots, hyphens. A zone that "
        "is a place (a counter, a cabinet) has the place's id."
    )
    names: list[LocalisedTextInput] = described("What it is called, up to 100 characters each.")
    polygon: list[FloorPointInput] = described("Its corners in order, 3 to 100.")
    categories: list[str] = described(
        "Beginnings of the category paths it sells, such as `fish/fresh`.", default_factory=list
    )
    aisle: str | None = described("What the aisle's sign says.", default=None)


@strawberry.input(description="A store's floor plan, whole; what was there before is replaced.")
class SetFloorPlanInput:
    store_id: strawberry.ID = described("The store.")
    width: float = described("Metres along x.")
    height: float = described("Metres along y.")
    zones: list[ZoneInput] = described("Its zones, up to 500.")
    entrances: list[FloorPointInput] = described("Where people come in.", default_factory=list)
    checkouts: list[FloorPointInput] = described("Where people pay.", default_factory=list)


@strawberry.input(description="A beacon that hangs in a store.")
class BeaconInput:
    identity: BeaconIdentity = described("Who it says it is.")
    store_id: strawberry.ID = described("The store.")
    zone_id: strawberry.ID = described("The zone it stands for.")
    measured_power: int = described(
        "What a phone receives of it in dBm: an iBeacon's at 1 m, Eddystone's at 0 m, as it says."
    )
    tx_power: int | None = described("What it is set to send, dBm.", default=None)
    radius: float = described("Metres within which it counts.", default=beacons_.RADIUS)
    position: FloorPointInput | None = described("Where it hangs.", default=None)


@strawberry.input(description="Beacons to hang up; those that are known are hung up anew.")
class SetBeaconsInput:
    beacons: list[BeaconInput] = described("Up to 500, all or none.")


@strawberry.input(description="A beacon to take down.")
class RemoveBeaconInput:
    id: strawberry.ID = described("As `Beacon.id`.")


@strawberry.type(description="A name in one language.")
class ZoneName:
    language: str = described("BCP 47.")
    text: str = described("The name.")


@strawberry.type(description="A point of a floor plan, in metres from its corner.")
class FloorPoint:
    x: float = described("To the right.")
    y: float = described("Away from the corner.")

    @classmethod
    def of(cls, point: plans.Point) -> "FloorPoint":
        """As stored."""
        return cls(x=point[0], y=point[1])


@strawberry.type(description="A zone of a floor plan.")
class Zone:
    id: strawberry.ID = described("Its id.")
    name: str = described("Its name in the caller's language.")
    names: list[ZoneName] = described("Its names in every language.")
    polygon: list[FloorPoint] = described("Its corners in order.")
    categories: list[str] = described("Beginnings of the category paths it sells.")
    aisle: str | None = described("What the aisle's sign says.")

    @classmethod
    def of(cls, zone: plans.Zone, speech: Speech) -> "Zone":
        """A zone with its name in the language of `speech`."""
        return cls(
            id=strawberry.ID(zone.id),
            name=speech.choose(zone.names),
            names=[ZoneName(language=tag, text=name) for tag, name in sorted(zone.names.items())],
            polygon=[FloorPoint.of(corner) for corner in zone.polygon],
            categories=list(zone.categories),
            aisle=zone.aisle,
        )


@strawberry.type(description="A store's floor plan.")
class FloorPlan:
    store_id: strawberry.ID = described("The store.")
    width: float = described("Metres along x.")
    height: float = described("Metres along y.")
    zones: list[Zone] = described("Its zones.")
    entrances: list[FloorPoint] = described("Where people come in.")
    checkouts: list[FloorPoint] = described("Where people pay.")

    @classmethod
    def of(cls, plan: plans.FloorPlan, speech: Speech) -> "FloorPlan":
        """A plan with names in the language of `speech`."""
        return cls(
            store_id=strawberry.ID(plan.store),
            width=plan.width,
            height=plan.height,
            zones=[Zone.of(zone, speech) for zone in plan.zones],
            entrances=[FloorPoint.of(point) for point in plan.entrances],
            checkouts=[FloorPoint.of(point) for point in plan.checkouts],
        )


@strawberry.type(description="A beacon that hangs in a store.")
class Beacon:
    id: strawberry.ID = described("`ibeacon:{uuid}:{major}:{minor}`, or as Eddystone's.")
    store_id: strawberry.ID = described("The store.")
    zone_id: strawberry.ID = described("The zone it stands for.")
    measured_power: int = described("dBm: an iBeacon's at 1 m, Eddystone's at 0 m.")
    tx_power: int | None = described("What it is set to send, dBm.")
    radius: float = described("Metres within which it counts.")
    position: FloorPoint | None = described("Where it hangs.")

    @classmethod
    def of(cls, beacon: beacons_.Beacon) -> "Beacon":
        """As stored."""
        return cls(
            id=strawberry.ID(beacon.key),
            store_id=strawberry.ID(beacon.store),
            zone_id=strawberry.ID(beacon.zone),
            measured_power=beacon.measured_power,
            tx_power=beacon.tx_power,
            radius=beacon.radius,
            position=FloorPoint.of(beacon.position) if beacon.position else None,
        )
