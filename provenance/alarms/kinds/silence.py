"""A sensor of which nothing is heard for some of its sampling intervals.

Silence is about hearing: buffered readings that arrive later end it, and do not undo it.
"""

from dataclasses import replace

from provenance.alarms.kinds.kind import Step
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind, Episode, Measure, Sample, SensorState
from provenance.text import Message


class SilenceKind:
    name = AlarmKind.SILENCE
    measure = Measure.TEMPERATURE

    def refusal(self, rule: AlarmRule) -> Message | None:
        """Only `intervals` counts."""
        unused = (rule.threshold, rule.clear, rule.window)
        if rule.delay or any(value is not None for value in unused):
            return Message("alarms-rule-only-intervals")
        return None

    def step(self, rule: AlarmRule, state: SensorState, sample: Sample, every: int) -> Step:
        """A sample ends the silence before it, also one that was not noticed in time."""
        episode = self.passed(rule, state, sample.ms, every).episode
        ended = episode and replace(episode, ended=max(sample.ms, episode.met))
        return SensorState(at=sample.ms, value=sample.value), ended

    def passed(self, rule: AlarmRule, state: SensorState, now: int, every: int) -> SensorState:
        """Silent once the last sample is that many intervals old."""
        if state.at is None or state.episode is not None:
            return state
        met = state.at + rule.intervals * every
        if now < met:
            return state
        return replace(state, episode=Episode(state.at, met, state.at, state.value, state.value))

    def worse(self, one: float, other: float) -> float:  # noqa: ARG002 - a kind's signature
        """Values do not matter."""
        return one


SILENCE = SilenceKind()
