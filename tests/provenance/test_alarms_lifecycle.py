"""From episodes to one alarm a rule and place: raised, held back, cleared, escalated, refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.alarms.alarm import Alarm, AlarmEvent, Change, due_level
from provenance.alarms.defaults import default_rules
from provenance.alarms.kinds import rule_refusal
from provenance.alarms.lifecycle import Seen, changes
from provenance.alarms.rules import AlarmRule, Cause, Escalation, Scope
from provenance.alarms.suppression import (
    LONGEST_DOOR_MS,
    LONGEST_DOOR_WAIT_MS,
    Interval,
    Suppression,
    door_intervals,
    free_from,
)
from provenance.alarms.values import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    AlarmKind,
    Episode,
    Level,
    Sample,
)
from provenance.coldchain.observations import CLOSED, OPEN
from provenance.coldchain.series import from_ms
from provenance.places import Place, PlaceKind

CASE = Place("case", "Dairy case", PlaceKind.FRIDGE, parent="s1", store="s1")
RULE = AlarmRule(
    "warm",
    AlarmKind.HIGH_TEMPERATURE,
    threshold=5.0,
    delay=30,
    suppressed_by=frozenset(Cause),
    recovery=10,
)
RAISED, CLEARED = AlarmEvent.RAISED, AlarmEvent.CLEARED


def episode(
    met: float, ended: float | None = None, *, latest: float = 7.0, worst: float = 8.0
) -> Episode:
    """One that began half an hour before it was met; all in minutes."""
    at = int(met * MINUTE_MS)
    end = None if ended is None else int(ended * MINUTE_MS)
    return Episode(at - 30 * MINUTE_MS, at, end or at, latest, worst, end)


def told(
    known: Sequence[Alarm],
    *seen: Episode | Seen,
    quiet: Sequence[Interval] = (),
    now: float = 10_000,
) -> Sequence[Change]:
    each = [one if isinstance(one, tuple) else ("t1", one) for one in seen]
    return changes(RULE, CASE, known, each, quiet, now=int(now * MINUTE_MS))


def raised(*seen: Episode | Seen) -> Alarm:
    (change,) = told([], *seen)
    return change.alarm


def interval(cause: Cause, since: float, until: float) -> Interval:
    return Interval(cause, int(since * MINUTE_MS), int(until * MINUTE_MS))


def test_an_episode_that_lasts_is_an_active_alarm_with_a_name_of_its_own() -> None:
    (change,) = told([], episode(100))
    alarm = change.alarm
    assert change.events == (RAISED,)
    assert alarm.active
    assert alarm.id == "warm|case|1970-01-01T01:10:00.000+00:00"
    assert (alarm.started_at, alarm.raised_at) == (
        from_ms(70 * MINUTE_MS),
        from_ms(100 * MINUTE_MS),
    )
    assert (alarm.store, alarm.level) == ("s1", Level.SHELF)
    assert alarm.data["latest"] == 7.0
    assert alarm.data["threshold"] == 5.0


def test_asked_again_it_is_the_same_alarm_and_only_its_measure_moves_on() -> None:
    alarm = raised(episode(100))
    assert told([alarm], episode(100)) == []
    (change,) = told([alarm], replace(episode(100), latest=9.0, worst=9.0))
    assert change.events == ()
    assert (change.alarm.id, change.alarm.data["worst"]) == (alarm.id, 9.0)


def test_it_clears_when_its_episode_ends() -> None:
    (change,) = told([raised(episode(100))], episode(100, 140))
    assert change.events == (CLEARED,)
    assert change.alarm.cleared_at == from_ms(140 * MINUTE_MS)


def test_one_that_came_and_went_unseen_is_told_whole() -> None:
    (change,) = told([], episode(100, 140))
    assert change.events == (RAISED, CLEARED)
    assert not change.alarm.active


def test_two_sensors_of_a_place_are_one_alarm_until_both_are_calm() -> None:
    alarm = raised(("t1", episode(100)), ("t2", episode(110, worst=12.0)))
    assert alarm.raised_at == from_ms(100 * MINUTE_MS)
    assert alarm.data["worst"] == 12.0
    assert told([alarm], ("t1", episode(100, 120)), ("t2", episode(110, worst=9.0))) == []
    (over,) = told([alarm], ("t1", episode(100, 120)), ("t2", episode(110, 130)))
    assert over.alarm.cleared_at == from_ms(130 * MINUTE_MS)


def test_the_next_episode_is_another_alarm_after_the_first_has_cleared() -> None:
    first = raised(episode(100))
    over, again = told([first], episode(100, 140), episode(200))
    assert (over.alarm.id, over.events) == (first.id, (CLEARED,))
    assert again.events == (RAISED,)
    assert again.alarm.id != first.id


def test_a_late_reading_may_take_an_alarm_back_or_reopen_it() -> None:
    active = raised(episode(100))
    (gone,) = told([active], now=150)
    assert gone.events == (CLEARED,)
    assert gone.alarm.cleared_at == from_ms(150 * MINUTE_MS)
    over = told([active], episode(100, 140))[0].alarm
    (reopened,) = told([over], episode(100))
    assert reopened.events == (RAISED,)
    assert (reopened.alarm.id, reopened.alarm.active) == (active.id, True)
    assert told([over], episode(100, 140)) == []
    assert told([over], episode(100, 145)) == []


def test_a_suppressed_episode_that_ends_in_time_is_never_told() -> None:
    defrost = [interval(Cause.DEFROST, 60, 105)]
    assert told([], episode(100), quiet=defrost, now=101) == []
    assert told([], episode(100, 114), quiet=defrost) == []


def test_what_still_holds_when_suppression_ends_is_told_then() -> None:
    defrost = [interval(Cause.DEFROST, 60, 105)]
    assert told([], episode(100), quiet=defrost, now=114.9) == []
    (change,) = told([], episode(100), quiet=defrost, now=115)
    assert change.alarm.raised_at == from_ms(115 * MINUTE_MS)
    assert change.alarm.started_at == from_ms(70 * MINUTE_MS)


def test_a_suppression_that_begins_later_does_not_take_an_alarm_back() -> None:
    alarm = raised(episode(100))
    assert told([alarm], episode(100), quiet=[interval(Cause.DEFROST, 90, 200)], now=150) == []


def test_a_rule_that_names_no_cause_is_not_held_back() -> None:
    strict = replace(RULE, suppressed_by=frozenset({Cause.START_UP}))
    assert free_from(strict, 5, [Interval(Cause.DEFROST, 0, 10)]) == 5


def test_suppressions_follow_each_other() -> None:
    quiet = [interval(Cause.DEFROST, 0, 20), interval(Cause.START_UP, 25, 40)]
    assert free_from(RULE, 10 * MINUTE_MS, quiet) == 50 * MINUTE_MS
    assert free_from(RULE, 60 * MINUTE_MS, quiet) == 60 * MINUTE_MS


def test_a_door_explains_no_more_than_half_an_hour_and_a_busy_one_no_more_than_an_hour() -> None:
    wedged = door_intervals([Sample(0, OPEN), Sample(HOUR_MS, OPEN), Sample(5 * HOUR_MS, CLOSED)])
    assert wedged == [Interval(Cause.DOOR, 0, LONGEST_DOOR_MS)]
    assert door_intervals([Sample(7, OPEN)]) == [Interval(Cause.DOOR, 7, 7 + LONGEST_DOOR_MS)]
    busy = [interval(Cause.DOOR, at, at + 1) for at in range(0, 600, 5)]
    assert free_from(RULE, 60 * MINUTE_MS, busy) == 60 * MINUTE_MS + LONGEST_DOOR_WAIT_MS


def test_a_daily_defrost_comes_back_every_day() -> None:
    defrost = Suppression("d", "case", Interval(Cause.DEFROST, 0, HOUR_MS), daily=True)
    found = list(defrost.between(3 * DAY_MS + 2 * HOUR_MS, 5 * DAY_MS))
    assert [each.since for each in found] == [4 * DAY_MS, 5 * DAY_MS]
    once = replace(defrost, daily=False)
    assert list(once.between(3 * DAY_MS, 5 * DAY_MS)) == []
    assert list(once.between(HOUR_MS // 2, 5 * DAY_MS)) == [defrost.interval]


def test_nobody_acknowledging_it_an_alarm_goes_up() -> None:
    alarm = raised(episode(100))
    after = [
        due_level(alarm, RULE, alarm.raised_at + timedelta(minutes=minutes))
        for minutes in (0, 29.9, 30, 120, 9_999)
    ]
    assert after == [Level.SHELF, Level.SHELF, Level.MANAGER, Level.AREA, Level.AREA]
    later = alarm.raised_at + timedelta(days=1)
    assert due_level(replace(alarm, acknowledged_at=later), RULE, later) is Level.SHELF
    assert due_level(replace(alarm, cleared_at=later), RULE, later) is Level.SHELF
    assert due_level(replace(alarm, level=Level.AREA), RULE, alarm.raised_at) is Level.AREA


EPISODES = st.lists(st.tuples(st.integers(31, 400), st.integers(0, 60)), max_size=6)


@given(first=EPISODES, second=EPISODES, cut=st.integers(31, 500))
def test_when_we_ask_changes_nothing(
    first: list[tuple[int, int]], second: list[tuple[int, int]], cut: int
) -> None:
    """Asked at once or in two steps, the same alarms were raised and cleared at the same times."""
    seen = [("t1", each) for each in _apart(first)] + [("t2", each) for each in _apart(second)]
    end = 3_000  # after all of them
    at_once = {c.alarm.id: c.alarm for c in told([], *seen, now=end)}
    known: dict[str, Alarm] = {}
    asked: list[Seen] = []
    for now in (cut, end):
        now_ms = now * MINUTE_MS
        so_far = [
            (sensor, each if each.ended and each.ended <= now_ms else replace(each, ended=None))
            for sensor, each in seen
            if each.met <= now_ms
        ]
        fresh = [each for each in so_far if each not in asked or each[1].ended is None]
        active = [alarm for alarm in known.values() if alarm.active]
        known |= {c.alarm.id: c.alarm for c in told(active, *fresh, now=now)}
        asked = so_far
    assert {key: (a.raised_at, a.cleared_at) for key, a in known.items()} == {
        key: (a.raised_at, a.cleared_at) for key, a in at_once.items()
    }


def _apart(lengths: list[tuple[int, int]]) -> list[Episode]:
    """One sensor's episodes: each begins after the one before has ended."""
    found, at = [], 0
    for wait, lasted in lengths:
        met = at + wait
        at = met + lasted
        found.append(episode(met, at))
    return found


def test_a_rule_covers_places_stores_and_kinds() -> None:
    assert Scope().covers(CASE)
    assert Scope(("case",)).covers(CASE)
    assert Scope(("s1",)).covers(CASE)
    assert not Scope(("s2",)).covers(CASE)
    assert Scope(kinds=(PlaceKind.FRIDGE,)).covers(CASE)
    assert not Scope(("s1",), (PlaceKind.VEHICLE,)).covers(CASE)


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (replace(RULE, id="Warm!"), "alarms-rule-id"),
        (replace(RULE, delay=float("nan")), "alarms-rule-minutes"),
        (replace(RULE, delay=1e308), "alarms-rule-minutes"),
        (replace(RULE, recovery=-1), "alarms-rule-minutes"),
        (replace(RULE, window=0), "alarms-rule-minutes"),
        (replace(RULE, delay=0, window=200), "alarms-rule-window"),
        (replace(RULE, delay=61, window=1), "alarms-rule-minutes"),
        (replace(RULE, intervals=0), "alarms-rule-intervals"),
        (replace(RULE, threshold=None), "alarms-rule-threshold"),
        (replace(RULE, threshold=float("inf")), "alarms-rule-threshold"),
        (replace(RULE, clear=5.0), "alarms-rule-clear"),
        (replace(RULE, clear=6.0), "alarms-rule-clear"),
        (replace(RULE, clear=float("nan")), "alarms-rule-clear"),
        (replace(RULE, escalation=(Escalation(Level.SHELF, 5),)), "alarms-rule-escalation"),
        (
            replace(RULE, escalation=(Escalation(Level.AREA, 5), Escalation(Level.MANAGER, 9))),
            "alarms-rule-escalation",
        ),
        (
            replace(RULE, escalation=(Escalation(Level.MANAGER, 5), Escalation(Level.AREA, 5))),
            "alarms-rule-escalation",
        ),
        (AlarmRule("s", AlarmKind.SILENCE, delay=5), "alarms-rule-only-intervals"),
        (AlarmRule("s", AlarmKind.STUCK), "alarms-rule-only-delay"),
        (AlarmRule("h", AlarmKind.HIGH_HUMIDITY, threshold=101), "alarms-rule-threshold"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(rule: AlarmRule, key: str) -> None:
    refused = rule_refusal(rule)
    assert refused
    assert refused.key == key


def test_the_default_rules_can_be_used() -> None:
    rules = default_rules("s1", chilled=["case"], frozen=["freezer"])
    assert [rule_refusal(rule) for rule in rules] == [None] * len(rules)
    assert len({rule.id for rule in rules}) == len(rules) == 7
    warm = next(rule for rule in rules if rule.id == "s1-chilled-warm")
    assert warm.scope.covers(CASE)
    assert not warm.scope.covers(replace(CASE, id="freezer"))
