"""The stretches of time above a limit, and a curve to draw.

A limit is one of the food, so it is the product's temperature that is held against it: a defrost
of some minutes does not warm the food, and warm food in cold air is still warm. The curve shows
what was measured: the air.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from provenance.answer import Excursion
from provenance.coldchain.integrals import HourTotals
from provenance.coldchain.low_pass import Point, followed
from provenance.coldchain.series import Sample, from_ms, to_ms
from provenance.coldchain.values import Window

Stretch = tuple[float, float, float]
"""From (ms), to (ms), and the highest temperature (°C) between."""


def points(hours: Sequence[HourTotals]) -> Sequence[Point]:
    """The samples of hours in order with their neighbours outside, the last value held."""
    if not hours:
        return ()
    found: list[Point] = []
    for hour in hours:
        if hour.previous and (not found or hour.previous.ms > found[-1].ms):
            found.append(hour.previous)
        found += [point for point in hour.points() if not found or point.ms > found[-1].ms]
    last = found[-1]
    if not hours[-1].following:
        held = Sample(last.ms + last.gap, last.air, last.gap)
        found.append(followed(last, held, hours[-1].time_constant))
    return found


def excursions(found: Sequence[Point], window: Window, limit: float) -> Sequence[Excursion]:
    """When the product was above `limit` °C in the window, gaps left out, oldest first."""
    joined: list[Stretch] = []
    for start, end, extreme in _stretches(found, to_ms(window.since), to_ms(window.until), limit):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end, max(joined[-1][2], extreme))
        else:
            joined.append((start, end, extreme))
    return tuple(
        Excursion(from_ms(round(start)), from_ms(round(end)), extreme, limit)
        for start, end, extreme in joined
    )


def _stretches(found: Sequence[Point], since: int, until: int, limit: float) -> Iterator[Stretch]:
    """The part of each segment that lies above the limit and inside the window."""
    for left, right in pairwise(found):
        if right.ms - left.ms > left.gap or max(left.product, right.product) <= limit:
            continue
        slope = (right.product - left.product) / (right.ms - left.ms)
        start, end = float(left.ms), float(right.ms)
        if left.product < limit:
            start += (limit - left.product) / slope
        if right.product < limit:
            end = left.ms + (limit - left.product) / slope
        start, end = max(start, since), min(end, until)
        if start < end:
            ends = (left.product + slope * (moment - left.ms) for moment in (start, end))
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
