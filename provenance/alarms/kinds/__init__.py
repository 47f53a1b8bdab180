"""The kinds of alarms that samples raise, each one file; a new one is one more line here."""

from collections.abc import Mapping

from provenance.alarms.kinds.door import DOOR_OPEN
from provenance.alarms.kinds.humidity import HIGH_HUMIDITY, LOW_HUMIDITY
from provenance.alarms.kinds.kind import Kind
from provenance.alarms.kinds.silence import SILENCE
from provenance.alarms.kinds.stuck import STUCK
from provenance.alarms.kinds.temperature import HIGH_TEMPERATURE, LOW_TEMPERATURE
from provenance.alarms.rules import AlarmRule, refusal
from provenance.alarms.values import AlarmKind
from provenance.text import Message

_ALL: tuple[Kind, ...] = (
    HIGH_TEMPERATURE,
    LOW_TEMPERATURE,
    HIGH_HUMIDITY,
    LOW_HUMIDITY,
    DOOR_OPEN,
    SILENCE,
    STUCK,
)

KINDS: Mapping[AlarmKind, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind that a rule can be of."""


def rule_refusal(rule: AlarmRule) -> Message | None:
    """Why a rule cannot be used, in words; None for a good one."""
    kind = KINDS.get(rule.kind)
    if kind is None:
        return Message("alarms-rule-kind")
    return refusal(rule) or kind.refusal(rule)


__all__ = ["KINDS", "Kind", "rule_refusal"]
