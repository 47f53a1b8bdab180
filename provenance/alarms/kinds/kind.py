"""What a kind of alarm must be able to do."""

from typing import Protocol

from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind, Episode, Measure, Sample, SensorState
from provenance.text import Message

Step = tuple[SensorState, Episode | None]
"""A sensor's new state, and the episode that the sample brought to an end."""


class Kind(Protocol):
    """Judges one sensor, sample by sample in order of time; everything it knows is in the state.

    `every` is the sensor's sampling interval in ms.
    """

    @property
    def name(self) -> AlarmKind:
        """The kind of alarm it raises."""
        ...

    @property
    def measure(self) -> Measure:
        """The samples it judges."""
        ...

    def refusal(self, rule: AlarmRule) -> Message | None:
        """Why a rule of this kind cannot be used, if so."""
        ...

    def step(self, rule: AlarmRule, state: SensorState, sample: Sample, every: int) -> Step:
        """The state after a sample that is later than the state's."""
        ...

    def passed(self, rule: AlarmRule, state: SensorState, now: int, every: int) -> SensorState:
        """The state when nothing was heard until `now` (ms); most kinds wait for a sample."""
        ...

    def worse(self, one: float, other: float) -> float:
        """Which of two values is further beyond what the rule allows."""
        ...
