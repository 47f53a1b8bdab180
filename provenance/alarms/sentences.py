"""What an alarm says to people."""

from datetime import datetime

from provenance.alarms.alarm import Alarm
from provenance.text import Message

_HOURS_FROM = 120
"""Minutes from which a duration is told in hours."""


def sentence(alarm: Alarm, place_name: str, now: datetime) -> Message:
    """The alarm in one sentence: `Dairy case: 5 °C or warmer for 34 minutes (now 7.2 °C)`.

    The key is the kind's; arguments are the place's name, how long it has lasted or did, and the
    alarm's `data`.
    """
    minutes = int(((alarm.cleared_at or now) - alarm.started_at).total_seconds() // 60)
    in_hours = minutes >= _HOURS_FROM
    return Message(
        f"alarms-{alarm.kind.value.lower().replace('_', '-')}",
        {
            **alarm.data,
            "place": place_name,
            "state": "active" if alarm.active else "cleared",
            "unit": "hours" if in_hours else "minutes",
            "count": minutes // 60 if in_hours else max(minutes, 0),
        },
    )
