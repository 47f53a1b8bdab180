"""From the samples of a place's sensors to one clean series, hour by hour.

Times are whole milliseconds since 1970 (UTC): exact, so that any order of arrival ends the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, groupby
from math import fsum
from statistics import median
from typing import NamedTuple

from provenance.sensors import LONGEST_INTERVAL, MISSED_INTERVALS, USUAL_INTERVAL

HOUR_MS = 3_600_000
_MILLISECOND = timedelta(milliseconds=1)
SAMPLING_MS = USUAL_INTERVAL // _MILLISECOND
"""How often sensors usually measure."""
GAP_MS = MISSED_INTERVALS * SAMPLING_MS
"""A longer silence of such a sensor is a gap."""
LONGEST_GAP_MS = MISSED_INTERVALS * (LONGEST_INTERVAL // _MILLISECOND)
SPIKE_KELVIN = 10.0
"""A lone sample this far from both its neighbours, on one side, is an error (assumption: air
inside a case does not warm by 10 K and cool again within two sampling intervals)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sample(NamedTuple):
    """A temperature (°C) at a time (ms since 1970), which holds for `gap` ms at most.

    A longer silence after it is a gap: three sampling intervals of the sensor that measured it.
    """

    ms: int
    celsius: float
    gap: int = GAP_MS


@dataclass(frozen=True, slots=True)
class CleanHour:
    """One hour of a place as one series in order of time; never empty."""

    start: int
    samples: Sequence[Sample]


@dataclass(frozen=True, slots=True)
class Span:
    """Hours by the starts (ms since 1970) of the first and the last one."""

    since: int
    until: int


def to_ms(at: datetime) -> int:
    """Whole milliseconds since 1970 of an aware time."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The UTC time of milliseconds since 1970."""
    return _EPOCH + ms * _MILLISECOND


def hour_of(ms: int) -> int:
    """The start of the hour a time lies in."""
    return ms - ms % HOUR_MS


def clean_hours(
    by_sensor: Mapping[str, Sequence[Sample]], span: Span | None = None
) -> Iterator[CleanHour]:
    """The merged series hour by hour, of samples in order of time by sensor; lone spikes taken out.

    Spikes are judged per sensor, by its own neighbours, before sensors are merged: two sensors
    that disagree are both evidence. Equal stamps are averaged. With a span, samples in hours
    outside of it are neighbours only.
    """
    despiked = list(map(_without_spikes, by_sensor.values()))
    merged = despiked[0] if len(despiked) == 1 else _merged(chain(*despiked))
    for start, samples in groupby(merged, key=lambda sample: hour_of(sample.ms)):
        if span is None or span.since <= start <= span.until:
            yield CleanHour(start, tuple(samples))


def _without_spikes(samples: Sequence[Sample]) -> Iterator[Sample]:
    """The samples, a lone spike replaced by the median of itself and its two neighbours."""
    last = len(samples) - 1
    for position, sample in enumerate(samples):
        if 0 < position < last:
            left, right = samples[position - 1], samples[position + 1]
            if _is_spike(left, sample, right):
                celsius = median((left.celsius, sample.celsius, right.celsius))
                yield Sample(sample.ms, celsius, sample.gap)
                continue
        yield sample


def _is_spike(left: Sample, sample: Sample, right: Sample) -> bool:
    up = sample.celsius - left.celsius
    if -SPIKE_KELVIN <= up <= SPIKE_KELVIN:
        return False
    down = sample.celsius - right.celsius
    lone = abs(down) > SPIKE_KELVIN and up * down > 0
    return lone and sample.ms - left.ms <= left.gap and right.ms - sample.ms <= sample.gap


def _merged(samples: Iterable[Sample]) -> Iterator[Sample]:
    for ms, group in groupby(sorted(samples), key=lambda sample: sample.ms):
        same = list(group)
        if len(same) == 1:
            yield same[0]
        else:
            mean = fsum(sample.celsius for sample in same) / len(same)
            yield Sample(ms, mean, max(sample.gap for sample in same))
