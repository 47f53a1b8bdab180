"""What the sample market's sensors read: a pure function of place and time.

Every place follows its set point with a daily swing, the strokes of its compressor, defrosts, door
openings and noise, so a sample of any day continues that of the day before. Two stories repeat each
day: the refrigeration of one truck fails in the night, and one fridge's sensor is silent in the
morning. All numbers are invented.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zlib import crc32

from seed.market import biases, sites
from seed.simulate.doors import drawn, warmth

INTERVAL = timedelta(minutes=10)

DEFROST_EVERY = timedelta(hours=8)
DEFROST = timedelta(minutes=20)
_DEFROST_KELVIN = 5.0
_STROKE_HOURS, _STROKE_KELVIN = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Climate:
    """Set point and daily swing (°C).

    `defrosts` warms it for `DEFROST` once in `DEFROST_EVERY`; `doors` are opened by people.
    """

    mean: float
    swing: float = 0.3
    defrosts: bool = True
    doors: bool = False


_FRUIT_ROOM = Climate(13.6, 0.4, defrosts=False)
_ON_ICE = Climate(0.4, 0.2, defrosts=False)
_FROZEN = Climate(-21.5, 0.5, defrosts=False)
_FIELD = Climate(14.0, 4.0, defrosts=False)
_FREEZER = Climate(-20.5, doors=True)
_FREEZER_ROOM = Climate(-21.5, 0.5, defrosts=False, doors=True)

CHILLED = Climate(1.0)
"""Packhouses, depots and chilled vehicles that the table below does not name."""

CLIMATES: Mapping[str, Climate] = {
    "hz1-fish": Climate(0.8),
    "hz1-meat": Climate(1.6, doors=True),
    "hz1-dairy": Climate(3.4, doors=True),
    "hz1-produce": Climate(3.2),
    "hz1-frozen": _FREEZER,
    "hz1-frozen-room": _FREEZER_ROOM,
    "hz1-fruit": Climate(18.5, 1.5, defrosts=False),
    "hz1-dry": Climate(22.0, 2.0, defrosts=False),
    "hz1-backroom": Climate(3.4, doors=True),
    "mad1-fish": Climate(0.0, 0.2, defrosts=False),
    "mad1-meat": Climate(1.4, doors=True),
    "mad1-dairy": Climate(3.2, doors=True),
    "mad1-produce": Climate(3.0),
    "mad1-frozen": _FREEZER,
    "mad1-fruit": Climate(17.5, 1.5, defrosts=False),
    "mad1-dry": Climate(21.0, 2.0, defrosts=False),
    "mad1-backroom": Climate(3.4, doors=True),
    "mad1-frozen-room": _FREEZER_ROOM,
    "dc-mad-fruit": _FRUIT_ROOM,
    "dc-hz-fruit": _FRUIT_ROOM,
    "dc-mad-frozen": _FROZEN,
    "tromso-store": _FROZEN,
    "polarsol": _FROZEN,
    "truck-f1": _FROZEN,
    "van-f1": _FROZEN,
    "truck-s2": _FRUIT_ROOM,
    "truck-c2": _FRUIT_ROOM,
    "van-m2": _FRUIT_ROOM,
    "van-h2": _FRUIT_ROOM,
    "la-palma-pack": _FRUIT_ROOM,
    "sanya-pack": _FRUIT_ROOM,
    "la-palma": Climate(19.0, 3.0, defrosts=False),
    "horno-real": Climate(24.0, 2.0, defrosts=False),
    "ham-cellar": Climate(15.0, 1.0, defrosts=False),
    "air-n1": Climate(6.4, 0.4, defrosts=False),
    "froya": _ON_ICE,
    "havbris": _ON_ICE,
    "ningde": _ON_ICE,
    "sanya-bay": _ON_ICE,
    "zhanjiang": _ON_ICE,
    "trondheim": _ON_ICE,
    "truck-n1": _ON_ICE,
    "salinas": _FIELD,
    "almeria": _FIELD,
    "torre-pacheco": _FIELD,
    "huelva": _FIELD,
    "jiande": _FIELD,
}

FAILING_TRUCK = "truck-s7"
SILENT_FRIDGE = "hz1-dairy"


def series(place: str, since: datetime, until: datetime) -> Iterator[tuple[datetime, float]]:
    """What its sensor shows on the ten-minute grid, from `since` (inclusive) to `until` (UTC)."""
    first = math.ceil(since.timestamp() / INTERVAL.total_seconds())
    for index in count(first):
        at = datetime.fromtimestamp(index * INTERVAL.total_seconds(), UTC)
        if at >= until:
            return
        if not is_silent(place, at):
            yield at, shown(place, temperature(place, at))


def climate(place: str) -> Climate:
    """The climate of a place."""
    return CLIMATES.get(place, CHILLED)


def shown(place: str, celsius: float) -> float:
    """What its sensor shows of a temperature: with the sensor's bias, to one decimal."""
    return round(celsius + biases().get(sites()[place].sensor, 0.0), 1)


def temperature(place: str, at: datetime, seed: int = 0) -> float:
    """The temperature of the air there, °C; `seed` draws other noise and other visitors."""
    its = climate(place)
    hours = at.timestamp() / 3600
    phase = _phase(place)
    zone = sites()[place].zone
    local = at.astimezone(zone)
    daily = its.swing * math.sin(2 * math.pi * (local.hour + local.minute / 60 - 9) / 24)
    drift = 0.15 * math.sin(hours * 2.1 + phase * 6.3) + 0.1 * math.sin(hours * 5.7 + phase)
    jitter = drawn(f"{place}{at.timestamp():.0f}", seed) - 0.5
    celsius = its.mean + daily + drift + 0.3 * jitter
    if its.defrosts:
        stroke = (hours / _STROKE_HOURS + phase) % 1
        celsius += _STROKE_KELVIN * (abs(2 * stroke - 1) - 0.5)
        into = (at - defrost_before(place, at)) / DEFROST
        celsius += _DEFROST_KELVIN * math.sin(math.pi * into) if into < 1 else 0.0
    if its.doors:
        celsius += warmth(place, zone, at, seed)
    if place == FAILING_TRUCK:
        celsius += _failure(at.hour + at.minute / 60)
    return celsius


def defrost_before(place: str, at: datetime) -> datetime:
    """When the last defrost of a place began, if it is one that defrosts."""
    every = DEFROST_EVERY.total_seconds()
    offset = round(_phase(place) * every / 60) * 60
    seconds = at.timestamp() + offset
    return datetime.fromtimestamp(seconds - seconds % every - offset, UTC)


def is_silent(place: str, at: datetime) -> bool:
    """Whether the story of the silent fridge goes on there."""
    return place == SILENT_FRIDGE and 1 <= at.hour < 4


def _phase(place: str) -> float:
    """Where a place stands in its cycles, 0 to 1."""
    return crc32(place.encode()) % 1000 / 1000


def _failure(hour_of_day: float) -> float:
    """Cooling fails at 01:30 UTC and comes back at 08:00: the load warms towards 15 °C."""
    if not 1.5 <= hour_of_day < 8:
        return 0.0
    return 14 * (1 - math.exp(-(hour_of_day - 1.5)))
