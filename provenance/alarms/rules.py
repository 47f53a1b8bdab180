"""An alarm rule is data: what it judges, where, for how long, and who is told when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.alarms.values import AlarmKind, Level, Severity
from provenance.places import Place, PlaceKind
from provenance.text import Message

LONGEST_DELAY = 24 * 60
"""Minutes: a condition that holds for longer is no alarm but a state."""
LONGEST_WINDOW = 7 * 24
"""Hours that a cumulative rule may look back."""
MOST_INTERVALS = 1_000

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Cause(StrEnum):
    """Why a warm case may be no fault."""

    DEFROST = "DEFROST"
    DOOR = "DOOR"
    START_UP = "START_UP"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule holds: at these places and what stands directly in them or belongs to them when
    they are stores, and at places of these kinds. Empty means everywhere."""

    places: Sequence[str] = ()
    kinds: Sequence[PlaceKind] = ()

    def covers(self, place: Place) -> bool:
        """Whether the rule holds at a place."""
        here = {place.id, place.parent, place.store}
        return (not self.places or not here.isdisjoint(self.places)) and (
            not self.kinds or place.kind in self.kinds
        )


@dataclass(frozen=True, slots=True)
class Escalation:
    """After so many minutes that nobody acknowledged an alarm, the next level is told."""

    level: Level
    minutes: float


ESCALATION = (Escalation(Level.MANAGER, 30), Escalation(Level.AREA, 120))
"""From the shelf to the manager to the area; our choice, not a standard's."""


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """One rule; `threshold` and `clear` are in the kind's unit (°C, % RH) and inclusive.

    The condition must hold for `delay` minutes: without a break, or in all within the last `window`
    hours. The alarm clears when the value has been at `clear` or better (without one: no longer at
    the threshold) for `clear_delay` minutes. A silence rule waits for `intervals` of the sensor's
    sampling intervals. `suppressed_by` hold the notification back, not the judging, until
    `recovery` minutes after they end. `revision` names what a stored rule judges: sensors are
    followed anew when it changes.
    """

    id: str
    kind: AlarmKind
    scope: Scope = Scope()
    severity: Severity = Severity.MAJOR
    threshold: float | None = None
    delay: float = 0.0
    window: int | None = None
    clear: float | None = None
    clear_delay: float = 0.0
    intervals: int = 3
    suppressed_by: frozenset[Cause] = frozenset()
    recovery: float = 0.0
    escalation: Sequence[Escalation] = ESCALATION
    revision: str = ""


def refusal(rule: AlarmRule) -> Message | None:
    """Why a rule cannot be used whatever its kind, if so."""
    if not _ID.fullmatch(rule.id):
        return Message("alarms-rule-id")
    most = LONGEST_DELAY if rule.window is None else 60 * min(rule.window, LONGEST_WINDOW)
    delays = {"delay": rule.delay, "clear": rule.clear_delay, "recovery": rule.recovery}
    limits = {"delay": most, "clear": LONGEST_DELAY, "recovery": LONGEST_DELAY}
    if any(not 0 <= minutes <= limits[name] for name, minutes in delays.items()):
        return Message("alarms-rule-minutes", {"most": LONGEST_DELAY})
    if rule.window is not None and not 1 <= rule.window <= LONGEST_WINDOW:
        return Message("alarms-rule-window", {"most": LONGEST_WINDOW})
    if not 1 <= rule.intervals <= MOST_INTERVALS:
        return Message("alarms-rule-intervals", {"most": MOST_INTERVALS})
    return _escalation_refusal(rule.escalation)


def _escalation_refusal(steps: Sequence[Escalation]) -> Message | None:
    """Levels and minutes must both grow."""
    order = list(Level)
    ranks = [(order.index(step.level), step.minutes) for step in steps]
    before = (order.index(Level.SHELF), 0.0)
    for rank in ranks:
        if rank[0] <= before[0] or not before[1] < rank[1] < float("inf"):
            return Message("alarms-rule-escalation")
        before = rank
    return None
