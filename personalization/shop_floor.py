"""What staff do with the floors of their stores: draw them, and say where beacons hang."""

from collections.abc import Mapping, Sequence

from personalization.offers.problem import Problem, error
from personalization.store.market import Market
from personalization.zones.beacon import Beacon
from personalization.zones.beacon_checks import beacon_problem
from personalization.zones.floor_plan import FloorPlan
from personalization.zones.plan_checks import floor_plan_problems
from provenance.places import PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Written


async def set_floor_plan(
    archive: Archive, market: Market, plan: FloorPlan
) -> Written | Sequence[Problem]:
    """Draw a store's floor anew, or say what is wrong with the plan; nothing is stored then."""
    problems = [
        *floor_plan_problems(plan),
        *await _store_problems(archive, plan),
        *await _taken(market, plan),
        *await _in_use(market, plan),
    ]
    return problems or await market.zones.put_plans([plan])


async def beacon_problems(market: Market, beacons: Sequence[Beacon]) -> Mapping[int, Problem]:
    """Why some of these beacons cannot be hung up, by their position."""
    drawn = await market.zones.plans({beacon.store for beacon in beacons})
    plans = {plan.store: plan for plan in drawn}
    found = {
        position: beacon_problem(beacon, plans.get(beacon.store))
        for position, beacon in enumerate(beacons)
    }
    return {position: problem for position, problem in found.items() if problem is not None}


async def _store_problems(archive: Archive, plan: FloorPlan) -> list[Problem]:
    place = (await archive.places.by_ids([plan.store])).get(plan.store)
    if place is None or place.kind is not PlaceKind.STORE:
        return [error("store", "zones-no-store", store=plan.store[:100])]
    return []


async def _taken(market: Market, plan: FloorPlan) -> list[Problem]:
    """Zones that another store has."""
    stores = await market.zones.stores_of(zone.id for zone in plan.zones)
    return [
        error(f"zones[{position}].id", "zones-id-taken", zone=zone.id, store=stores[zone.id])
        for position, zone in enumerate(plan.zones)
        if stores.get(zone.id, plan.store) != plan.store
    ]


async def _in_use(market: Market, plan: FloorPlan) -> list[Problem]:
    """Zones that are to go although beacons hang there."""
    hung = await market.zones.hung_in([plan.store])
    zones = {zone.id for zone in plan.zones}
    left = sorted({beacon.zone for beacon in hung if beacon.zone not in zones})
    return [error("zones", "zones-in-use", zone=zone) for zone in left]
