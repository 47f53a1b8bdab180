"""Running integrals of a place: what its temperatures used up, as totals that only grow.

What happened between two times is the difference of two totals, so its cost depends neither on
the number of readings nor on that of lots. Where nobody measured for longer than the gap limit,
nothing is interpolated: the pessimistic total takes the worst of both neighbours and the class's
unmonitored temperature, the optimistic one the better neighbour, and covered time stands still.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from operator import add

from provenance.coldchain.series import GAP_MS, CleanHour, Sample
from provenance.freshness.models import RateModel

COVERED = "covered"
DEGREES = "degrees"

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
    """

    start: int
    totals: Totals
    previous: Sample | None
    samples: Sequence[Sample]
    following: Sample | None


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
            *(pessimistic(meter) for meter in meters),
            *(optimistic(meter) for meter in meters),
        )
        self.zero: Totals = (0.0,) * len(self.ids)
        self._rates = lru_cache(maxsize=4096)(
            lambda celsius: tuple(meter.rate.relative_rate(celsius) for meter in meters)
        )

    def between(self, left: Sample, right: Sample, until: int) -> list[float]:
        """What the time from `left` to `until`, no later than `right`, adds to the totals."""
        if right.ms - left.ms > GAP_MS:
            return self.unmeasured((left, right), (until - left.ms) / 1000)
        seconds = (until - left.ms) / 1000
        part = (until - left.ms) / (right.ms - left.ms)
        start, end = left.celsius, left.celsius + (right.celsius - left.celsius) * part
        rates = [
            seconds * (now + (then - now) * part / 2)
            for now, then in zip(self._rates(left.celsius), self._rates(right.celsius), strict=True)
        ]
        return [
            seconds,
            seconds * (start + end) / 2,
            *(seconds * _share_above(limit, start, end) for limit in self._limits),
            *(seconds * _share_above(-threshold, -start, -end) for threshold in self._thresholds),
            *rates,
            *rates,
        ]

    def unmeasured(self, neighbours: Sequence[Sample], seconds: float) -> list[float]:
        """What time in a gap adds, given the sample before it, the one after it, or both."""
        coldest = min(sample.celsius for sample in neighbours)
        warmest = max(sample.celsius for sample in neighbours)
        return [
            *(0.0 for _ in range(2 + len(self._limits) + len(self._thresholds))),
            *(
                seconds * meter.rate.relative_rate(max(warmest, meter.unmonitored))
                for meter in self._meters
            ),
            *(seconds * rate for rate in self._rates(coldest)),
        ]

    def carried(
        self, before: HourTotals | None, hours: Iterable[CleanHour]
    ) -> Iterator[HourTotals]:
        """Checkpoints of consecutive hours, totals carried on from the start of `before`."""
        totals = before.totals if before else self.zero
        last = before.previous if before else None
        pending: CleanHour | None = None
        for hour in hours:
            if pending:
                yield HourTotals(pending.start, totals, last, pending.samples, hour.samples[0])
                for sample in pending.samples:
                    if last:
                        totals = _sum(totals, self.between(last, sample, sample.ms))
                    last = sample
            pending = hour
        if pending:
            yield HourTotals(pending.start, totals, last, pending.samples, None)

    def renewed(
        self, stored: Mapping[int, HourTotals], clean: Iterable[CleanHour]
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
                yield from self.carried(stored.get(hours[start].start), hours[start:])
                return

    def at(self, hour: HourTotals, ms: int) -> Totals:
        """The totals at any time from the hour's first moment to the next hour with samples.

        After the last sample its value holds up to the gap limit; what lies beyond is a gap.
        Time before a place's first sample counts backwards, as a gap.
        """
        totals, last = hour.totals, hour.previous
        following = (hour.following,) if hour.following else ()
        for sample in (*hour.samples, *following):
            if last is None:
                if ms < sample.ms:
                    return _sum(totals, self.unmeasured((sample,), (ms - sample.ms) / 1000))
            elif ms < sample.ms:
                return _sum(totals, self.between(last, sample, ms))
            else:
                totals = _sum(totals, self.between(last, sample, sample.ms))
            last = sample
        if last is None:
            raise ValueError("an hour without samples has no totals")
        held = Sample(last.ms + GAP_MS, last.celsius)
        totals = _sum(totals, self.between(last, held, min(ms, held.ms)))
        if ms > held.ms:
            totals = _sum(totals, self.unmeasured((last,), (ms - held.ms) / 1000))
        return totals


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


def _share_above(limit: float, start: float, end: float) -> float:
    """The share of a straight stretch from `start` to `end` that lies above `limit`."""
    over_start, over_end = start - limit, end - limit
    if over_start <= 0 and over_end <= 0:
        return 0.0
    if over_start >= 0 and over_end >= 0:
        return 1.0
    return max(over_start, over_end) / abs(over_start - over_end)
