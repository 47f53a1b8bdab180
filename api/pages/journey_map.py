"""A journey drawn as a small schematic map, for SVG: pure geometry, no words.

Azimuthal equidistant projection around the middle of the journey (Snyder, Map Projections: A
Working Manual, USGS PP 1395, chapter 25): nothing splits at the antimeridian, poles are ordinary
places, and distances from the middle are true, so that the scale bar is honest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import acos, asin, atan2, cos, degrees, hypot, pi, radians, sin

WIDTH = 358
HEIGHT = 236
"""The drawing's size in its own units; one is a CSS pixel on a 390-pixel phone."""

EARTH_KM = 6371.0088
_MARGIN_X, _MARGIN_Y = 48, 40
_NARROWEST_KM = 40.0
_RADIUS = 11.0
_FONT = 12.0
_LONGEST_NAME = 24
_CORNERS_APART = 20.0
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_NICE_DEGREES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the journey; WGS 84 degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Leg:
    """A way from one stop to another, by their positions; `known` when no gap lies on it."""

    start: int
    end: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A place's name where it covers nothing; `anchor` is the SVG text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered point; stops too near to tell apart share one. No label where none fits."""

    number: int
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Line:
    """An SVG path from one marker to another; `known` is False where a gap lies on it."""

    path: str
    known: bool


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """The drawing. `pins` holds, for each given stop, the number of its marker."""

    markers: Sequence[Marker]
    lines: Sequence[Line]
    graticule: str
    scale_km: int
    scale_length: float
    pins: Sequence[int]


def journey_map(stops: Sequence[Stop], legs: Sequence[Leg]) -> JourneyMap | None:
    """Draw the stops and the ways between them; None when there is nothing to draw."""
    if not stops:
        return None
    centre = _middle(stops)
    flat = [_project(centre, stop.latitude, stop.longitude) for stop in stops]
    view = _View.around(flat)
    points = [view.point(place) for place in flat]
    spots, pins = _clusters(points)
    return JourneyMap(
        markers=_labelled(spots, pins, stops),
        lines=_lines(spots, pins, legs),
        graticule=_graticule(centre, view),
        scale_km=(km := _scale_km(view.scale)),
        scale_length=round(km * view.scale, 1),
        pins=pins,
    )


def _middle(stops: Sequence[Stop]) -> Point:
    """The direction of the mean of all places on the sphere: (latitude, longitude), degrees."""
    x = y = z = 0.0
    for stop in stops:
        lat, lon = radians(stop.latitude), radians(stop.longitude)
        x, y, z = x + cos(lat) * cos(lon), y + cos(lat) * sin(lon), z + sin(lat)
    if hypot(x, y, z) < 1e-6:  # places that balance out have no middle
        return stops[0].latitude, stops[0].longitude
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _project(centre: Point, latitude: float, longitude: float) -> Point:
    """Kilometres east and north of the centre."""
    lat0, lat, turn = radians(centre[0]), radians(latitude), radians(longitude - centre[1])
    cosine = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(turn)
    angle = acos(max(-1.0, min(1.0, cosine)))
    if sin(angle) < 1e-9:
        return (0.0, 0.0) if angle < 1 else (pi * EARTH_KM, 0.0)
    stretch = EARTH_KM * angle / sin(angle)
    east = stretch * cos(lat) * sin(turn)
    north = stretch * (cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(turn))
    return east, north


@dataclass(frozen=True, slots=True)
class _View:
    """What part of the flat world is seen, and how large: `scale` in pixels a kilometre."""

    east: float
    north: float
    scale: float

    @classmethod
    def around(cls, places: Sequence[Point]) -> "_View":
        easts, norths = [place[0] for place in places], [place[1] for place in places]
        width = max(max(easts) - min(easts), _NARROWEST_KM)
        height = max(max(norths) - min(norths), _NARROWEST_KM / 2)
        scale = min((WIDTH - 2 * _MARGIN_X) / width, (HEIGHT - 2 * _MARGIN_Y) / height)
        return cls((max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2, scale)

    def point(self, place: Point) -> Point:
        x = WIDTH / 2 + (place[0] - self.east) * self.scale
        y = HEIGHT / 2 - (place[1] - self.north) * self.scale
        return round(x, 1), round(y, 1)

    @property
    def reach_degrees(self) -> float:
        """How far from the projection's centre the farthest corner of the view is."""
        corner = hypot(WIDTH, HEIGHT) / 2 / self.scale + hypot(self.east, self.north)
        return min(degrees(corner / EARTH_KM), 170.0)


def _clusters(points: Sequence[Point]) -> tuple[list[Point], list[int]]:
    """Distinct spots in order of the first visit, and for each point its spot's number from 1."""
    spots: list[Point] = []
    pins: list[int] = []
    for x, y in points:
        near = [i for i, spot in enumerate(spots) if hypot(spot[0] - x, spot[1] - y) < 2 * _RADIUS]
        if not near:
            spots.append((x, y))
        pins.append((near[0] if near else len(spots) - 1) + 1)
    return spots, pins


def _lines(spots: Sequence[Point], pins: Sequence[int], legs: Sequence[Leg]) -> list[Line]:
    """Each way once, bowed to its left: there and back again are two lines."""
    ways: dict[tuple[int, int], bool] = {}
    for leg in legs:
        way = pins[leg.start] - 1, pins[leg.end] - 1
        if way[0] != way[1]:
            ways[way] = ways.get(way, True) and leg.known
    return [Line(_bow(spots[start], spots[end]), known) for (start, end), known in ways.items()]


def _bow(start: Point, end: Point) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    x, y = (start[0] + end[0]) / 2 + 0.16 * down, (start[1] + end[1]) / 2 - 0.16 * across
    return f"M{start[0]:g} {start[1]:g}Q{x:.0f} {y:.0f} {end[0]:g} {end[1]:g}"


def _labelled(
    spots: Sequence[Point], pins: Sequence[int], stops: Sequence[Stop]
) -> tuple[Marker, ...]:
    taken = [_box(x, y, _RADIUS, _RADIUS) for x, y in spots]
    taken.append((0, HEIGHT - 26, 120, HEIGHT))  # the scale bar
    markers: list[Marker] = []
    for number, (x, y) in enumerate(spots, 1):
        label = _label(_short(stops[pins.index(number)].name), x, y, taken)
        markers.append(Marker(number, x, y, label))
    return tuple(markers)


def _label(text: str, x: float, y: float, taken: list[Box]) -> Label | None:
    """The first free place beside, under or over a marker; the place is then taken."""
    half = text_width(text) / 2 + 2
    beside = _RADIUS + 4
    spots = (
        ("start", x + beside, y, x + beside + half),
        ("end", x - beside, y, x - beside - half),
        ("middle", x, y + 2 * _RADIUS, x),
        ("middle", x, y - 2 * _RADIUS, x),
    )
    for anchor, at_x, at_y, middle in spots:
        box = _box(middle, at_y, half, _FONT * 0.7)
        inside = box[0] >= 2 and box[1] >= 2 and box[2] <= WIDTH - 2 and box[3] <= HEIGHT - 2
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Label(text, round(at_x, 1), round(at_y + _FONT * 0.35, 1), anchor)
    return None


def text_width(text: str, size: float = _FONT) -> float:
    """About how wide a text is drawn: ideographs are square, letters a good half."""
    return size * sum(1.0 if char >= "\u2e80" else 0.58 for char in text)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _box(x: float, y: float, half_width: float, half_height: float) -> Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale_km(scale: float) -> int:
    return max(km for km in _NICE_KM if km * scale <= 90 or km == _NICE_KM[0])


@lru_cache(maxsize=256)
def _graticule(centre: Point, view: _View) -> str:
    """Parallels and meridians as one SVG path; remembered, as many lots go the same way."""
    reach = view.reach_degrees
    south, north = max(centre[0] - reach, -90.0), min(centre[0] + reach, 90.0)
    widest = cos(radians(max(abs(south), abs(north))))
    aside = degrees(asin(min(1.0, sin(radians(min(reach, 90.0))) / widest))) if widest > 0 else 180
    aside = 180.0 if aside >= 89 else min(180.0, aside * 1.2)
    west, east = centre[1] - aside, centre[1] + aside
    lines = [[(lat, lon) for lon in _spread(west, east)] for lat in _multiples(south, north)]
    lines += [[(lat, lon) for lat in _spread(south, north)] for lon in _multiples(west, east)]
    return "".join(
        _polyline([view.point(_project(centre, *place)) for place in line]) for line in lines
    )


def _polyline(points: Sequence[Point]) -> str:
    """Only what is near the view, in whole pixels, with a corner every so often."""
    path = ""
    last: Point | None = None
    for point in points:
        if not _near(point):
            last = None
        elif last is None or hypot(point[0] - last[0], point[1] - last[1]) >= _CORNERS_APART:
            path += f"{'M' if last is None else 'L'}{point[0]:.0f} {point[1]:.0f}"
            last = point
    return path


def _near(point: Point) -> bool:
    """Far enough outside that a line which ends there has left the view."""
    x, y = point
    margin = 2 * _CORNERS_APART
    return -margin < x < WIDTH + margin and -margin < y < HEIGHT + margin


def _spread(start: float, end: float) -> list[float]:
    return [start + (end - start) * i / 48 for i in range(49)]


def _multiples(start: float, end: float) -> Iterator[float]:
    """The round degrees between two, at most nine or so."""
    step = next((nice for nice in _NICE_DEGREES if (end - start) / nice <= 9), _NICE_DEGREES[-1])
    return (step * i for i in range(int(start // step) + 1, int(end // step) + 1))
