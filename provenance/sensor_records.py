"""What devices send: records of temperature, humidity and doors, in one format for every door.

A record is an object such as

    {"sensor": "S-17", "at": "2026-11-21T12:00:00Z", "temperature": 39.2, "unit": "FAH"}

- `sensor`: the id that a place lists among its sensors;
- `at`: RFC 3339 with a zone, or whole milliseconds since 1970 (UTC);
- one or more of `temperature` (a number in `unit`: CEL, the default, FAH or KEL), `humidity`
  (relative, in %, 0 to 100) and `door` ("open" or "closed").

A batch is one record, a list of records, an object with such a list as `readings` (JSON), or one
record a line (NDJSON).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import orjson

from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.coldchain.series import from_ms, to_ms
from provenance.coldchain.values import HOTTEST, Reading
from provenance.text import Message
from provenance.units import celsius

MOST_RECORDS: Final = 5_000
"""Records in a batch."""

CLOCK_AHEAD: Final = timedelta(minutes=5)
"""How far a device's clock may run ahead of ours."""

OLDEST: Final = timedelta(days=400)
"""How late a record may come. A logger may be read out after a season; a clock that lost its
battery begins again years ago (1970, 2000), and what it says belongs to no known time."""

_MEASURED: Final = ("temperature", "humidity", "door")
_FIELDS: Final = ("sensor", "at", *_MEASURED, "unit")
_DOOR: Final = {"open": OPEN, "closed": CLOSED}
_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SensorRecord:
    """A record whose values are fit to be stored. `door` is `OPEN` or `CLOSED`."""

    sensor: str
    at: datetime
    celsius: float | None = None
    humidity: float | None = None
    door: float | None = None

    @property
    def observes(self) -> bool:
        """Whether it tells of more than a temperature."""
        return self.humidity is not None or self.door is not None

    def reading_at(self, place: str) -> Reading | None:
        """Its temperature, measured at a place."""
        return None if self.celsius is None else Reading(place, self.sensor, self.at, self.celsius)

    def observations_at(self, place: str) -> Iterator[Observation]:
        """What else it tells of a place."""
        told = {Quantity.HUMIDITY: self.humidity, Quantity.DOOR: self.door}
        for quantity, value in told.items():
            if value is not None:
                yield Observation(place, self.sensor, quantity, self.at, value)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a record cannot be used: its position in the batch from 0, the field, and in words.

    `field` is empty when it is about the whole record.
    """

    index: int
    field: str
    message: Message


class _UnfitError(Exception):
    def __init__(self, field: str, key: str, **args: object) -> None:
        self.field, self.message = field, Message(key, {"field": field, **args})


def read_json(body: bytes) -> Sequence[object] | Message:
    """The values of a batch in JSON, not yet looked at, or why there are none."""
    try:
        value: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return _not_json(error)
    if isinstance(value, dict) and "readings" in value:
        value = value["readings"]
        if not isinstance(value, list):
            return Message("readings-not-a-list")
    return _counted(value if isinstance(value, list) else [value])


def read_lines(body: bytes) -> Sequence[object] | Message:
    """The values of a batch in NDJSON, blank lines passed over; a line that is no JSON is `Unfit`.

    Positions count the lines that are not blank.
    """
    lines = [line for line in body.splitlines() if line.strip()]
    counted = _counted(lines)
    if isinstance(counted, Message):
        return counted
    return [_line(index, line) for index, line in enumerate(lines)]


def read_records(
    values: Sequence[object], now: datetime, sensor: str | None = None
) -> Sequence[SensorRecord | Unfit]:
    """Each value as a record, or the first thing that is wrong with it, in order.

    `now` is the server's time. With `sensor`, who sends is known already: records need not name it,
    and must not name another.
    """
    return [
        value if isinstance(value, Unfit) else _read(index, value, now, sensor)
        for index, value in enumerate(values)
    ]


def _counted(values: Sequence[object]) -> Sequence[object] | Message:
    if not values:
        return Message("readings-empty")
    if len(values) > MOST_RECORDS:
        return Message("readings-too-many", {"count": len(values), "limit": MOST_RECORDS})
    return values


def _line(index: int, line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Unfit(index, "", _not_json(error))


def _not_json(error: orjson.JSONDecodeError) -> Message:
    return Message("readings-not-json", {"line": str(error.lineno), "column": str(error.colno)})


def _read(index: int, value: object, now: datetime, sensor: str | None) -> SensorRecord | Unfit:
    try:
        return _record(value, now, sensor)
    except _UnfitError as error:
        return Unfit(index, error.field, error.message)


def _record(value: object, now: datetime, sensor: str | None) -> SensorRecord:
    if not isinstance(value, dict):
        raise _UnfitError("", "readings-not-a-record")
    for name in value:
        if name not in _FIELDS:
            known = ", ".join(_FIELDS)
            raise _UnfitError(_shown(name), "readings-unknown-field", known=known)
    record = SensorRecord(
        _sensor(value, sensor),
        _at(value, now),
        _temperature(value),
        _humidity(value),
        _door(value),
    )
    if record.celsius is record.humidity is record.door is None:
        raise _UnfitError("temperature", "readings-nothing-measured")
    return record


def _sensor(record: Mapping[str, object], known: str | None) -> str:
    sensor = record.get("sensor", known)
    if not isinstance(sensor, str) or not sensor:
        raise _UnfitError("sensor", "readings-no-sensor")
    if known is not None and sensor != known:
        raise _UnfitError(
            "sensor", "readings-another-sensor", sensor=_shown(sensor), known=_shown(known)
        )
    return sensor


def _at(record: Mapping[str, object], now: datetime) -> datetime:
    ms = _milliseconds(record.get("at"))
    if ms > to_ms(now + CLOCK_AHEAD):
        raise _UnfitError("at", "readings-in-the-future", at=_shown(record["at"]), now=_told(now))
    if ms < to_ms(now - OLDEST):
        days = OLDEST.days
        raise _UnfitError(
            "at", "readings-too-old", at=_shown(record["at"]), now=_told(now), days=days
        )
    return from_ms(ms)


def _milliseconds(at: object) -> int:
    if isinstance(at, int) and not isinstance(at, bool):
        return at
    if isinstance(at, str) and _TIME.fullmatch(at):
        try:
            return to_ms(datetime.fromisoformat(at.upper()))
        except ValueError:
            pass  # there is no such day or hour
    raise _UnfitError("at", "readings-no-time", value=_shown(at))


def _temperature(record: Mapping[str, object]) -> float | None:
    unit = record.get("unit", "CEL")
    if not isinstance(unit, str):
        raise _UnfitError("unit", "readings-not-text", value=_shown(unit))
    if (value := _number(record, "temperature")) is None:
        return None
    converted = celsius(value, unit)
    if isinstance(converted, Message):
        about_unit = converted.key == "units-unknown-temperature"
        field = "unit" if about_unit else "temperature"
        args = {name: _shown(arg) for name, arg in converted.args.items()}
        raise _UnfitError(field, converted.key, **args)
    if converted > HOTTEST:
        raise _UnfitError("temperature", "readings-too-hot", value=_shown(value), unit=unit)
    return converted


def _humidity(record: Mapping[str, object]) -> float | None:
    value = _number(record, "humidity")
    if value is not None and not 0 <= value <= 100:
        raise _UnfitError("humidity", "readings-no-humidity", value=_shown(value))
    return value


def _number(record: Mapping[str, object], field: str) -> float | None:
    value = record.get(field)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _UnfitError(field, "readings-not-a-number", value=_shown(value))
    return value


def _door(record: Mapping[str, object]) -> float | None:
    value = record.get("door")
    if value is None:
        return None
    if not isinstance(value, str) or value not in _DOOR:
        raise _UnfitError("door", "readings-no-door", value=_shown(value))
    return _DOOR[value]


def _shown(value: object) -> str:
    """A value inside a sentence, cut to 60 characters."""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text if len(text) <= 60 else f"{text[:59]}…"


def _told(now: datetime) -> str:
    return now.isoformat(timespec="seconds").replace("+00:00", "Z")
