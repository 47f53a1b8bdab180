"""A value at or beyond a threshold for some time: consecutively, or in all within a window.

After the WHO's shipping indicators (WHO PQS E006/TR07: inclusive thresholds, consecutive and
cumulative times) and refrigeration controllers (Danfoss AK-RC 251, ERC 21: alarm delay, and a
condenser alarm that clears 5 K below its limit).

A consecutive time is broken by a sample that says so and not by a gap, and is only over when a
sample confirms its end: what nobody measured counts as its neighbours. A cumulative time counts
each sample until the next one, but no longer than the cold chain's gap rule lets it hold.
"""

from dataclasses import dataclass, replace
from enum import Enum
from math import isfinite

from provenance.alarms.kinds.kind import Step
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import (
    HOUR_MS,
    MINUTE_MS,
    AlarmKind,
    Episode,
    Measure,
    Sample,
    SensorState,
)
from provenance.sensors import MISSED_INTERVALS
from provenance.text import Message


class Side(Enum):
    """Which side of the threshold is wrong."""

    ABOVE = 1
    BELOW = -1


@dataclass(frozen=True, slots=True)
class LimitKind:
    """A limit on a measure. Where `lasting`, a value holds until it is told otherwise (a door
    reports when it opens and closes), and time alone may meet the rule."""

    name: AlarmKind
    measure: Measure
    side: Side
    bounds: tuple[float, float]
    lasting: bool = False

    def refusal(self, rule: AlarmRule) -> Message | None:
        """A threshold within the measure's bounds, and a clear one on the good side of it."""
        low, high = self.bounds
        threshold = rule.threshold
        if threshold is None or not isfinite(threshold) or not low <= threshold <= high:
            return Message("alarms-rule-threshold", {"low": low, "high": high})
        if rule.clear is not None and not (
            low <= rule.clear <= high and not self._reaches(rule.clear, threshold)
        ):
            return Message("alarms-rule-clear")
        return None

    def step(self, rule: AlarmRule, state: SensorState, sample: Sample, every: int) -> Step:
        """Count the sample; open, go on with, or end the episode."""
        if self.lasting:
            state = self.passed(rule, state, sample.ms, every)
        over = rule.threshold is not None and self._reaches(sample.value, rule.threshold)
        began = state.since if state.since is not None else sample.ms
        worst = self.worse(state.worst, sample.value) if state.since is not None else sample.value
        heard = replace(
            state,
            at=sample.ms,
            value=sample.value,
            since=began if over else None,
            worst=worst if over else 0.0,
            spent=_spent(rule, state, sample, every),
        )
        if state.episode is not None:
            return self._gone_on(rule, heard, state.episode, sample)
        if not (over or (rule.window and state.since is not None)):
            return heard, None
        lasted = sum(ms for _, ms in heard.spent) if rule.window else sample.ms - began
        if lasted < rule.delay * MINUTE_MS:
            return heard, None
        episode = Episode(began, sample.ms, sample.ms, sample.value, worst)
        return replace(heard, episode=episode), None

    def passed(self, rule: AlarmRule, state: SensorState, now: int, every: int) -> SensorState:  # noqa: ARG002 - a kind's signature
        """Where values last, the rule is met by time alone."""
        if not self.lasting or state.episode is not None or state.since is None:
            return state
        met = state.since + round(rule.delay * MINUTE_MS)
        if now < met:
            return state
        return replace(state, episode=Episode(state.since, met, met, state.value, state.worst))

    def worse(self, one: float, other: float) -> float:
        """The value further beyond the threshold."""
        return max(one, other) if self.side is Side.ABOVE else min(one, other)

    def _gone_on(
        self, rule: AlarmRule, heard: SensorState, episode: Episode, sample: Sample
    ) -> Step:
        if rule.clear is None:
            calm = heard.since is None
        else:
            calm = not self._reaches(sample.value, rule.clear) or sample.value == rule.clear
        since = (heard.calm if heard.calm is not None else sample.ms) if calm else None
        going = replace(
            episode,
            at=sample.ms,
            latest=sample.value,
            worst=self.worse(episode.worst, sample.value),
        )
        if since is None or sample.ms - since < rule.clear_delay * MINUTE_MS:
            return replace(heard, calm=since, episode=going), None
        return replace(heard, calm=None, episode=None), replace(going, ended=sample.ms)

    def _reaches(self, value: float, threshold: float) -> bool:
        return (value - threshold) * self.side.value >= 0


def _spent(
    rule: AlarmRule, state: SensorState, sample: Sample, every: int
) -> tuple[tuple[int, int], ...]:
    """The ms counted in the hours of the window, which moves on hour by hour."""
    if rule.window is None:
        return ()
    spent = dict(state.spent)
    if state.since is not None and state.at is not None:
        at, until = state.at, min(sample.ms, state.at + MISSED_INTERVALS * every)
        while at < until:
            hour = at - at % HOUR_MS
            end = min(until, hour + HOUR_MS)
            spent[hour] = spent.get(hour, 0) + end - at
            at = end
    oldest = sample.ms - sample.ms % HOUR_MS - rule.window * HOUR_MS
    return tuple((hour, ms) for hour, ms in sorted(spent.items()) if hour >= oldest)
