"""Following a sensor by a rule: a fold over samples that can be taken up again for late ones.

The state before each day's first sample is kept for some days. A late sample is judged by folding
again from the newest kept state before it, over the stored readings since: exactly what would have
come out had it arrived in time. A sample that is more than two days late stays evidence but raises
no alarm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.alarms.kinds import Kind
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import DAY_MS, NOTHING_SEEN, Episode, Sample, SensorState

KEPT_DAYS = 3
"""Today, yesterday, and the day before (UTC)."""


@dataclass(frozen=True, slots=True)
class Track:
    """A sensor's state now, and those before the first sample of its latest days."""

    now: SensorState = NOTHING_SEEN
    days: tuple[SensorState, ...] = ()


def followed(
    kind: Kind, rule: AlarmRule, track: Track, samples: Iterable[Sample], every: int
) -> tuple[Track, tuple[Episode, ...]]:
    """The track after samples in order of time, all later than it, and the episodes they ended.

    Cutting the samples into several calls changes nothing.
    """
    state, days = track.now, track.days
    ended: list[Episode] = []
    for sample in samples:
        begins_day = state.at is None or sample.ms // DAY_MS > state.at // DAY_MS
        if begins_day and state not in days[-1:]:  # kept already when it was taken up again
            days = (*days, state)[-KEPT_DAYS:]
        state, episode = kind.step(rule, state, sample, every)
        if episode:
            ended.append(episode)
    return Track(state, days), tuple(ended)


def is_late(track: Track, ms: int) -> bool:
    """Whether a sample of this time does not simply follow."""
    return track.now.at is not None and ms <= track.now.at


def taken_up(track: Track, ms: int) -> tuple[Track, int] | None:
    """The track to fold again from for a late sample at `ms`, and the time to read samples from.

    None for a sample that is too late to be judged.
    """
    at = track.now.at or 0
    floor = at - at % DAY_MS - (KEPT_DAYS - 1) * DAY_MS
    if ms < floor:
        return None
    for position in range(len(track.days) - 1, -1, -1):
        state = track.days[position]
        if state.at is None or state.at < ms:
            since = floor if state.at is None else max(floor, state.at + 1)
            return Track(state, track.days[: max(position, 1)]), since
    return None
