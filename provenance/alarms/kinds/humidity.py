"""Too humid, and too dry (% RH)."""

from provenance.alarms.kinds.limit import LimitKind, Side
from provenance.alarms.values import AlarmKind, Measure

_BOUNDS = (0.0, 100.0)

HIGH_HUMIDITY = LimitKind(AlarmKind.HIGH_HUMIDITY, Measure.HUMIDITY, Side.ABOVE, _BOUNDS)
LOW_HUMIDITY = LimitKind(AlarmKind.LOW_HUMIDITY, Measure.HUMIDITY, Side.BELOW, _BOUNDS)
