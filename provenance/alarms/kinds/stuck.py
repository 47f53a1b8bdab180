"""A sensor that tells exactly the same value for hours: real air is never that still."""

from dataclasses import replace

from provenance.alarms.kinds.kind import Step
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import MINUTE_MS, AlarmKind, Episode, Measure, Sample, SensorState
from provenance.text import Message


class StuckKind:
    name = AlarmKind.STUCK
    measure = Measure.TEMPERATURE

    def refusal(self, rule: AlarmRule) -> Message | None:
        """A delay of some minutes, nothing else."""
        unused = (rule.threshold, rule.clear, rule.window)
        if rule.delay <= 0 or any(value is not None for value in unused):
            return Message("alarms-rule-only-delay")
        return None

    def step(self, rule: AlarmRule, state: SensorState, sample: Sample, every: int) -> Step:  # noqa: ARG002 - a kind's signature
        """Another value ends it."""
        if state.since is None or sample.value != state.value:
            ended = state.episode and replace(
                state.episode, at=sample.ms, latest=sample.value, ended=sample.ms
            )
            return SensorState(at=sample.ms, value=sample.value, since=sample.ms), ended
        if state.episode is not None:
            episode = replace(state.episode, at=sample.ms)
        elif sample.ms - state.since >= rule.delay * MINUTE_MS:
            episode = Episode(state.since, sample.ms, sample.ms, sample.value, sample.value)
        else:
            return replace(state, at=sample.ms), None
        return replace(state, at=sample.ms, episode=episode), None

    def passed(self, rule: AlarmRule, state: SensorState, now: int, every: int) -> SensorState:  # noqa: ARG002 - a kind's signature
        """A silent sensor is not a stuck one."""
        return state

    def worse(self, one: float, other: float) -> float:  # noqa: ARG002 - a kind's signature
        """The value is always the same one."""
        return one


STUCK = StuckKind()
