"""GraphQL: in which zone a shopper is, by what the request itself says. Nothing is stored."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.inputs import BeaconIdentity, BeaconSighting, ScanContext, ZoneVisitInput
from api.graphql.language import Speech
from personalization.offers.context import ZoneVisit as Visit
from personalization.zones.beacon import Identity, read_eddystone, read_ibeacon
from personalization.zones.floor_plan import Zone
from personalization.zones.plausible import Implausible
from personalization.zones.presence import Sighting
from personalization.zones.visit import ZoneReading, zone_visit
from provenance.text import Message

strawberry.enum(Implausible, description="Why beacons that were sent are not believed.")


@strawberry.type(description="A zone of a store, as its sign says.")
class ZoneSign:
    id: strawberry.ID = described("Its id.")
    name: str = described("Its name in the caller's language.")
    aisle: str | None = described("What the aisle's sign says.")

    @classmethod
    def of(cls, zone: Zone, speech: Speech) -> "ZoneSign":
        """In the language of `speech`."""
        return cls(id=strawberry.ID(zone.id), name=speech.choose(zone.names), aisle=zone.aisle)


@strawberry.type(description="Why beacons that were sent are not believed, or not all of them.")
class ZoneDoubt:
    reason: Implausible = described("The reason.")
    message: str = described("What is wrong and what to do, for whoever writes the app.")


@strawberry.type(description="Where in the store a shopper is, as far as can be told.")
class ZoneVisit:
    known: bool = described("False where nothing can be told; the fields below then say nothing.")
    zone: ZoneSign | None = described("The zone; null: in none.")
    dwell_seconds: float = described("How long it has been.")
    left: ZoneSign | None = described("The zone just left.")
    doubts: list[ZoneDoubt] = described("What of the request was not believed.")


def reading_of(request: Context, given: ScanContext) -> ZoneReading:
    """What a request says of the zone it is sent from; nothing without a store.

    Offers get its `visit`. It costs nothing where no beacons and no visit were sent.
    """
    if given.store_id is None or (not given.beacons and given.visit is None):
        return ZoneReading(None)
    now = request.now
    sightings = [_sighting(each, now) for each in given.beacons or ()]
    return zone_visit(
        [each for each in sightings if each is not None],
        request.zones.floors,
        store=given.store_id,
        now=now,
        named=_named(given.visit) if given.visit else None,
        unreadable=None in sightings,
    )


def _sighting(given: BeaconSighting, at: datetime) -> Sighting | None:
    identity = identity_read(given.beacon)
    if isinstance(identity, Message):
        return None
    return Sighting(identity.key, given.rssi, given.at or at)


def identity_read(given: BeaconIdentity) -> Identity | Message:
    """Who a beacon says it is, or what is wrong with it."""
    if found := given.i_beacon:
        return read_ibeacon(found.uuid, found.major, found.minor)
    if uid := given.eddystone:
        return read_eddystone(uid.namespace, uid.instance)
    raise ValueError("the schema lets exactly one kind of beacon through")


def _named(given: ZoneVisitInput) -> Visit:
    return Visit(given.zone_id, given.dwell_seconds, given.left_zone_id)


async def zone_visit_asked(
    info: Request,
    context: Annotated[
        ScanContext, strawberry.argument(description="The store, and the beacons or the zone.")
    ],
) -> ZoneVisit:
    request = info.context
    await request.live.ready()
    await request.zones.ready()
    found = reading_of(request, context)
    store = request.live.stores.get(context.store_id or "")
    speech = request.speech(context.language, store.language if store else None)

    def sign(zone_id: str | None) -> ZoneSign | None:
        zone = request.zones.floors.zone(context.store_id or "", zone_id or "")
        return ZoneSign.of(zone, speech) if zone else None

    visit = found.visit or Visit(None)
    return ZoneVisit(
        known=found.visit is not None,
        zone=sign(visit.zone),
        dwell_seconds=visit.dwell_seconds,
        left=sign(visit.left),
        doubts=[
            ZoneDoubt(reason=doubt, message=speech.say(doubt.message)) for doubt in found.doubts
        ],
    )


@strawberry.type
class ZoneVisitQuery:
    """To be inherited by the schema's Query type."""

    zone_visit: ZoneVisit = strawberry.field(
        resolver=zone_visit_asked,
        description="In which zone of the store the sender is. Nothing of it is stored, and no "
        "position in metres is worked out for anybody.",
        extensions=[Requires(Action.SHOP)],
    )
