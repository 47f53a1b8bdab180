"""GraphQL: staff draw floor plans and say where beacons hang."""

from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.marketing import zone_types as types
from api.graphql.shopping.zone_visits import identity_read
from personalization.shop_floor import beacon_problems, set_floor_plan
from personalization.zones.beacon import Beacon, identity_of
from personalization.zones.beacon_checks import advice
from personalization.zones.floor_plan import FloorPlan, Point, Zone
from personalization.zones.floors import Floors
from provenance.store.collection import Written
from provenance.text import Message

MOST_BEACONS = 500
"""Of one mutation, and of one page."""

StoreArgument = Annotated[strawberry.ID, strawberry.argument(description="The store.")]


@strawberry.type(description="Beacons, by id.")
class BeaconPage:
    beacons: list[types.Beacon] = described("This page, up to 500.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")
    advice: list[str] = described(
        "What could be better about all beacons of the chain, the first 20 things."
    )


@strawberry.type(description="Beacons that were hung up.")
class BeaconsSet:
    stored: int = described("How many were new or changed.")
    unchanged: int = described("How many were so before.")
    advice: list[str] = described(
        "What could be better about all beacons of the chain, the first 20 things."
    )


@strawberry.type(description="A beacon that is gone.")
class BeaconRemoved:
    id: strawberry.ID = described("Its id.")
    removed: bool = described("False when there was none.")


@strawberry.type(description="What is wrong with one thing that was handed in.")
class ZoneProblem:
    message: str = described("What is wrong, and what to do about it.")
    path: str = described("Where in the input it is, such as `zones[2].polygon[0]`.")


@strawberry.type(description="Why a floor plan or beacons were left as they were.")
class ZoneRefusal:
    message: str = described("The first thing that is wrong, in words.")
    problems: list[ZoneProblem] = described("Everything that is wrong.")


SetFloorPlanResult = Annotated[
    types.FloorPlan | ZoneRefusal,
    strawberry.union("SetFloorPlanResult", description="The plan as it is now, or why not."),
]
SetBeaconsResult = Annotated[
    BeaconsSet | ZoneRefusal,
    strawberry.union("SetBeaconsResult", description="What was hung up, or why nothing was."),
]
RemoveBeaconResult = Annotated[
    BeaconRemoved | ZoneRefusal,
    strawberry.union("RemoveBeaconResult", description="That it is gone, or why not."),
]


async def floor_plan(info: Request, store_id: StoreArgument) -> types.FloorPlan | None:
    found = await info.context.market.zones.plans([store_id])
    return types.FloorPlan.of(found[0], info.context.speech()) if found else None


async def beacons(
    info: Request,
    store_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Of this store; all when left out.")
    ] = None,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
) -> BeaconPage:
    floors = await _floors(info.context)
    keys = sorted(
        key
        for key, beacon in floors.beacons.items()
        if (store_id is None or beacon.store == store_id) and (after is None or key > after)
    )
    page = keys[:MOST_BEACONS]
    return BeaconPage(
        beacons=[types.Beacon.of(floors.beacons[key]) for key in page],
        end_cursor=page[-1] if len(keys) > len(page) else None,
        advice=_advice(info.context, floors),
    )


async def set_plan(
    info: Request,
    input: Annotated[types.SetFloorPlanInput, strawberry.argument(description="The plan.")],  # noqa: A002
) -> SetFloorPlanResult:
    request = info.context
    plan = _plan(input)
    outcome = await set_floor_plan(request.archive, request.market, plan)
    if isinstance(outcome, Written):
        return types.FloorPlan.of(plan, request.speech())
    return _refusal(request, [(problem.path, problem.message) for problem in outcome])


async def set_beacons(
    info: Request,
    input: Annotated[types.SetBeaconsInput, strawberry.argument(description="The beacons.")],  # noqa: A002
) -> SetBeaconsResult:
    request = info.context
    if not 1 <= len(input.beacons) <= MOST_BEACONS:
        return _refusal(request, [("beacons", Message("zones-beacons", {"most": MOST_BEACONS}))])
    read = [_beacon(given) for given in input.beacons]
    wrong = {position: each for position, each in enumerate(read) if isinstance(each, Message)}
    if wrong:
        return _refusal(
            request, [(f"beacons[{position}].identity", why) for position, why in wrong.items()]
        )
    hung = [each for each in read if isinstance(each, Beacon)]
    if problems := await beacon_problems(request.market, hung):
        told = ((problem.under(f"beacons[{at}]"), problem) for at, problem in problems.items())
        return _refusal(request, [(placed.path, problem.message) for placed, problem in told])
    written = await request.market.zones.put_beacons(hung)
    return BeaconsSet(
        stored=written.stored,
        unchanged=written.unchanged,
        advice=_advice(request, await _floors(request)),
    )


async def remove_beacon(
    info: Request,
    input: Annotated[types.RemoveBeaconInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> RemoveBeaconResult:
    request = info.context
    try:
        identity_of(input.id)
    except ValueError:
        return _refusal(request, [("id", Message("zones-beacon-id", {"value": input.id[:100]}))])
    return BeaconRemoved(id=input.id, removed=await request.market.zones.remove_beacon(input.id))


def _plan(given: types.SetFloorPlanInput) -> FloorPlan:
    return FloorPlan(
        store=given.store_id,
        width=given.width,
        height=given.height,
        zones=tuple(
            Zone(
                id=zone.id,
                names={name.language: name.text for name in zone.names},
                polygon=_points(zone.polygon),
                categories=tuple(zone.categories),
                aisle=zone.aisle,
            )
            for zone in given.zones
        ),
        entrances=_points(given.entrances),
        checkouts=_points(given.checkouts),
    )


def _points(given: list[types.FloorPointInput]) -> tuple[Point, ...]:
    return tuple((point.x, point.y) for point in given)


def _beacon(given: types.BeaconInput) -> Beacon | Message:
    identity = identity_read(given.identity)
    if isinstance(identity, Message):
        return identity
    return Beacon(
        identity=identity,
        store=given.store_id,
        zone=given.zone_id,
        measured_power=given.measured_power,
        tx_power=given.tx_power,
        radius=given.radius,
        position=(given.position.x, given.position.y) if given.position else None,
    )


async def _floors(request: Context) -> Floors:
    """As stored: staff see at once what they changed, whichever worker they ask."""
    zones = request.market.zones
    return Floors.of(await zones.plans(), await zones.beacons())


def _advice(request: Context, floors: Floors) -> list[str]:
    return [request.say(message) for message in advice(floors)]


def _refusal(request: Context, problems: list[tuple[str, Message]]) -> ZoneRefusal:
    told = [ZoneProblem(message=request.say(message), path=path) for path, message in problems]
    return ZoneRefusal(message=told[0].message, problems=told)


@strawberry.type
class ZoneQuery:
    """To be inherited by the schema's Query type."""

    floor_plan: types.FloorPlan | None = strawberry.field(
        resolver=floor_plan,
        description="A store's floor plan; null where none was drawn.",
        extensions=[Requires(Action.MANAGE_ZONES)],
    )
    beacons: BeaconPage = strawberry.field(
        resolver=beacons,
        description="The beacons that hang in the stores, by id.",
        extensions=[Requires(Action.MANAGE_ZONES)],
    )


@strawberry.type
class ZoneMutation:
    """To be inherited by the schema's Mutation type."""

    set_floor_plan = strawberry.mutation(
        set_plan,
        description="Draw a store's floor plan anew; repeating it changes nothing. A zone cannot "
        "go while beacons hang there.",
        extensions=[Requires(Action.MANAGE_ZONES)],
    )
    set_beacons = strawberry.mutation(
        set_beacons,
        description="Hang beacons up, all of them or none; repeating it changes nothing.",
        extensions=[Requires(Action.MANAGE_ZONES)],
    )
    remove_beacon = strawberry.mutation(
        remove_beacon,
        description="Take a beacon down.",
        extensions=[Requires(Action.MANAGE_ZONES)],
    )
