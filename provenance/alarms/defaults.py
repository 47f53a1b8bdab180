"""Rules for a store to begin with; staff change them."""

from collections.abc import Sequence

from provenance.alarms.rules import ESCALATION, AlarmRule, Cause, Escalation, Scope
from provenance.alarms.values import AlarmKind, Level, Severity
from provenance.coldchain.observations import OPEN

_EXPLAINED = frozenset(Cause)
_SLOWLY = (Escalation(Level.MANAGER, 120),)


def default_rules(
    store: str, *, chilled: Sequence[str], frozen: Sequence[str]
) -> Sequence[AlarmRule]:
    """Rules for a store's chilled and frozen places (by id), and for all its sensors.

    Sources: 30 minutes before a warm case is told, Danfoss AK-RC 251's default alarm delay;
    freezing at -0.5 °C for an hour, WHO PQS E006/TR07; an hour of quiet after a defrost, Stark
    TRT252. The levels 5, 8 and -15 °C, three intervals of silence, six hours of standstill and
    ten minutes of an open door are ours.
    """
    everywhere = Scope((store,))
    rules = [
        _rule(store, "silent", AlarmKind.SILENCE, everywhere, intervals=3),
        _rule(store, "stuck", AlarmKind.STUCK, everywhere, delay=360.0),
        _rule(store, "door", AlarmKind.DOOR_OPEN, everywhere, threshold=OPEN, delay=10.0),
    ]
    if chilled:
        rules += _chilled(store, Scope(tuple(chilled)))
    if frozen:
        rules.append(
            _warm(store, "frozen-warm", Scope(tuple(frozen)), -15.0, 30.0, clear=-16.0, quiet=60.0)
        )
    return rules


def _chilled(store: str, scope: Scope) -> Sequence[AlarmRule]:
    return (
        _warm(store, "chilled-warm", scope, 5.0, 30.0, clear=4.5, quiet=60.0),
        _warm(
            store,
            "chilled-hot",
            scope,
            8.0,
            10.0,
            clear=5.0,
            quiet=30.0,
            severity=Severity.CRITICAL,
        ),
        AlarmRule(
            id=f"{store}-chilled-freezing",
            kind=AlarmKind.LOW_TEMPERATURE,
            scope=scope,
            threshold=-0.5,
            delay=60.0,
            clear=0.0,
        ),
    )


def _warm(
    store: str,
    name: str,
    scope: Scope,
    threshold: float,
    delay: float,
    *,
    clear: float,
    quiet: float,
    severity: Severity = Severity.MAJOR,
) -> AlarmRule:
    return AlarmRule(
        id=f"{store}-{name}",
        kind=AlarmKind.HIGH_TEMPERATURE,
        scope=scope,
        severity=severity,
        threshold=threshold,
        delay=delay,
        clear=clear,
        clear_delay=10.0,
        suppressed_by=_EXPLAINED,
        recovery=quiet,
        escalation=ESCALATION,
    )


def _rule(
    store: str,
    name: str,
    kind: AlarmKind,
    scope: Scope,
    *,
    threshold: float | None = None,
    delay: float = 0.0,
    intervals: int = 3,
) -> AlarmRule:
    return AlarmRule(
        id=f"{store}-{name}",
        kind=kind,
        scope=scope,
        severity=Severity.WARNING,
        threshold=threshold,
        delay=delay,
        intervals=intervals,
        escalation=_SLOWLY,
    )
