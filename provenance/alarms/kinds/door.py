"""A door that stands open too long: its threshold is `OPEN`."""

from provenance.alarms.kinds.limit import LimitKind, Side
from provenance.alarms.values import AlarmKind, Measure
from provenance.coldchain.observations import OPEN

DOOR_OPEN = LimitKind(AlarmKind.DOOR_OPEN, Measure.DOOR, Side.ABOVE, (OPEN, OPEN), lasting=True)
