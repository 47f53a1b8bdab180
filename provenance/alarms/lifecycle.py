"""From the episodes of a place's sensors to its one alarm of a rule: raised, told on, cleared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from provenance.alarms.alarm import Alarm, AlarmEvent, Change, alarm_id
from provenance.alarms.kinds import KINDS
from provenance.alarms.rules import AlarmRule
from provenance.alarms.suppression import Interval, free_from
from provenance.alarms.values import Episode
from provenance.coldchain.series import from_ms, to_ms
from provenance.places import Place

Seen = tuple[str, Episode]
"""A sensor and what it saw."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Episodes of one or more sensors that overlap: told from `since` (ms) on."""

    since: int
    until: int | None
    episodes: Sequence[Seen]


def changes(
    rule: AlarmRule,
    place: Place,
    known: Sequence[Alarm],
    seen: Sequence[Seen],
    quiet: Sequence[Interval],
    *,
    now: int,
) -> Sequence[Change]:
    """What becomes of a rule's alarms at a place, in the order in which it must be stored.

    `known` are its alarms that are active or may overlap what was seen; `seen` all episodes that
    last, and those that ended since we last asked (some of them known, after a late reading).
    `quiet` are the times in which notifications may be held back: an episode that outlasts them is
    told when they end, one that does not is never told. What overlaps a known alarm is that alarm.
    """
    active = next((alarm for alarm in known if alarm.active), None)
    cleared = [alarm for alarm in known if not alarm.active]
    met: list[Change] = []
    lasting = active
    for span in _spans(rule, active, seen, quiet, now):
        alarm = next((each for each in (lasting, *cleared) if each and _overlap(each, span)), None)
        if alarm is lasting:  # it has lasted until now: what came after it is another one
            lasting = None
        met += _changed(rule, place, alarm, span, may_reopen=active is None)
    if lasting:  # late readings, or another rule, say that there is nothing
        over = replace(lasting, cleared_at=from_ms(now))
        met.insert(0, Change(over, (AlarmEvent.CLEARED,)))
    return met


def _spans(
    rule: AlarmRule,
    active: Alarm | None,
    seen: Sequence[Seen],
    quiet: Sequence[Interval],
    now: int,
) -> Sequence[_Span]:
    """When something is to be told, oldest first; times that overlap are one."""
    spans: list[_Span] = []
    for since, each in sorted(_tellable(rule, active, seen, quiet, now), key=_order):
        last = spans[-1] if spans else None
        if last and (last.until is None or since < last.until):
            ends = (last.until, each[1].ended)
            until = None if None in ends else max(end for end in ends if end is not None)
            spans[-1] = _Span(last.since, until, (*last.episodes, each))
        else:
            spans.append(_Span(since, each[1].ended, (each,)))
    return spans


def _order(told: tuple[int, Seen]) -> tuple[int, int, str]:
    since, (sensor, episode) = told
    return since, episode.started, sensor


def _tellable(
    rule: AlarmRule,
    active: Alarm | None,
    seen: Sequence[Seen],
    quiet: Sequence[Interval],
    now: int,
) -> list[tuple[int, Seen]]:
    """Each episode with the time from which it may be told; what lasts while an alarm is active
    already is part of it, suppressed or not."""
    told = []
    for sensor, episode in seen:
        goes_on = active is not None and episode.ended is None
        since = episode.met if goes_on else free_from(rule, episode.met, quiet)
        if since <= now and (
            episode.ended is None or since < episode.ended or since == episode.met
        ):
            told.append((since, (sensor, episode)))
    return told


def _overlap(alarm: Alarm, span: _Span) -> bool:
    since = to_ms(alarm.raised_at)
    if since == span.since:
        return True
    begins_in_time = span.until is None or since < span.until
    return begins_in_time and (alarm.cleared_at is None or span.since < to_ms(alarm.cleared_at))


def _changed(
    rule: AlarmRule, place: Place, alarm: Alarm | None, span: _Span, *, may_reopen: bool
) -> Sequence[Change]:
    cleared_at = None if span.until is None else from_ms(span.until)
    data = _measured(rule, span, alarm)
    if alarm is None:
        _, first = span.episodes[0]
        started_at = from_ms(first.started)
        raised = Alarm(
            id=alarm_id(rule.id, place.id, started_at),
            rule=rule.id,
            kind=rule.kind,
            place=place.id,
            store=place.store,
            severity=rule.severity,
            started_at=started_at,
            raised_at=from_ms(span.since),
            cleared_at=cleared_at,
            data=data,
        )
        over = () if cleared_at is None else (AlarmEvent.CLEARED,)
        return [Change(raised, (AlarmEvent.RAISED, *over))]
    now = replace(alarm, cleared_at=cleared_at, data=data)
    if alarm.active and not now.active:
        return [Change(now, (AlarmEvent.CLEARED,))]
    if now.active and not alarm.active:
        return [Change(now, (AlarmEvent.RAISED,))] if may_reopen else []
    return [Change(now)] if now.active and now.data != alarm.data else []


def _measured(rule: AlarmRule, span: _Span, alarm: Alarm | None) -> dict[str, object]:
    """The newest value, and the one furthest beyond the threshold, of sensors calm again too."""
    lasting = [each for each in span.episodes if each[1].ended is None] or span.episodes
    sensor, newest = max(lasting, key=lambda each: (each[1].at, each[0]))
    before = alarm.data.get("worst") if alarm else None
    seen = [episode.worst for _, episode in span.episodes]
    worst = reduce(
        KINDS[rule.kind].worse, [*seen, *([before] if isinstance(before, float) else [])]
    )
    return {
        "sensor": sensor,
        **({} if rule.threshold is None else {"threshold": rule.threshold}),
        "latest": newest.latest,
        "worst": worst,
        "measured_at": from_ms(newest.at).isoformat(),
    }
