"""The simple event query of EPCIS 2.0 (8.2.7.1) as a value: which events, in which order.

`provenance.epcis.query_parameters` reads it from parameters, `provenance.store.event_query` asks it
of the database. All conditions must hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto

from provenance.epcis.patterns import Level, Sought


class Comparison(StrEnum):
    EQ = "EQ"
    GT = "GT"
    GE = "GE"
    LT = "LT"
    LE = "LE"


class Fact(Enum):
    """What an event says once or several times, compared as text."""

    TYPE = auto()
    ACTION = auto()
    BIZ_STEP = auto()
    DISPOSITION = auto()
    READ_POINT = auto()
    BIZ_LOCATION = auto()
    TRANSFORMATION = auto()
    EVENT_ID = auto()
    CORRECTIVE_EVENT_ID = auto()
    ERROR_REASON = auto()
    DISPOSITION_SET = auto()
    DISPOSITION_UNSET = auto()
    TRANSACTION = auto()
    PARTY = auto()


class Moment(Enum):
    """What an event says of time."""

    EVENT = auto()
    RECORD = auto()
    DECLARATION = auto()
    SENSOR = auto()
    SENSOR_START = auto()
    SENSOR_END = auto()


class Role(Enum):
    """How an event names things."""

    THING = auto()
    """What it is about, and the children of aggregations and associations."""
    PARENT = auto()
    INPUT = auto()
    OUTPUT = auto()
    ANY = auto()


@dataclass(frozen=True, slots=True)
class OneOf:
    """A fact is one of these; as the rules write it, or in any of the given spellings."""

    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """A read point or business location is one of these (`414/…`), or a place that stands in it."""

    fact: Fact
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class At:
    """A moment compares so with a time."""

    moment: Moment
    comparison: Comparison
    time: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """One of these is named in this role on this level."""

    role: Role
    level: Level
    sought: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity compares so with a number; in this unit of measure, or whatever its unit."""

    comparison: Comparison
    numbers: tuple[float, ...]
    unit: str | None


class Present(Enum):
    """What an event has, or has not."""

    ERROR_DECLARATION = auto()
    SENSOR_ELEMENTS = auto()


@dataclass(frozen=True, slots=True)
class Reported:
    """A member of a sensor report is one of these texts (or truth values)."""

    member: str
    values: tuple[str, ...] | tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A member of a sensor element's metadata or of its report is one of these URIs."""

    member: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of a sensor report (`value`, `minValue`, …) compares so, in this unit."""

    member: str
    comparison: Comparison
    numbers: tuple[float, ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Extended:
    """A field of an extension or of master data compares so with one of these values.

    `name` is that of `provenance.epcis.terms.Field`; without values the field is merely there.
    """

    name: str
    comparison: Comparison
    values: tuple[str | float | datetime, ...]


SensorCondition = Reported | Sourced | Measured
Condition = OneOf | Inside | At | Names | Amount | Present | SensorCondition | Extended


class OrderBy(StrEnum):
    EVENT_TIME = "eventTime"
    RECORD_TIME = "recordTime"


@dataclass(frozen=True, slots=True)
class EventQuery:
    """What is asked. Conditions on sensors hold of one report of one sensor element together.

    `limit` (eventCountLimit) cuts the answer off; more than `most` (maxEventCount) is an error.
    """

    conditions: Sequence[Condition] = ()
    order_by: OrderBy = OrderBy.EVENT_TIME
    descending: bool = True
    limit: int | None = None
    most: int | None = None
