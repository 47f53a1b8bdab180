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

HOUR_MS = 3_600_000
SAMPLING_MS = 10 * 60_000
"""How often sensors usually measure."""
GAP_MS = 3 * SAMPLING_MS
"""Three sampling intervals of ten minutes: a longer silence is a gap and not interpolated."""
SPIKE_KELVIN = 10.0
"""A lone sample this far from both its neighbours, on one side, is an error (assumption: air
inside a case does not warm by 10 K and cool again within two sampling intervals)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Sample(NamedTuple):
    """A temperature (°C) at a time (ms since 1970)."""

    ms: int
    celsius: float


@dataclass(frozen=True, slots=True)
class RawHour:
    """One hour of a place as its sensors reported it; `start` is ms since 1970."""

    start: int
    by_sensor: Mapping[str, Sequence[Sample]]


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


def clean_hours(raw: Sequence[RawHour], span: Span | None = None) -> Iterator[CleanHour]:
    """The merged series of consecutive hours (in order of time), lone spikes taken out.

    Spikes are judged per sensor, by its own neighbours, before sensors are merged: two sensors
    that disagree are both evidence. Equal stamps are averaged. With a span, hours outside of it
    are neighbours only.
    """
    for position, hour in enumerate(raw):
        if span and not span.since <= hour.start <= span.until:
            continue
        before = raw[position - 1] if position else None
        after = raw[position + 1] if position + 1 < len(raw) else None
        despiked = [
            _without_spikes(_of(before, sensor)[-1:], samples, _of(after, sensor)[:1])
            for sensor, samples in hour.by_sensor.items()
        ]
        merged = tuple(despiked[0] if len(despiked) == 1 else _merged(chain(*despiked)))
        if merged:
            yield CleanHour(hour.start, merged)


def _of(hour: RawHour | None, sensor: str) -> Sequence[Sample]:
    return hour.by_sensor.get(sensor, ()) if hour else ()


def _without_spikes(
    before: Sequence[Sample], samples: Sequence[Sample], after: Sequence[Sample]
) -> Iterator[Sample]:
    """The samples, a lone spike replaced by the median of itself and its two neighbours."""
    padded = (*before, *samples, *after)
    for position, sample in enumerate(samples, start=len(before)):
        if 0 < position < len(padded) - 1:
            left, right = padded[position - 1], padded[position + 1]
            if _is_spike(left, sample, right):
                yield Sample(sample.ms, median((left.celsius, sample.celsius, right.celsius)))
                continue
        yield sample


def _is_spike(left: Sample, sample: Sample, right: Sample) -> bool:
    if sample.ms - left.ms > GAP_MS or right.ms - sample.ms > GAP_MS:
        return False
    up, down = sample.celsius - left.celsius, sample.celsius - right.celsius
    return min(abs(up), abs(down)) > SPIKE_KELVIN and up * down > 0


def _merged(samples: Iterable[Sample]) -> Iterator[Sample]:
    for ms, same in groupby(sorted(samples), key=lambda sample: sample.ms):
        values = [sample.celsius for sample in same]
        yield Sample(ms, values[0] if len(values) == 1 else fsum(values) / len(values))
