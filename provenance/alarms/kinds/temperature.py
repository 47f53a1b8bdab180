"""Too warm, and too cold (freezing)."""

from provenance.alarms.kinds.limit import LimitKind, Side
from provenance.alarms.values import AlarmKind, Measure
from provenance.coldchain.values import HOTTEST
from provenance.units import ABSOLUTE_ZERO

_BOUNDS = (ABSOLUTE_ZERO, HOTTEST)

HIGH_TEMPERATURE = LimitKind(AlarmKind.HIGH_TEMPERATURE, Measure.TEMPERATURE, Side.ABOVE, _BOUNDS)
LOW_TEMPERATURE = LimitKind(AlarmKind.LOW_TEMPERATURE, Measure.TEMPERATURE, Side.BELOW, _BOUNDS)
