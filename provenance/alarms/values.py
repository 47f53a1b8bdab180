"""What alarms are made of. Times are whole milliseconds since 1970 (UTC), as in the cold chain."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from provenance.coldchain.observations import Quantity

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000


class AlarmKind(StrEnum):
    """What is wrong. A kind that is judged from samples has a file in `provenance.alarms.kinds`;
    `SHELF_LIFE` is judged from what lots lost, in `provenance.alarms.shelf_life`."""

    HIGH_TEMPERATURE = "HIGH_TEMPERATURE"
    LOW_TEMPERATURE = "LOW_TEMPERATURE"
    HIGH_HUMIDITY = "HIGH_HUMIDITY"
    LOW_HUMIDITY = "LOW_HUMIDITY"
    DOOR_OPEN = "DOOR_OPEN"
    SILENCE = "SILENCE"
    STUCK = "STUCK"
    SHELF_LIFE = "SHELF_LIFE"


class Severity(StrEnum):
    """How bad it is, which neither acknowledging nor clearing changes."""

    WARNING = "WARNING"
    MAJOR = "MAJOR"
    CRITICAL = "CRITICAL"


class Level(StrEnum):
    """Who is asked to see to it: whoever works at the shelf, the store's manager, the area's."""

    SHELF = "SHELF"
    MANAGER = "MANAGER"
    AREA = "AREA"


class Measure(StrEnum):
    """What a sample tells: the temperature of the air (°C), or an observed quantity."""

    TEMPERATURE = "temperature"
    HUMIDITY = Quantity.HUMIDITY.value
    DOOR = Quantity.DOOR.value


class Sample(NamedTuple):
    """A measured value at a time (ms since 1970)."""

    ms: int
    value: float


@dataclass(frozen=True, slots=True)
class Episode:
    """A time in which a sensor met a rule.

    The condition held from `started`, had held for the rule's delay at `met`, and was over at
    `ended` (None while it lasts). `latest` is the last value seen (at `at`), `worst` the one
    furthest beyond the threshold.
    """

    started: int
    met: int
    at: int
    latest: float
    worst: float
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class SensorState:
    """Where judging one sensor by one rule stands after its sample at `at`.

    `since` is when the condition began to hold without a break (for a stuck sensor, when its value
    last changed) and `worst` the worst value since; `calm` is when the condition to clear began to
    hold. `spent` are the ms that a cumulative rule counted, by the start of each hour.
    """

    at: int | None = None
    value: float = 0.0
    since: int | None = None
    worst: float = 0.0
    calm: int | None = None
    spent: tuple[tuple[int, int], ...] = ()
    episode: Episode | None = None


NOTHING_SEEN = SensorState()
"""Before a sensor's first sample."""
