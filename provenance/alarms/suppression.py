"""When a rule holds its notifications back: a defrost, an open door, a case that starts up.

Only the telling waits; every reading is judged and stays in the freshness of what lies there.
After the delays of refrigeration controllers after defrost, start-up and door opening (Danfoss
AK-RC 251 and ERC 21; Stark TRT252: one hour after a defrost).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from provenance.alarms.rules import AlarmRule, Cause
from provenance.alarms.values import DAY_MS, MINUTE_MS, Sample
from provenance.coldchain.observations import OPEN

LONGEST_DOOR_MS = 30 * MINUTE_MS
"""An open door explains a warm case for so long; a wedged one must not hide it."""

LONGEST_DOOR_WAIT_MS = 60 * MINUTE_MS
"""Nor may a busy door, opened again and again, hold a notification back for longer."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A time (ms since 1970) that a cause explains."""

    cause: Cause
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """What staff or a controller announced for a place; `daily` ones come back every 24 hours."""

    id: str
    place: str
    interval: Interval
    daily: bool = False

    def between(self, since: int, until: int) -> Iterator[Interval]:
        """Its occurrences that touch a time."""
        first = self.interval
        days = max(0, (since - first.until) // DAY_MS) if self.daily else 0
        while (start := first.since + days * DAY_MS) <= until:
            end = first.until + days * DAY_MS
            if end >= since:
                yield Interval(first.cause, start, end)
            if not self.daily:
                return
            days += 1


def door_intervals(samples: Iterable[Sample]) -> Sequence[Interval]:
    """The times a door stood open, from one sensor's samples in order of time."""
    found: list[Interval] = []
    opened: int | None = None
    for sample in samples:
        if sample.value == OPEN and opened is None:
            opened = sample.ms
        elif sample.value != OPEN and opened is not None:
            found.append(_door(opened, sample.ms))
            opened = None
    if opened is not None:
        found.append(_door(opened, opened + LONGEST_DOOR_MS))
    return found


def free_from(rule: AlarmRule, met: int, intervals: Iterable[Interval]) -> int:
    """The first moment (ms) at or after `met` in which the rule may speak."""
    recovery = round(rule.recovery * MINUTE_MS)
    moment = met
    for interval in sorted(intervals, key=lambda each: each.since):
        if interval.cause not in rule.suppressed_by:
            continue
        ends = interval.until + recovery
        if interval.cause is Cause.DOOR:
            ends = min(ends, met + LONGEST_DOOR_WAIT_MS)
        if interval.since <= moment < ends:
            moment = ends
    return moment


def _door(opened: int, closed: int) -> Interval:
    return Interval(Cause.DOOR, opened, min(closed, opened + LONGEST_DOOR_MS))
