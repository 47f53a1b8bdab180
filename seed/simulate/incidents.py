"""What goes wrong in a cold place, as its sensor would show it.

Numbers are ours: a cabinet whose cooling fails comes to the air around it with a time constant of
100 minutes, one whose door stands open to eight kelvins more within three quarters of an hour, and
cooling that works again takes half an hour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import exp

AMBIENT = 21.0
"""°C, of the store."""
_FAILING, _OPEN, _RECOVERING = timedelta(minutes=100), timedelta(minutes=45), timedelta(minutes=30)
_OPEN_KELVIN = 8.0

Normal = Callable[[datetime], float]
"""The temperature (°C) of the place when nothing is wrong."""


class IncidentKind(StrEnum):
    FAILING_FRIDGE = "failing-fridge"
    OPEN_DOOR = "open-door"
    STUCK_SENSOR = "stuck-sensor"
    SILENT_SENSOR = "silent-sensor"


@dataclass(frozen=True, slots=True)
class Incident:
    """Something wrong at a place from `since` to `until` (UTC)."""

    kind: IncidentKind
    place: str
    since: datetime
    until: datetime

    def lasts(self, at: datetime) -> bool:
        """Whether it goes on at a time."""
        return self.since <= at < self.until


def celsius_in(incident: Incident, at: datetime, normal: Normal) -> float | None:
    """What the sensor shows; None while it says nothing."""
    if at < incident.since:
        return normal(at)
    match incident.kind:
        case IncidentKind.SILENT_SENSOR:
            return None if incident.lasts(at) else normal(at)
        case IncidentKind.STUCK_SENSOR:
            return normal(incident.since if incident.lasts(at) else at)
        case _:
            return normal(at) + _excess(incident, at, normal)


def _excess(incident: Incident, at: datetime, normal: Normal) -> float:
    """How many kelvins the air is too warm."""
    if not incident.lasts(at):
        left = exp(-(at - incident.until) / _RECOVERING)
        return _warmed(incident, incident.until, normal) * left
    return _warmed(incident, at, normal)


def _warmed(incident: Incident, at: datetime, normal: Normal) -> float:
    gone = at - incident.since
    if incident.kind is IncidentKind.OPEN_DOOR:
        return _OPEN_KELVIN * (1 - exp(-gone / _OPEN))
    begin = normal(incident.since)
    return AMBIENT + (begin - AMBIENT) * exp(-gone / _FAILING) - normal(at)
