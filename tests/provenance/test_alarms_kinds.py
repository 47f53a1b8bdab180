"""Kinds of alarms, reading by reading: published cases, edges, and that batches do not matter."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.alarms.following import Track, followed, taken_up
from provenance.alarms.kinds import KINDS
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    AlarmKind,
    Episode,
    Sample,
    SensorState,
)
from provenance.coldchain.observations import CLOSED, OPEN

TEN = 10 * MINUTE_MS
WARM = AlarmRule("warm", AlarmKind.HIGH_TEMPERATURE, threshold=5.0, delay=30)


def minutes(*values: float, step: int = 10, start: int = 0) -> list[Sample]:
    """Samples every `step` minutes."""
    return [Sample((start + n * step) * MINUTE_MS, value) for n, value in enumerate(values)]


def seen(
    rule: AlarmRule, samples: Sequence[Sample], every: int = TEN
) -> tuple[SensorState, list[Episode]]:
    track, ended = followed(KINDS[rule.kind], rule, Track(), samples, every)
    return track.now, list(ended)


def fired_at(rule: AlarmRule, samples: Sequence[Sample], every: int = TEN) -> float | None:
    """The minute at which the rule is first met."""
    state, ended = seen(rule, samples, every)
    episodes = [*ended, *([state.episode] if state.episode else [])]
    return episodes[0].met / MINUTE_MS if episodes else None


def test_the_published_cases_pass(shared_data: Path) -> None:
    cases = json.loads((shared_data / "alarm_cases.json").read_text())
    assert len(cases) >= 5
    for case in cases:
        samples = list(_by_minute(case["readings"]))
        fired = {}
        for given_rule in case["rules"]:
            rule = AlarmRule(
                given_rule["name"],
                AlarmKind.HIGH_TEMPERATURE
                if given_rule["op"] == ">="
                else AlarmKind.LOW_TEMPERATURE,
                threshold=given_rule["c"],
                delay=given_rule["minutes"],
                window=168 if given_rule["type"] == "cumulative" else None,
            )
            if (at := fired_at(rule, samples, MINUTE_MS)) is not None:
                fired[rule.id] = at
        assert list(fired) == case["expected"]["fired"], case["id"]
        if "at_min" in case["expected"]:
            assert set(fired.values()) == {case["expected"]["at_min"]}, case["id"]


def _by_minute(segments: Sequence[dict[str, float]]) -> Iterator[Sample]:
    """A sample a minute of temperatures that hold for some minutes each, the last one's end too."""
    at = 0
    for segment in segments:
        for _ in range(int(segment["minutes"])):
            yield Sample(at * MINUTE_MS, segment["temp_c"])
            at += 1
    yield Sample(at * MINUTE_MS, segments[-1]["temp_c"])


def test_the_threshold_itself_counts_and_a_delay_must_pass() -> None:
    assert fired_at(WARM, minutes(5, 5, 5)) is None
    assert fired_at(WARM, minutes(5, 5, 5, 5)) == 30
    assert fired_at(WARM, minutes(4.9, 4.9, 4.9, 4.9, 4.9)) is None


def test_without_a_delay_the_first_sample_is_enough() -> None:
    at_once = AlarmRule("hot", AlarmKind.HIGH_TEMPERATURE, threshold=8.0)
    assert fired_at(at_once, minutes(4, 9)) == 10


def test_an_episode_knows_since_when_and_how_bad() -> None:
    state, _ = seen(WARM, minutes(4, 6, 9, 7, 6.5))
    assert state.episode == Episode(TEN, 4 * TEN, 4 * TEN, latest=6.5, worst=9)


def test_it_clears_at_its_own_threshold_and_after_its_own_delay() -> None:
    rule = AlarmRule("warm", AlarmKind.HIGH_TEMPERATURE, threshold=5.0, clear=4.0, clear_delay=20)
    state, ended = seen(rule, minutes(6, 4.5, 4.0, 4.5, 4, 3))
    assert state.episode
    assert not ended
    state, ended = seen(rule, minutes(6, 4.5, 4.0, 4.5, 4, 3, 3))
    assert state.episode is None
    assert [episode.ended for episode in ended] == [6 * TEN]


def test_freezing_is_judged_downwards() -> None:
    rule = AlarmRule("cold", AlarmKind.LOW_TEMPERATURE, threshold=-0.5, clear=0.5)
    state, _ = seen(rule, minutes(0, -0.5, -3, 0))
    assert state.episode
    assert (state.episode.started, state.episode.worst) == (TEN, -3)
    assert seen(rule, minutes(-1, 0.5))[1]


def test_a_cumulative_time_counts_no_gap_and_forgets_what_left_the_window() -> None:
    rule = AlarmRule("sum", AlarmKind.HIGH_TEMPERATURE, threshold=8.0, delay=60, window=2)
    gap = [Sample(0, 9.0), Sample(HOUR_MS, 9.0), Sample(HOUR_MS + TEN, 9.0)]
    assert fired_at(rule, gap) is None
    warm_mornings = [*minutes(9, 9, 9, 4), *minutes(9, 9, 9, 4, start=6 * 60)]
    assert fired_at(rule, warm_mornings) is None
    assert fired_at(rule, [*minutes(9, 9, 9, 4), *minutes(9, 9, 9, 4, start=90)]) == 120


def test_a_used_up_cumulative_time_is_an_alarm_again_at_the_next_warm_sample() -> None:
    rule = AlarmRule("sum", AlarmKind.HIGH_TEMPERATURE, threshold=8.0, delay=20, window=24)
    state, ended = seen(rule, minutes(9, 9, 9, 4, 4, 4, 9))
    assert [episode.met for episode in ended] == [2 * TEN]
    assert state.episode
    assert state.episode.met == 6 * TEN


def test_a_door_is_open_too_long_without_another_word() -> None:
    rule = AlarmRule("door", AlarmKind.DOOR_OPEN, threshold=OPEN, delay=10)
    kind = KINDS[AlarmKind.DOOR_OPEN]
    state, _ = seen(rule, [Sample(0, OPEN)])
    assert kind.passed(rule, state, TEN - 1, TEN).episode is None
    noticed = kind.passed(rule, state, TEN + 5_000, TEN)
    assert noticed.episode
    assert (noticed.episode.started, noticed.episode.met) == (0, TEN)
    for before in (state, noticed):  # noticed in time or not, it is told alike
        _, ended = kind.step(rule, before, Sample(2 * TEN, CLOSED), TEN)
        assert ended
        assert (ended.met, ended.ended) == (TEN, 2 * TEN)
    assert seen(rule, [Sample(0, OPEN), Sample(TEN - 1, CLOSED)])[1] == []


def test_silence_begins_after_some_intervals_and_ends_with_a_sample() -> None:
    rule = AlarmRule("silent", AlarmKind.SILENCE, intervals=3)
    kind = KINDS[AlarmKind.SILENCE]
    state, ended = seen(rule, minutes(4, 4))
    assert not ended
    assert kind.passed(rule, state, 4 * TEN - 1, TEN).episode is None
    silent = kind.passed(rule, state, 4 * TEN, TEN)
    assert silent.episode
    _, over = kind.step(rule, silent, Sample(9 * TEN, 4.0), TEN)
    assert over
    assert (over.started, over.met, over.ended) == (TEN, 4 * TEN, 9 * TEN)
    _, unnoticed = kind.step(rule, state, Sample(9 * TEN, 4.0), TEN)
    assert unnoticed
    assert unnoticed.ended == 9 * TEN


def test_what_never_spoke_is_not_silent() -> None:
    rule = AlarmRule("silent", AlarmKind.SILENCE)
    state = SensorState()
    assert KINDS[AlarmKind.SILENCE].passed(rule, state, DAY_MS, TEN) == state


def test_the_same_value_for_hours_is_a_stuck_sensor() -> None:
    rule = AlarmRule("stuck", AlarmKind.STUCK, delay=60)
    assert fired_at(rule, minutes(4, 3, 3, 3, 3, 3, 3)) is None
    assert fired_at(rule, minutes(4, 3, 3, 3, 3, 3, 3, 3)) == 70
    _, ended = seen(rule, minutes(4, 3, 3, 3, 3, 3, 3, 3, 3.1))
    assert [episode.ended for episode in ended] == [8 * TEN]


RULES = (
    AlarmRule("a", AlarmKind.HIGH_TEMPERATURE, threshold=5.0, delay=20, clear=4.0, clear_delay=10),
    AlarmRule("b", AlarmKind.HIGH_TEMPERATURE, threshold=6.0, delay=40, window=3),
    AlarmRule("c", AlarmKind.LOW_TEMPERATURE, threshold=0.0, delay=10),
    AlarmRule("d", AlarmKind.DOOR_OPEN, threshold=OPEN, delay=15),
    AlarmRule("e", AlarmKind.SILENCE),
    AlarmRule("f", AlarmKind.STUCK, delay=30),
)
SERIES = st.lists(
    st.tuples(st.integers(1, 90), st.sampled_from([-1.0, 1.0, 4.0, 4.5, 5.0, 7.0])), max_size=60
).map(
    lambda steps: [
        Sample(sum(gap for gap, _ in steps[: n + 1]) * 7 * MINUTE_MS, value)
        for n, (_, value) in enumerate(steps)
    ]
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
@given(samples=SERIES, cuts=st.sets(st.integers(0, 60)))
def test_how_samples_are_batched_changes_nothing(
    rule: AlarmRule, samples: list[Sample], cuts: set[int]
) -> None:
    kind = KINDS[rule.kind]
    whole, episodes = followed(kind, rule, Track(), samples, TEN)
    track, start = Track(), 0
    found: list[Episode] = []
    for cut in [*sorted(cuts), len(samples)]:
        track, some = followed(kind, rule, track, samples[start:cut], TEN)
        found += some
        start = max(start, cut)
    assert (track, tuple(found)) == (whole, episodes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
@given(samples=SERIES.filter(bool), data=st.data())
def test_a_late_sample_ends_as_if_it_had_come_in_time(
    rule: AlarmRule, samples: list[Sample], data: st.DataObject
) -> None:
    kind = KINDS[rule.kind]
    in_time, _ = followed(kind, rule, Track(), samples, TEN)
    position = data.draw(st.integers(0, len(samples) - 1))
    late = samples[position]
    track, _ = followed(kind, rule, Track(), samples[:position] + samples[position + 1 :], TEN)
    again = taken_up(track, late.ms)
    if track.now.at is None or late.ms > track.now.at:
        return
    if again is None:
        assert late.ms < track.now.at - 2 * DAY_MS
        return
    start, since = again
    afresh, _ = followed(kind, rule, start, [s for s in samples if s.ms >= since], TEN)
    if start.now.at is not None or samples[0].ms >= since:
        assert afresh == in_time
