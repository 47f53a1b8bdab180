"""One alarm: what went wrong where, and what has been done about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind, Level, Severity


class AlarmEvent(StrEnum):
    """What happens to an alarm; notifications have the topic `alarm.{event}`."""

    RAISED = "raised"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm of a rule at a place; times are UTC.

    The condition holds since `started_at`, people know since `raised_at`. It is active until it
    cleared; that somebody acknowledged it is another matter. `data` is what the kind tells: for
    one judged from samples `sensor`, `threshold`, `latest`, `worst` and `measured_at`; for one of
    shelf life see `provenance.alarms.shelf_life`.
    """

    id: str
    rule: str
    kind: AlarmKind
    place: str
    store: str | None
    severity: Severity
    started_at: datetime
    raised_at: datetime
    cleared_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    note: str | None = None
    level: Level = Level.SHELF
    escalated_at: datetime | None = None
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether what it tells of lasts."""
        return self.cleared_at is None


@dataclass(frozen=True, slots=True)
class Change:
    """An alarm as it is now, and what happened to it; nothing when only its measure moved on."""

    alarm: Alarm
    events: Sequence[AlarmEvent] = ()


def alarm_id(rule: str, place: str, started_at: datetime) -> str:
    """`{rule}|{place}|{started at}`: the same happening always has the same name."""
    return f"{rule}|{place}|{started_at.isoformat(timespec='milliseconds')}"


def due_level(alarm: Alarm, rule: AlarmRule, now: datetime) -> Level:
    """Who should know by now of an alarm that lasts and that nobody acknowledged."""
    if not alarm.active or alarm.acknowledged_at is not None:
        return alarm.level
    waited = now - alarm.raised_at
    due = [step.level for step in rule.escalation if waited >= timedelta(minutes=step.minutes)]
    order = list(Level)
    return max([alarm.level, *due], key=order.index)


def escalated(alarms: Iterable[tuple[Alarm, AlarmRule]], now: datetime) -> Sequence[Alarm]:
    """Those of which another level must be told by now, as they are once it is."""
    levels = ((alarm, due_level(alarm, rule, now)) for alarm, rule in alarms)
    return [
        replace(alarm, level=level, escalated_at=now)
        for alarm, level in levels
        if level is not alarm.level
    ]


def told(alarm: Alarm) -> dict[str, object]:
    """What a notification says of it: identifiers and plain values, no names of people."""
    times = {
        "startedAt": alarm.started_at,
        "raisedAt": alarm.raised_at,
        "clearedAt": alarm.cleared_at,
        "acknowledgedAt": alarm.acknowledged_at,
    }
    return {
        "alarm": alarm.id,
        "rule": alarm.rule,
        "kind": alarm.kind.value,
        "severity": alarm.severity.value,
        "place": alarm.place,
        "store": alarm.store,
        "level": alarm.level.value,
        **{name: at.isoformat() for name, at in times.items() if at},
        "data": dict(alarm.data),
    }
