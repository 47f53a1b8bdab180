"""Running integrals of a place: what its temperatures used up, as totals that only grow.

What happened between two times is the difference of two totals, so its cost depends neither on
the number of readings nor on that of lots. It is counted on the product's temperature, which
follows the air's (`low_pass`), by trapezoid on the rate between samples. Where nobody measured
for longer than a sample holds, nothing is interpolated: the pessimistic total takes the worst of
both neighbours and the class's unmonitored temperature, the optimistic one the better neighbour,
and covered time stands still.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from operator import add
from typing import NamedTuple

from provenance.coldchain.low_pass import Point, entered, followed
from provenance.coldchain.series import CleanHour, Sample
from provenance.freshness.mkt import kinetic_rate
from provenance.freshness.models import RateModel

COVERED = "covered"
DEGREES = "degrees"
KINETIC = "kinetic"
"""∫ of the rate that the mean kinetic temperature is made from, over the covered time."""

Totals = Sequence[float]
"""Seconds (and degree-seconds), in the order of `Integrals.ids`."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A rate function with the temperature that counts, pessimistically, in gaps."""

    rate: RateModel
    unmonitored: float

    @property
    def id(self) -> str:
        """A short stable name: the stored totals of this meter are found by it."""
        key = f"{self.rate.key}?{self.unmonitored:g}"
        return blake2s(key.encode(), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class HourTotals:
    """A checkpoint: totals at `previous`, the last sample before the hour, and what follows it.

    Being bound to a sample and not to the full hour, totals do not depend on where hours begin.
    `previous` also holds the low-pass's state, and `time_constant` (seconds) is the place's.
    """

    start: int
    totals: Totals
    previous: Point | None
    samples: Sequence[Sample]
    following: Sample | None
    time_constant: float = 0.0

    def points(self) -> Iterator[Point]:
        """The hour's samples and the one that follows, with the product's temperature."""
        last = self.previous
        for sample in self.samples:
            last = followed(last, sample, self.time_constant) if last else entered(sample)
            yield last
        if last is None:
            raise ValueError("an hour without samples has no totals")
        if self.following:
            yield followed(last, self.following, self.time_constant)


class Standing(NamedTuple):
    """The totals at a time, and the product's temperature (°C) then; None where nobody measured."""

    totals: Totals
    product: float | None


class Integrals:
    """Which totals are kept: two per meter, one per safety limit and per chilling threshold."""

    def __init__(
        self, meters: Sequence[Meter], limits: Sequence[float], thresholds: Sequence[float]
    ) -> None:
        self._meters = meters
        self._limits = limits
        self._thresholds = thresholds
        self.ids: Sequence[str] = (
            COVERED,
            DEGREES,
            *(above(limit) for limit in limits),
            *(below(threshold) for threshold in thresholds),
            KINETIC,
            *(pessimistic(meter) for meter in meters),
            *(optimistic(meter) for meter in meters),
        )
        self.zero: Totals = (0.0,) * len(self.ids)
        self._rates = lru_cache(maxsize=4096)(
            lambda celsius: tuple(meter.rate.relative_rate(celsius) for meter in meters)
        )
        self._kinetic = lru_cache(maxsize=4096)(kinetic_rate)

    def between(self, left: Point, right: Point, until: int) -> list[float]:
        """What the time from `left` to `until`, no later than `right`, adds to the totals."""
        if right.ms - left.ms > left.gap:
            return self.unmeasured((left, right), (until - left.ms) / 1000)
        seconds = (until - left.ms) / 1000
        start, end, part = left.product, right.product, 1.0
        if until != right.ms:
            part = (until - left.ms) / (right.ms - left.ms)
            end = product_at(left, right, until)
        then_weight = seconds * part / 2
        now_weight = seconds - then_weight
        rates = [
            now_weight * now + then_weight * then
            for now, then in zip(self._rates(start), self._rates(right.product), strict=True)
        ]
        kinetic = now_weight * self._kinetic(start) + then_weight * self._kinetic(right.product)
        return [
            seconds,
            seconds * (start + end) / 2,
            *[_above(limit, start, end, seconds) for limit in self._limits],
            *[_above(-threshold, -start, -end, seconds) for threshold in self._thresholds],
            kinetic,
            *rates,
            *rates,
        ]

    def unmeasured(self, neighbours: Sequence[Point], seconds: float) -> list[float]:
        """What time in a gap adds, given the sample before it, the one after it, or both."""
        coldest = min(min(point.air, point.product) for point in neighbours)
        warmest = max(max(point.air, point.product) for point in neighbours)
        return [
            *(0.0 for _ in range(3 + len(self._limits) + len(self._thresholds))),
            *(
                seconds * meter.rate.relative_rate(max(warmest, meter.unmonitored))
                for meter in self._meters
            ),
            *(seconds * rate for rate in self._rates(coldest)),
        ]

    def carried(
        self, before: HourTotals | None, hours: Iterable[CleanHour], time_constant: float = 0.0
    ) -> Iterator[HourTotals]:
        """Checkpoints of consecutive hours, totals carried on from the start of `before`."""
        totals = before.totals if before else self.zero
        last = before.previous if before else None
        pending: CleanHour | None = None

        def checkpoint(hour: CleanHour, following: Sample | None) -> HourTotals:
            return HourTotals(hour.start, totals, last, hour.samples, following, time_constant)

        for hour in hours:
            if pending:
                made = checkpoint(pending, hour.samples[0])
                yield made
                for point in made.points():
                    if point.ms < hour.start:
                        if last:
                            totals = _sum(totals, self.between(last, point, point.ms))
                        last = point
            pending = hour
        if pending:
            yield checkpoint(pending, None)

    def renewed(
        self,
        stored: Mapping[int, HourTotals],
        clean: Iterable[CleanHour],
        time_constant: float = 0.0,
    ) -> Iterator[HourTotals]:
        """The checkpoints that change where hours are told anew, in order of time.

        `stored` has those of the place by hour: all from the first new hour on, and the last one
        before it. A sample in the newest hour renews this hour only and needs no totals.
        """
        samples = {start: hour.samples for start, hour in stored.items()}
        samples |= {hour.start: hour.samples for hour in clean}
        hours = [CleanHour(start, samples[start]) for start in sorted(samples)]
        for position, hour in enumerate(hours):
            known = stored.get(hour.start)
            if known is None or known.samples != hour.samples:
                same_first = known is not None and known.samples[0] == hour.samples[0]
                # else the hour before has another sample following it
                start = position if same_first else max(position - 1, 0)
                first = stored.get(hours[start].start)
                yield from self.carried(first, hours[start:], time_constant)
                return

    def at(self, hour: HourTotals, ms: int) -> Standing:
        """Where a place stood at any time from the hour's first moment to the next with samples.

        After the last sample its value holds as long as it may; what lies beyond is a gap.
        Time before a place's first sample counts backwards, as a gap.
        """
        totals, last = hour.totals, hour.previous
        for point in hour.points():
            if last is None:
                if ms < point.ms:
                    gone = self.unmeasured((point,), (ms - point.ms) / 1000)
                    return Standing(_sum(totals, gone), None)
            elif ms < point.ms:
                measured = point.ms - last.ms <= last.gap
                return Standing(
                    _sum(totals, self.between(last, point, ms)),
                    product_at(last, point, ms) if measured else None,
                )
            else:
                totals = _sum(totals, self.between(last, point, point.ms))
            last = point
        if last is None:
            raise ValueError("an hour without samples has no totals")
        held = followed(last, Sample(last.ms + last.gap, last.air), hour.time_constant)
        totals = _sum(totals, self.between(last, held, min(ms, held.ms)))
        if ms > held.ms:
            gone = self.unmeasured((last, held), (ms - held.ms) / 1000)
            return Standing(_sum(totals, gone), None)
        return Standing(totals, product_at(last, held, ms))


def product_at(left: Point, right: Point, ms: int) -> float:
    """The product's temperature (°C) at a time between two samples, on the line between them."""
    part = (ms - left.ms) / (right.ms - left.ms)
    return left.product + (right.product - left.product) * part


def above(limit: float) -> str:
    """The id of the seconds above a safety limit."""
    return f"above_{limit:g}".replace(".", "_")


def below(threshold: float) -> str:
    """The id of the seconds below a chilling threshold."""
    return f"below_{threshold:g}".replace(".", "_")


def pessimistic(meter: Meter) -> str:
    """The id of a meter's total that takes the worst of gaps."""
    return f"pessimistic_{meter.id}"


def optimistic(meter: Meter) -> str:
    """The id of a meter's total that takes the best of gaps."""
    return f"optimistic_{meter.id}"


def _sum(totals: Totals, more: Sequence[float]) -> Totals:
    return list(map(add, totals, more))


def _above(limit: float, start: float, end: float, seconds: float) -> float:
    """The seconds of a straight stretch from `start` to `end` that lie above `limit`."""
    if start <= limit and end <= limit:
        return 0.0
    if start >= limit and end >= limit:
        return seconds
    return seconds * (max(start, end) - limit) / abs(start - end)
