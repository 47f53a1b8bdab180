"""What came of an experiment: arms, how much better each is, and whether the split can be trusted.

A unit counts in the arm of its first exposure, from then on, whatever it met later (intention to
treat). Comparisons are always valid over time; over many cuts at once they are not: of twenty zones
without any effect one may look like one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Final

from personalization.experiments.experiment import Experiment
from personalization.experiments.intervals import (
    Interval,
    measured,
    proportion,
    relative_uplift,
)
from personalization.experiments.sample_ratio import ALARM, sample_ratio_p

FEWEST: Final = 5
"""Units in each arm that a cut has before it is told: fewer could be somebody."""


class CutBy(StrEnum):
    """What units are cut by; a cut's key is an offer's `{id}@{version}`, a zone or a segment."""

    ALL = "ALL"
    OFFER = "OFFER"
    ZONE = "ZONE"
    SEGMENT = "SEGMENT"


@dataclass(frozen=True, slots=True)
class Count:
    """Units of one cut, variant and currency: how many paid at a till after their first exposure
    (`conversions`), the sum of what they paid net of returns, and the sum of its squares, in minor
    units."""

    cut: CutBy
    key: str
    variant: int
    currency: str
    units: int
    conversions: int
    revenue: int
    squares: float


@dataclass(frozen=True, slots=True)
class Arm:
    """The units of a variant (its index and name). `revenue` is in minor units."""

    variant: int
    name: str
    units: int
    conversions: int
    revenue: int
    squares: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variant against the control (variant 0), None where nothing can be said yet: the relative
    uplift of the share of units that paid, and of what a unit paid (0 for who did not)."""

    variant: int
    conversion: Interval | None
    revenue: Interval | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The arms of one cut in one currency. Empty and `suppressed` where an arm has too few units
    to be told."""

    cut: CutBy
    key: str
    currency: str
    arms: tuple[Arm, ...]
    comparisons: tuple[Comparison, ...]
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """What is known of an experiment so far.

    `overall` has an entry for each currency (money of two cannot be added), `cuts` those by offer,
    zone and segment. `sample_ratio_p` is how likely the split over all is if everything works;
    under `ALARM` nothing here can be trusted.
    """

    experiment: Experiment
    units: int
    overall: tuple[Compared, ...]
    cuts: tuple[Compared, ...]
    sample_ratio_p: float

    @property
    def sample_ratio_alarm(self) -> bool:
        """Whether the split is not the planned one: find out why before reading on."""
        return self.sample_ratio_p < ALARM


def result(experiment: Experiment, counts: Sequence[Count]) -> ExperimentResult:
    """The result from what was counted; `counts` of unknown variants are passed over."""
    variants = range(len(experiment.variants))
    known = [count for count in counts if count.variant in variants]
    overall = [count for count in known if count.cut is CutBy.ALL]
    split = [sum(each.units for each in overall if each.variant == arm) for arm in variants]
    groups = sorted({(count.cut, count.key, count.currency) for count in known})
    compared = [_compared(experiment, group, known) for group in groups]
    return ExperimentResult(
        experiment=experiment,
        units=sum(split),
        overall=tuple(each for each in compared if each.cut is CutBy.ALL),
        cuts=tuple(each for each in compared if each.cut is not CutBy.ALL),
        sample_ratio_p=sample_ratio_p(split, experiment.weights or [1.0] * len(split)),
    )


def _compared(
    experiment: Experiment, group: tuple[CutBy, str, str], counts: Iterable[Count]
) -> Compared:
    mine = [count for count in counts if (count.cut, count.key, count.currency) == group]
    arms = tuple(
        _arm(variant, name, [count for count in mine if count.variant == variant])
        for variant, name in enumerate(experiment.variants)
    )
    cut, key, currency = group
    if cut is not CutBy.ALL and any(arm.units < FEWEST for arm in arms):
        return Compared(cut, key, currency, (), (), suppressed=True)
    comparisons = tuple(_comparison(arms[0], arm) for arm in arms[1:])
    return Compared(cut, key, currency, arms, comparisons)


def _arm(variant: int, name: str, counts: Iterable[Count]) -> Arm:
    def added(arm: Arm, count: Count) -> Arm:
        return Arm(
            variant,
            name,
            arm.units + count.units,
            arm.conversions + count.conversions,
            arm.revenue + count.revenue,
            arm.squares + count.squares,
        )

    return reduce(added, counts, Arm(variant, name, 0, 0, 0, 0.0))


def _comparison(control: Arm, treated: Arm) -> Comparison:
    return Comparison(
        variant=treated.variant,
        conversion=relative_uplift(
            proportion(control.units, control.conversions),
            proportion(treated.units, treated.conversions),
        ),
        revenue=relative_uplift(
            measured(control.units, control.revenue, control.squares),
            measured(treated.units, treated.revenue, treated.squares),
        ),
    )
