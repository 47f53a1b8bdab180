"""A store's floor plan: its zones as polygons, in metres from one corner; also its JSON form."""

from collections.abc import Mapping
from itertools import pairwise

import msgspec

Point = tuple[float, float]
"""x and y in metres."""


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Zone(_Value, frozen=True):
    """A part of a store's floor where something is sold or done.

    `id` is of its own in the whole installation; a zone that is a place of the archive (a counter,
    a cabinet) bears the place's id, so that a lot's stay says where to find it. `names` are by BCP
    47 tag. `polygon` are its corners in order, in metres of the plan. `categories` are the
    beginnings of category paths it sells; `aisle` is what its sign says.
    """

    id: str
    names: Mapping[str, str]
    polygon: tuple[Point, ...]
    categories: tuple[str, ...] = ()
    aisle: str | None = None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The least and greatest x and y: `(left, right, near, far)`."""
        xs, ys = zip(*self.polygon, strict=True)
        return min(xs), max(xs), min(ys), max(ys)


class FloorPlan(_Value, frozen=True):
    """The floor of a store, `width` × `height` metres. What is not in a zone is a way through."""

    store: str
    width: float
    height: float
    zones: tuple[Zone, ...] = ()
    entrances: tuple[Point, ...] = ()
    checkouts: tuple[Point, ...] = ()

    def zone(self, zone_id: str) -> Zone | None:
        """The zone with this id."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def zone_at(self, point: Point) -> Zone | None:
        """The zone that a point lies in; the smallest where zones overlap."""
        around = [zone for zone in self.zones if contains(zone.polygon, point)]
        return min(around, key=lambda zone: area(zone.polygon), default=None)

    def zone_selling(self, category: str) -> Zone | None:
        """The zone whose categories have the longest beginning of this category path."""
        steps = category.split("/")
        for end in range(len(steps), 0, -1):
            path = "/".join(steps[:end])
            for zone in self.zones:
                if path in zone.categories:
                    return zone
        return None


def contains(polygon: tuple[Point, ...], point: Point) -> bool:
    """Whether a point lies inside: it is, where a ray from it crosses the outline an odd number of
    times (even-odd rule). Points on the outline may count as either."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in _edges(polygon):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
    return inside


def area(polygon: tuple[Point, ...]) -> float:
    """Square metres inside a polygon that does not cross itself (shoelace formula)."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(polygon))) / 2


def is_simple(polygon: tuple[Point, ...]) -> bool:
    """Whether no two edges that are not neighbours touch."""
    edges = list(_edges(polygon))
    last = len(edges) - 1
    return not any(
        _cross(edges[i], edges[j])
        for i in range(len(edges))
        for j in range(i + 2, len(edges))
        if (i, j) != (0, last)
    )


def gap(a: Zone, b: Zone) -> float:
    """How far apart two zones are at least, in metres: the distance of their bounding boxes."""
    left_a, right_a, near_a, far_a = a.bounds
    left_b, right_b, near_b, far_b = b.bounds
    across = max(left_a - right_b, left_b - right_a, 0.0)
    along = max(near_a - far_b, near_b - far_a, 0.0)
    return float((across**2 + along**2) ** 0.5)


def _edges(polygon: tuple[Point, ...]) -> list[tuple[Point, Point]]:
    return list(pairwise((*polygon, polygon[0])))


def _cross(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    """Whether two edges have a point in common."""
    sides = (_side(*a, b[0]), _side(*a, b[1]), _side(*b, a[0]), _side(*b, a[1]))
    if sides[0] != sides[1] and sides[2] != sides[3]:
        return True
    ends = ((a, b[0], sides[0]), (a, b[1], sides[1]), (b, a[0], sides[2]), (b, a[1], sides[3]))
    return any(side == 0 and _within(edge, end) for edge, end, side in ends)


def _side(a: Point, b: Point, point: Point) -> int:
    """1 left of the line from a to b, -1 right of it, 0 on it."""
    turn = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
    return (turn > 0) - (turn < 0)


def _within(edge: tuple[Point, Point], point: Point) -> bool:
    (x1, y1), (x2, y2) = edge
    return min(x1, x2) <= point[0] <= max(x1, x2) and min(y1, y2) <= point[1] <= max(y1, y2)
