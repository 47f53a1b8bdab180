"""What is wrong with a floor plan before it is stored."""

import re
from collections.abc import Iterator, Sequence
from math import isfinite

from personalization.offers.problem import Problem, error
from personalization.zones.floor_plan import FloorPlan, Point, Zone, area, is_simple
from provenance.categories import is_category_path

LONGEST_SIDE = 2_000
"""Metres of a floor plan."""
MOST_ZONES = 500
MOST_CORNERS = 100
MOST_POINTS = 100
MOST_CATEGORIES = 100
LONGEST_NAME = 100
LONGEST_AISLE = 20
SMALLEST_AREA = 0.5
"""Square metres of a zone: what one person stands on."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CATEGORY = re.compile(r"[^\s/|=]{1,64}(/[^\s/|=]{1,64}){0,9}")


def floor_plan_problems(plan: FloorPlan) -> tuple[Problem, ...]:
    """Everything that is wrong with a floor plan by itself."""
    return tuple(_plan_problems(plan))


def _plan_problems(plan: FloorPlan) -> Iterator[Problem]:
    for field, length in (("width", plan.width), ("height", plan.height)):
        if not 0 < length <= LONGEST_SIDE:  # NaN is not either
            yield error(field, "zones-side", value=str(length), most=LONGEST_SIDE)
    for field, points in (("entrances", plan.entrances), ("checkouts", plan.checkouts)):
        if len(points) > MOST_POINTS:
            yield error(field, "zones-too-many", most=MOST_POINTS)
        else:
            yield from _outside(field, points, plan)
    if len(plan.zones) > MOST_ZONES:
        yield error("zones", "zones-too-many", most=MOST_ZONES)
    else:
        yield from _zones_problems(plan)


def _zones_problems(plan: FloorPlan) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, zone in enumerate(plan.zones):
        for problem in _zone_problems(zone, plan):
            yield problem.under(f"zones[{position}]")
        if zone.id in seen:
            yield error(f"zones[{position}].id", "zones-id-twice", zone=zone.id)
        seen.add(zone.id)


def _zone_problems(zone: Zone, plan: FloorPlan) -> Iterator[Problem]:
    if not _ID.fullmatch(zone.id):
        yield error("id", "zones-id", value=zone.id[:100])
    if not zone.names:
        yield error("names", "zones-nameless")
    for language, name in zone.names.items():
        if not _LANGUAGE.fullmatch(language):
            yield error("names", "zones-language", value=language[:100])
        if not 0 < len(name.strip()) <= LONGEST_NAME:
            yield error("names", "zones-name", language=language[:100], most=LONGEST_NAME)
    if zone.aisle is not None and not 0 < len(zone.aisle.strip()) <= LONGEST_AISLE:
        yield error("aisle", "zones-aisle", most=LONGEST_AISLE)
    if len(zone.categories) > MOST_CATEGORIES:
        yield error("categories", "zones-too-many", most=MOST_CATEGORIES)
    for position, category in enumerate(zone.categories):
        if not (_CATEGORY.fullmatch(category) and is_category_path(category)):
            yield error(f"categories[{position}]", "zones-category", value=category[:100])
    yield from _outline_problems(zone, plan)


def _outline_problems(zone: Zone, plan: FloorPlan) -> Iterator[Problem]:
    corners = zone.polygon
    if not 3 <= len(corners) <= MOST_CORNERS:
        yield error("polygon", "zones-corners", count=len(corners), most=MOST_CORNERS)
        return
    beyond = list(_outside("polygon", corners, plan))
    if beyond:
        yield from beyond
    elif not is_simple(corners):
        yield error("polygon", "zones-crossing")
    elif area(corners) < SMALLEST_AREA:
        yield error("polygon", "zones-too-small", least=str(SMALLEST_AREA))


def outside(path: str, point: Point, plan: FloorPlan) -> Problem | None:
    """What is wrong with a point that is not on the plan."""
    x, y = point
    if isfinite(x) and isfinite(y) and 0 <= x <= plan.width and 0 <= y <= plan.height:
        return None
    args = {"x": str(x), "y": str(y), "width": str(plan.width), "height": str(plan.height)}
    return error(path, "zones-outside", **args)


def _outside(path: str, points: Sequence[Point], plan: FloorPlan) -> Iterator[Problem]:
    for position, point in enumerate(points):
        if problem := outside(f"{path}[{position}]", point, plan):
            yield problem
