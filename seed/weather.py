"""What the sample market's sensors read: a pure function of place and time.

Every place follows its set point with a daily swing, defrost cycles, door openings and noise, so a
sample of any day continues that of the day before. Two stories repeat each day: the refrigeration
of one truck fails in the night, and one fridge's sensor is silent in the morning.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zlib import crc32

from seed.market import sites

INTERVAL = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Climate:
    """Set point and daily swing (°C); `defrosts` warms it for half an hour every eight hours."""

    mean: float
    swing: float = 0.3
    defrosts: bool = True


_FRUIT_ROOM = Climate(13.6, 0.4, defrosts=False)
_ON_ICE = Climate(0.4, 0.2, defrosts=False)
_FROZEN = Climate(-21.5, 0.5, defrosts=False)
_FIELD = Climate(14.0, 4.0, defrosts=False)

CHILLED = Climate(1.2)
"""Packhouses, depots and chilled vehicles that the table below does not name."""

CLIMATES: Mapping[str, Climate] = {
    "hz1-fish": Climate(0.8),
    "hz1-meat": Climate(1.6),
    "hz1-dairy": Climate(3.6),
    "hz1-produce": Climate(3.2),
    "hz1-fruit": Climate(18.5, 1.5, defrosts=False),
    "hz1-dry": Climate(22.0, 2.0, defrosts=False),
    "hz1-backroom": Climate(4.5),
    "mad1-fish": Climate(0.2),
    "mad1-meat": Climate(1.4),
    "mad1-dairy": Climate(3.2),
    "mad1-produce": Climate(3.0),
    "mad1-frozen": Climate(-20.5),
    "mad1-fruit": Climate(17.5, 1.5, defrosts=False),
    "mad1-dry": Climate(21.0, 2.0, defrosts=False),
    "mad1-backroom": Climate(4.5),
    "mad1-frozen-room": _FROZEN,
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
    """The readings of a place on the ten-minute grid, from `since` (inclusive) to `until` (UTC)."""
    first = math.ceil(since.timestamp() / INTERVAL.total_seconds())
    for index in count(first):
        at = datetime.fromtimestamp(index * INTERVAL.total_seconds(), UTC)
        if at >= until:
            return
        if not _silent(place, at):
            yield at, temperature(place, at)


def temperature(place: str, at: datetime) -> float:
    """The air temperature there, °C to one decimal."""
    climate = CLIMATES.get(place, CHILLED)
    hours = at.timestamp() / 3600
    phase = crc32(place.encode()) % 1000 / 1000
    local = at.astimezone(sites()[place].zone)
    daily = climate.swing * math.sin(2 * math.pi * (local.hour + local.minute / 60 - 9) / 24)
    drift = 0.15 * math.sin(hours * 2.1 + phase * 6.3) + 0.1 * math.sin(hours * 5.7 + phase)
    jitter = crc32(f"{place}{at.timestamp():.0f}".encode()) / 2**32 - 0.5
    celsius = climate.mean + daily + drift + 0.3 * jitter
    if climate.defrosts:
        into_cycle = (hours + phase * 8) % 8
        celsius += 2.0 * math.sin(math.pi * into_cycle / 0.5) if into_cycle < 0.5 else 0.0
        celsius += 0.8 if jitter > 0.44 else 0.0  # a door left open for a moment
    if place == FAILING_TRUCK:
        celsius += _failure(at.hour + at.minute / 60)
    return round(celsius, 1)


def _failure(hour_of_day: float) -> float:
    """Cooling fails at 01:30 UTC and comes back at 08:00: the load warms towards 15 °C."""
    if not 1.5 <= hour_of_day < 8:
        return 0.0
    return 14 * (1 - math.exp(-(hour_of_day - 1.5)))


def _silent(place: str, at: datetime) -> bool:
    return place == SILENT_FRIDGE and 1 <= at.hour < 4
