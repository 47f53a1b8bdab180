"""A temperature history drawn as a curve, for SVG: pure geometry, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median

from provenance.answer import Excursion

WIDTH = 358
HEIGHT = 190
"""The drawing's size in its own units; one is a CSS pixel on a 390-pixel phone."""
LEFT, RIGHT, TOP, BOTTOM = 34, 348, 18, 166
"""The plot inside it."""

GAP_INTERVALS = 3
"""Readings further apart than this many usual intervals are not joined by a line."""
_COLUMNS = 120
_MOST_TICKS = 5
_NICE_CELSIUS = (1, 2, 5, 10, 20, 50)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NICE_TIMES = (
    _HOUR,
    2 * _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
    _DAY,
    2 * _DAY,
    7 * _DAY,
    14 * _DAY,
    28 * _DAY,
    91 * _DAY,
    364 * _DAY,
)

Reading = tuple[datetime, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the time axis."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Level:
    """A line of the temperature axis, °C."""

    y: float
    celsius: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the time axis; `at` is a day's start when the ticks are days apart."""

    x: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Extreme:
    """The coldest or warmest reading; `anchor` keeps its text inside the drawing."""

    x: float
    y: float
    celsius: float
    anchor: str


@dataclass(frozen=True, slots=True)
class TemperatureCurve:
    """The drawing; `lines` are SVG paths, one for each stretch without a gap."""

    lines: Sequence[str]
    gaps: Sequence[Span]
    excursions: Sequence[Span]
    levels: Sequence[Level]
    ticks: Sequence[Tick]
    ticks_are_days: bool
    limit: Level | None
    coldest: Extreme
    warmest: Extreme


def temperature_curve(
    readings: Sequence[Reading],
    *,
    limit_celsius: float | None,
    excursions: Sequence[Excursion],
    zone: tzinfo,
) -> TemperatureCurve | None:
    """Draw readings (UTC, °C, in order of time); None for fewer than two, which show no course."""
    if len(readings) < 2 or readings[0][0] == readings[-1][0]:
        return None
    scale = _Scale.of(readings, limit_celsius)
    runs = _runs(readings)
    coldest = min(readings, key=lambda reading: reading[1])
    warmest = max(readings, key=lambda reading: reading[1])
    step = next(
        (nice for nice in _NICE_TIMES if scale.length / nice <= _MOST_TICKS), _NICE_TIMES[-1]
    )
    return TemperatureCurve(
        lines=tuple(_path(scale, _thinned(run, scale)) for run in runs),
        gaps=tuple(scale.span(before[-1][0], after[0][0]) for before, after in pairwise(runs)),
        excursions=tuple(
            scale.span(max(excursion.since, scale.start), min(until, scale.end))
            for excursion in excursions
            if excursion.since < scale.end and (until := excursion.until or scale.end) > scale.start
        ),
        levels=tuple(Level(scale.y(celsius), celsius) for celsius in scale.levels()),
        ticks=tuple(Tick(scale.x(at), at) for at in _ticks(scale, step, zone)),
        ticks_are_days=step >= _DAY,
        limit=None if limit_celsius is None else Level(scale.y(limit_celsius), limit_celsius),
        coldest=_extreme(scale, coldest),
        warmest=_extreme(scale, warmest),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    start: datetime
    end: datetime
    low: float
    high: float

    @classmethod
    def of(cls, readings: Sequence[Reading], limit_celsius: float | None) -> "_Scale":
        shown = [celsius for _, celsius in readings]
        if limit_celsius is not None:
            shown.append(limit_celsius)
        return cls(readings[0][0], readings[-1][0], min(shown) - 1, max(shown) + 1)

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def x(self, at: datetime) -> float:
        return round(LEFT + (RIGHT - LEFT) * ((at - self.start) / self.length), 1)

    def y(self, celsius: float) -> float:
        share = (celsius - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * share, 1)

    def span(self, since: datetime, until: datetime) -> Span:
        return Span(self.x(since), round(max(self.x(until) - self.x(since), 1.5), 1))

    def levels(self) -> list[float]:
        room = self.high - self.low
        step = next(
            (nice for nice in _NICE_CELSIUS if room / nice <= _MOST_TICKS), _NICE_CELSIUS[-1]
        )
        return [
            float(step * i) for i in range(int(self.low // step) + 1, int(self.high // step) + 1)
        ]


def _runs(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Stretches without a gap."""
    usual = median((after[0] - before[0]).total_seconds() for before, after in pairwise(readings))
    runs = [[readings[0]]]
    for before, after in pairwise(readings):
        if (after[0] - before[0]).total_seconds() > GAP_INTERVALS * usual:
            runs.append([])
        runs[-1].append(after)
    return runs


def _thinned(run: Sequence[Reading], scale: _Scale) -> list[Reading]:
    """The coldest and the warmest of each column: no peak is lost."""
    columns: dict[int, list[Reading]] = {}
    for reading in run:
        columns.setdefault(int((reading[0] - scale.start) / scale.length * _COLUMNS), []).append(
            reading
        )
    kept: list[Reading] = []
    for column in columns.values():
        ends = {min(column, key=lambda one: one[1]), max(column, key=lambda one: one[1])}
        kept.extend(sorted(ends))
    return kept


def _path(scale: _Scale, run: Sequence[Reading]) -> str:
    points = [f"{scale.x(at):g} {scale.y(celsius):g}" for at, celsius in run]
    if len(points) == 1:  # a lone reading is a dot: a line without length, with round ends
        points *= 2
    return "M" + "L".join(points)


def _extreme(scale: _Scale, reading: Reading) -> Extreme:
    x = scale.x(reading[0])
    anchor = "start" if x < LEFT + 40 else "end" if x > RIGHT - 40 else "middle"
    return Extreme(x, scale.y(reading[1]), reading[1], anchor)


def _ticks(scale: _Scale, step: timedelta, zone: tzinfo) -> list[datetime]:
    """Round times of the wall clock in steps of `step`."""
    at = scale.start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    ticks: list[datetime] = []
    while at <= scale.end:
        if at >= scale.start:
            ticks.append(at)
        at += step
    return ticks
