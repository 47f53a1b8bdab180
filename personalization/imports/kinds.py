"""Every kind of input of personalization by name: its reader, and where its records go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from personalization.imports.floors import BEACON_COLUMNS, beacon_row, floor_plan_record
from personalization.shop_floor import beacon_problems, set_floor_plan
from personalization.store.market import Market
from personalization.zones.beacon import Beacon
from personalization.zones.floor_plan import FloorPlan
from provenance.imports.engine import Kind, Outcome
from provenance.imports.records import Refused
from provenance.imports.rows import Columns
from provenance.store.archive import Archive
from provenance.store.collection import Written


@dataclass(frozen=True, slots=True)
class Intake:
    """Where an import goes; stores are looked up in the archive."""

    archive: Archive
    market: Market


def floor_plans(intake: Intake) -> Kind[FloorPlan]:
    """Floor plans with their zones, one JSON document a store."""

    async def put(plans: Sequence[FloorPlan]) -> Outcome:
        written, refused = Written(), {}
        for position, plan in enumerate(plans):
            outcome = await set_floor_plan(intake.archive, intake.market, plan)
            if isinstance(outcome, Written):
                written += outcome
            else:
                refused[position] = Refused(outcome[0].message, _pointer(outcome[0].path))
        return Outcome(written, refused)

    return Kind(lambda document: [floor_plan_record(document)], put)


def beacons(intake: Intake) -> Kind[Beacon]:
    """Beacons with the zone where each hangs."""

    async def put(rows: Sequence[Beacon]) -> Outcome:
        problems = await beacon_problems(intake.market, rows)
        good = [row for position, row in enumerate(rows) if position not in problems]
        refused = {position: Refused(problem.message) for position, problem in problems.items()}
        return Outcome(await intake.market.zones.put_beacons(good), refused)

    return Kind(lambda row: [beacon_row(row)], put, BEACON_COLUMNS)


def _pointer(path: str) -> str:
    """`zones[0].id` as a JSON Pointer (RFC 6901): `/zones/0/id`."""
    return "/" + path.replace("[", "/").replace("]", "").replace(".", "/")


KINDS: Mapping[str, Callable[[Intake], Kind[Any]]] = {
    "floorplans": floor_plans,
    "beacons": beacons,
}
"""Kinds of input by name; a new one is its function and one line here."""

COLUMNS: Mapping[str, Columns] = {"beacons": BEACON_COLUMNS}
"""The columns of the kinds that come as lists."""
