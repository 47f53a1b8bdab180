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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from provenance.batches import BatchFormat, Unfit, UnfitError, judged, moment, only_known, shown
from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.coldchain.values import HOTTEST, Reading
from provenance.text import Message
from provenance.units import celsius

MOST_RECORDS: Final = 5_000
"""Records in a batch."""

READINGS: Final = BatchFormat("readings", MOST_RECORDS)

OLDEST: Final = timedelta(days=400)
"""How late a record may come. A logger may be read out after a season; a clock that lost its
battery begins again years ago (1970, 2000), and what it says belongs to no known time."""

_MEASURED: Final = ("temperature", "humidity", "door")
_FIELDS: Final = ("sensor", "at", *_MEASURED, "unit")
_DOOR: Final = {"open": OPEN, "closed": CLOSED}


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


def read_records(
    values: Sequence[object], now: datetime, sensor: str | None = None
) -> Sequence[SensorRecord | Unfit]:
    """Each value as a record, or the first thing that is wrong with it, in order.

    `now` is the server's time. With `sensor`, who sends is known already: records need not name it,
    and must not name another.
    """
    return judged(values, lambda value: _record(value, now, sensor))


def _record(value: object, now: datetime, sensor: str | None) -> SensorRecord:
    if not isinstance(value, dict):
        raise UnfitError("", "readings-not-a-record")
    only_known(value, _FIELDS)
    record = SensorRecord(
        _sensor(value, sensor),
        moment(value, now, OLDEST),
        _temperature(value),
        _humidity(value),
        _door(value),
    )
    if record.celsius is record.humidity is record.door is None:
        raise UnfitError("temperature", "readings-nothing-measured")
    return record


def _sensor(record: Mapping[str, object], known: str | None) -> str:
    sensor = record.get("sensor", known)
    if not isinstance(sensor, str) or not sensor:
        raise UnfitError("sensor", "readings-no-sensor")
    if known is not None and sensor != known:
        raise UnfitError(
            "sensor", "readings-another-sensor", sensor=shown(sensor), known=shown(known)
        )
    return sensor


def _temperature(record: Mapping[str, object]) -> float | None:
    unit = record.get("unit", "CEL")
    if not isinstance(unit, str):
        raise UnfitError("unit", "batch-not-text", value=shown(unit))
    if (value := _number(record, "temperature")) is None:
        return None
    converted = celsius(value, unit)
    if isinstance(converted, Message):
        about_unit = converted.key == "units-unknown-temperature"
        field = "unit" if about_unit else "temperature"
        args = {name: shown(arg) for name, arg in converted.args.items()}
        raise UnfitError(field, converted.key, **args)
    if converted > HOTTEST:
        raise UnfitError("temperature", "readings-too-hot", value=shown(value), unit=unit)
    return converted


def _humidity(record: Mapping[str, object]) -> float | None:
    value = _number(record, "humidity")
    if value is not None and not 0 <= value <= 100:
        raise UnfitError("humidity", "readings-no-humidity", value=shown(value))
    return value


def _number(record: Mapping[str, object], field: str) -> float | None:
    value = record.get(field)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise UnfitError(field, "readings-not-a-number", value=shown(value))
    return value


def _door(record: Mapping[str, object]) -> float | None:
    value = record.get("door")
    if value is None:
        return None
    if not isinstance(value, str) or value not in _DOOR:
        raise UnfitError("door", "readings-no-door", value=shown(value))
    return _DOOR[value]
