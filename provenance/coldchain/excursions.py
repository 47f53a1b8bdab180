"""The stretches of time above a limit, and a curve to draw."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from provenance.answer import Excursion
from provenance.coldchain.integrals import HourTotals
from provenance.coldchain.series import GAP_MS, Sample, from_ms, to_ms
from provenance.coldchain.values import Window

Stretch = tuple[float, float, float]
"""From (ms), to (ms), and the highest temperature (°C) between."""


def series(hours: Sequence[HourTotals]) -> Sequence[Sample]:
    """The samples of consecutive hours with their neighbours outside, the last value held."""
    if not hours:
        return ()
    first, last = hours[0].previous, hours[-1].following
    samples = [sample for hour in hours for sample in hour.samples]
    held = Sample(samples[-1].ms + GAP_MS, samples[-1].celsius)
    return (*((first,) if first else ()), *samples, last or held)


def excursions(samples: Sequence[Sample], window: Window, limit: float) -> Sequence[Excursion]:
    """When the window's temperatures were above `limit` °C, gaps left out, oldest first."""
    joined: list[Stretch] = []
    for start, end, extreme in _stretches(samples, to_ms(window.since), to_ms(window.until), limit):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end, max(joined[-1][2], extreme))
        else:
            joined.append((start, end, extreme))
    return tuple(
        Excursion(from_ms(round(start)), from_ms(round(end)), extreme, limit)
        for start, end, extreme in joined
    )


def _stretches(
    samples: Sequence[Sample], since: int, until: int, limit: float
) -> Iterator[Stretch]:
    """The part of each segment that lies above the limit and inside the window."""
    for left, right in pairwise(samples):
        if right.ms - left.ms > GAP_MS or max(left.celsius, right.celsius) <= limit:
            continue
        slope = (right.celsius - left.celsius) / (right.ms - left.ms)
        start, end = float(left.ms), float(right.ms)
        if left.celsius < limit:
            start += (limit - left.celsius) / slope
        if right.celsius < limit:
            end = left.ms + (limit - left.celsius) / slope
        start, end = max(start, since), min(end, until)
        if start < end:
            ends = (left.celsius + slope * (moment - left.ms) for moment in (start, end))
            yield start, end, max(ends)


def thinned(samples: Sequence[Sample], max_points: int) -> Sequence[tuple[datetime, float]]:
    """At most `max_points` (≥ 2) of the samples: lowest and highest of each stretch of time."""
    if len(samples) > max_points:
        size = -(-len(samples) // (max_points // 2))
        samples = [
            sample
            for first in range(0, len(samples), size)
            for sample in _extremes(samples[first : first + size])
        ]
    return [(from_ms(sample.ms), sample.celsius) for sample in samples]


def _extremes(samples: Sequence[Sample]) -> Sequence[Sample]:
    coldest = min(samples, key=lambda sample: sample.celsius)
    warmest = max(samples, key=lambda sample: sample.celsius)
    return sorted({coldest, warmest})
